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
  // What is appended next must not hang on to a torn line.
  if (text !== '' && !text.endsWith('\n')) await host.append(journalPath, '\n', 0o600);
  return {
    entries,
    async add(...added) {
      if (added.length === 0) return;
      await host.append(journalPath, added.map(entry => `${JSON.stringify(entry)}\n`).join(''), 0o600);
      entries.push(...added);
    },
  };
}

export function parseJournal(text: string): readonly Entry[] {
  const lines = text.split('\n');
  return lines.flatMap((line, index): readonly Entry[] => {
    if (line === '') return [];
    try {
      return [JSON.parse(line) as Entry];
    } catch {
      // Torn by a crash while it was written; a later run ended the line. Anything else that cannot be read is damage.
      if (index >= lines.length - 1 || /^\{"entry":/.test(line)) return [];
      throw new Error(`${journalPath}, line ${index + 1}, cannot be read: mend or move the file by hand; it says how this host was before`);
    }
  });
}

/** What has been changed and not put back, oldest first. */
export function openChanges(entries: readonly Entry[]): readonly Before[] {
  const undone = new Set(entries.flatMap(entry => (entry.entry === 'undone' ? [entry.number] : [])));
  return entries.filter((entry): entry is Before => entry.entry === 'before' && !undone.has(entry.number));
}

export const nextNumber = (entries: readonly Entry[]): number =>
  1 + Math.max(0, ...entries.map(entry => (entry.entry === 'before' ? entry.number : 0)));
