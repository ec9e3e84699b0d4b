import type {Host} from '../host/host.ts';
import type {State, Want} from '../plan/kinds/index.ts';

/**
 * The write-ahead journal: before anything is changed, what it was before is on disk. JSON lines, appended and fsynced; a torn last line
 * belongs to a change that never began.
 */
export const stateFolder = '/var/lib/lvs-wizard';
export const journalPath = `${stateFolder}/journal.jsonl`;

/** How a thing was before a step changed it. */
export interface Before {
  readonly entry: 'before';
  /** Counts up over all runs; `undone` refers to it. */
  readonly number: number;
  readonly run: string;
  readonly step: string;
  readonly title: string;
  readonly want: Want;
  readonly prior: State;
}

export type Entry =
  /** A run begins. `time` is ISO 8601. */
  | {readonly entry: 'run'; readonly run: string; readonly time: string; readonly host: string; readonly role: string}
  | Before
  | {readonly entry: 'done'; readonly run: string; readonly step: string}
  | {readonly entry: 'undone'; readonly number: number}
  | {readonly entry: 'end'; readonly run: string; readonly outcome: 'applied' | 'rolled back' | 'stuck'};

export interface Journal {
  readonly entries: readonly Entry[];
  /** All of them are on disk when it returns. */
  add(...entries: readonly Entry[]): Promise<void>;
}

/** Read only: what is known of earlier runs. */
export const readJournal = async (host: Host): Promise<readonly Entry[]> => parseJournal((await host.read(journalPath)) ?? '');

/** Opens it for writing, with the folder it needs. */
export async function openJournal(host: Host): Promise<Journal> {
  await host.makeFolder(stateFolder, 0o700);
  const text = (await host.read(journalPath)) ?? '';
  const entries = [...parseJournal(text)];
  const rewrite = () => host.write(journalPath, entries.map(line).join(''), {mode: 0o600, uid: 0, gid: 0});
  // What is appended next must not hang on to a torn end.
  let torn = text !== '' && text !== entries.map(line).join('');
  return {
    entries,
    async add(...added) {
      if (added.length === 0) return;
      if (torn) await rewrite();
      torn = true;
      await host.append(journalPath, added.map(line).join(''), 0o600);
      torn = false;
      entries.push(...added);
    },
  };
}

const line = (entry: Entry): string => `${JSON.stringify(entry)}\n`;

/**
 * A write that a crash or a full disk cut short leaves a torn end: half a line, or NUL bytes where the file had grown and its data had not
 * come (XFS, ext4 with delayed allocation). The change it speaks of never began. Damage anywhere else is not guessed at.
 */
export function parseJournal(text: string): readonly Entry[] {
  const lines = text.split('\n');
  const entries: Entry[] = [];
  for (const [index, line] of lines.entries()) {
    const entry = readEntry(line);
    if (entry) entries.push(entry);
    else if (lines.slice(index).some(later => readEntry(later)))
      throw new Error(`${journalPath}, line ${index + 1}, cannot be read: mend or move the file by hand; it says how this host was before`);
    else break;
  }
  return entries;
}

function readEntry(line: string): Entry | undefined {
  try {
    const entry = JSON.parse(line) as Entry;
    return typeof entry?.entry === 'string' ? entry : undefined;
  } catch {
    return undefined;
  }
}

/** What has been changed and not put back, oldest first. */
export function openChanges(entries: readonly Entry[]): readonly Before[] {
  const undone = new Set(entries.flatMap(entry => (entry.entry === 'undone' ? [entry.number] : [])));
  return entries.filter((entry): entry is Before => entry.entry === 'before' && !undone.has(entry.number));
}

export const nextNumber = (entries: readonly Entry[]): number =>
  1 + Math.max(0, ...entries.map(entry => (entry.entry === 'before' ? entry.number : 0)));

/** What runs before this one set up here and nobody has taken back: the role, and what may have to go when the cluster has changed. */
export interface Earlier {
  readonly role: string;
  readonly vips: readonly string[];
  readonly services: readonly (readonly [flag: string, target: string])[];
}

/** From the journal, not from the cluster file: that one an operator may have edited, and a killed run may not have written. */
export function earlierSetup(entries: readonly Entry[]): Earlier | undefined {
  const changes = openChanges(entries);
  const run = entries.findLast(entry => entry.entry === 'run');
  if (changes.length === 0 || run?.entry !== 'run') return undefined;
  const vips = new Set<string>();
  const services = new Map<string, readonly [string, string]>();
  for (const {want} of changes) {
    if (want.kind === 'address') want.bring ? vips.add(want.address) : vips.delete(want.address);
    if (want.kind === 'ipvs') want.service ? services.set(want.key.join(' '), want.key) : services.delete(want.key.join(' '));
  }
  return {role: run.role, vips: [...vips], services: [...services.values()]};
}
