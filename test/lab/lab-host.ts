import type {AgentClient, Result} from './agent-client.ts';
import {type HostSpec, hostEnvironment} from './hosts.ts';

export interface RunOptions {
  /** Default one minute; then the exit code is 124. */
  timeoutMs?: number;
  input?: string;
  env?: Record<string, string>;
}

/** A string is a line for bash, an array is run as it stands. */
export type Command = string | readonly string[];

export interface Runner {
  run(command: Command, options?: RunOptions): Promise<Result>;
  /** Its stdout; throws, with all it said, unless it exits 0. */
  ok(command: Command, options?: RunOptions): Promise<string>;
}

export interface LabHost extends Runner {
  readonly name: string;
  write(path: string, text: string, mode?: number): Promise<void>;
  read(path: string): Promise<string>;
  /** An orderly shutdown and a boot on the same disk; resolves once it is up. */
  reboot(): Promise<void>;
  /** A new disk, and a boot. What is given changes the host's spec for good, until the next reset. */
  reset(changes?: Partial<Omit<HostSpec, 'name'>>): Promise<void>;
  /** The plug is pulled. */
  kill(): Promise<void>;
  /** Boots it unless it runs; resolves once it is up, with the units that failed, a line each. */
  start(): Promise<string>;
}

/** How long one boot may take: four at once take about a quarter of it under emulation. */
const bootMs = 180_000;

const runner = (agent: AgentClient, host?: string): Runner => {
  const run: Runner['run'] = (command, {timeoutMs = 60_000, ...options} = {}) => {
    const argv = typeof command === 'string' ? ['bash', '-c', command] : command;
    return agent.request({argv, timeoutMs, ...options, ...(host === undefined ? {} : {host})});
  };
  const ok: Runner['ok'] = async (command, options) => {
    const {exitCode, stdout, stderr} = await run(command, options);
    if (exitCode === 0) return stdout;
    const what = typeof command === 'string' ? command : command.join(' ');
    throw new Error(`${host ?? 'the lab'}: exit code ${exitCode} from: ${what}\n${stdout}${stderr}`.trimEnd());
  };
  return {run, ok};
};

export const vmRunner = (agent: AgentClient): Runner => runner(agent);

export const labHost = (agent: AgentClient, spec: HostSpec): LabHost => {
  const {name} = spec;
  const vm = runner(agent);
  const host = runner(agent, name);
  const control = (action: 'create' | 'start' | 'stop' | 'kill', of: HostSpec = spec) =>
    vm.ok(['/run/lab/guest/host', action, name], {timeoutMs: bootMs, env: hostEnvironment(of)});

  return {
    name,
    ...host,
    async write(path, text, mode = 0o644) {
      await host.ok(['bash', '-c', 'mkdir -p "$(dirname "$1")" && cat >"$1" && chmod "$2" "$1"', 'write', path, mode.toString(8)], {
        input: text,
      });
    },
    read: path => host.ok(['cat', path]),
    async reboot() {
      await control('stop');
      await control('start');
    },
    async reset(changes = {}) {
      await control('create', {...spec, ...changes});
      await control('start');
    },
    async kill() {
      await control('kill');
    },
    start: () => control('start'),
  };
};
