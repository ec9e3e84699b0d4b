import type {Argv, ConnectOutcome, Host, RunResult} from '../../source/host/host.ts';

interface StoredFile {
  text: string;
  mode: number;
  uid: number;
  gid: number;
}

export interface Script {
  readonly uid?: number;
  readonly env?: Record<string, string>;
  /** Path → text. Folders exist where files are in them, and where `folders` says so. */
  readonly files?: Readonly<Record<string, string>>;
  readonly folders?: readonly string[];
  readonly programs?: readonly string[];
  /** Command line, words joined by a blank → what it prints, or what it does. Commands that are not listed succeed silently. */
  readonly commands?: Readonly<
    Record<string, string | Partial<RunResult> | ((host: ScriptedHost) => Partial<RunResult> | string | undefined)>
  >;
  readonly connect?: (address: string, port: number) => ConnectOutcome;
  readonly whoHas?: (address: string) => string | undefined;
}

export interface ScriptedHost extends Host {
  /** Commands run and files changed, in order: `run …`, `write PATH`, `remove PATH`, `append PATH`. */
  readonly log: string[];
  readonly files: Map<string, StoredFile>;
  readonly folders: Set<string>;
}

/** A host in memory: commands answer from a table, files live in a map, and everything that is done to it is logged. */
export function scriptedHost(script: Script = {}): ScriptedHost {
  const files = new Map<string, StoredFile>(
    Object.entries(script.files ?? {}).map(([path, text]) => [path, {text, mode: 0o644, uid: 0, gid: 0}]),
  );
  const folders = new Set<string>(['/', '/etc', '/var/lib', ...(script.folders ?? [])]);
  const log: string[] = [];
  const locks = new Set<string>();
  const parents = (path: string) => path.split('/').map((_, at, parts) => parts.slice(0, at).join('/') || '/');
  for (const path of [...files.keys(), ...folders]) for (const folder of parents(path)) folders.add(folder);
  const asText = (content: string | Uint8Array) => (typeof content === 'string' ? content : Buffer.from(content).toString('utf8'));

  const host: ScriptedHost = {
    log,
    files,
    folders,
    hostname: 'test1',
    uid: script.uid ?? 0,
    env: script.env ?? {},
    now: () => Date.UTC(2026, 0, 1),
    async run(argv: Argv) {
      const line = argv.join(' ');
      log.push(`run ${line}`);
      const answer = script.commands?.[line];
      const result = typeof answer === 'function' ? answer(host) : answer;
      if (typeof result === 'string') return {exitCode: 0, stdout: result, stderr: ''};
      if (argv[0] === 'mkdir') for (const folder of [...parents(argv.at(-1) ?? ''), argv.at(-1) ?? '']) folders.add(folder);
      if (argv[0] === 'rmdir' && !result?.exitCode) folders.delete(argv[1] ?? '');
      return {exitCode: 0, stdout: '', stderr: '', ...result};
    },
    which: async program => (script.programs?.includes(program) ? `/usr/sbin/${program}` : undefined),
    read: async path => files.get(path)?.text,
    readBytes: async path => {
      const file = files.get(path);
      return file && Buffer.from(file.text);
    },
    info: async path => {
      const file = files.get(path);
      if (file) return {type: 'file', mode: file.mode, uid: file.uid, gid: file.gid};
      return folders.has(path) ? {type: 'directory', mode: 0o755, uid: 0, gid: 0} : undefined;
    },
    list: async path =>
      [...files.keys(), ...folders]
        .filter(name => name !== path && name.startsWith(`${path}/`) && !name.slice(path.length + 1).includes('/'))
        .map(name => name.slice(path.length + 1)),
    realPath: async path => path,
    async write(path, content, {mode, uid = 0, gid = 0}) {
      log.push(`write ${path}`);
      files.set(path, {text: asText(content), mode, uid, gid});
    },
    async append(path, text, mode) {
      log.push(`append ${path}`);
      files.set(path, {text: (files.get(path)?.text ?? '') + text, mode, uid: 0, gid: 0});
    },
    async remove(path) {
      if (files.delete(path)) log.push(`remove ${path}`);
    },
    async makeFolder(path) {
      folders.add(path);
    },
    async rename(from, to) {
      const file = files.get(from);
      if (file) files.set(to, file);
      files.delete(from);
    },
    async lock(name) {
      if (locks.has(name)) return undefined;
      locks.add(name);
      return async () => void locks.delete(name);
    },
    connect: async ({address, port}) => script.connect?.(address, port) ?? 'open',
    whoHas: async address => script.whoHas?.(address),
  };
  return host;
}
