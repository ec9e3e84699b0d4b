import {temporaryName} from '../host/files.ts';
import type {Host} from '../host/host.ts';
import {remember} from '../host/remember.ts';
import type {FileState} from '../plan/kinds/file.ts';
import {kindOf, type State, type Want} from '../plan/kinds/index.ts';
import type {Lifeline, Step} from '../plan/step.ts';
import {ActError, carryOut} from './act.ts';
import {type Before, type Journal, openChanges} from './journal.ts';

/** One thing to put back: how it was before the first of possibly many changes, and the journal's numbers of all of them. */
export interface Restoration {
  readonly want: Want;
  readonly prior: State;
  readonly title: string;
  readonly numbers: readonly number[];
}

/**
 * Last changed, first put back. Several runs may have changed one thing: only how it was before the first of them counts. Two wants speak
 * of one thing when they are equal but for what they wanted.
 */
export function restorations(changes: readonly Before[]): readonly Restoration[] {
  const things = new Map<string, Restoration>();
  for (const {want, prior, title, number} of changes) {
    const known = things.get(thing(want));
    things.set(thing(want), known ? {...known, want, numbers: [...known.numbers, number]} : {want, prior, title, numbers: [number]});
  }
  return [...things.values()].reverse();
}

function thing(want: Want): string {
  const {kind} = want;
  switch (kind) {
    case 'file':
      return `file ${want.path}`;
    // One file each: what matters is the whole of it.
    case 'setting':
      return `file ${want.path}`;
    case 'sysctl':
      return `sysctl ${Object.keys(want.values).sort().join(' ')}`;
    case 'unit':
      return `unit ${want.name}`;
    case 'address':
      return `address ${want.nic} ${want.address}/${want.prefix}`;
    case 'route':
      return `route ${want.nic} ${want.to}`;
    case 'ipvs':
      return `ipvs ${want.key.join(' ')}`;
    case 'modules':
      return `modules ${want.names.join(' ')}`;
    case 'packages':
      return `packages ${Object.values(want.programs).join(' ')}`;
    case 'vacancy':
      return `vacancy ${want.address}`;
    case 'selinux':
    case 'ufw':
      return kind;
    default:
      return kind satisfies never;
  }
}

/** What undo will do, a step for each step that is taken back; nothing is changed. */
export async function planUndo(host: Host, changes: readonly Before[]): Promise<readonly Step[]> {
  const seen = remember(host);
  const looked = await Promise.all(
    restorations(changes).map(async ({want, prior, title, numbers}) => {
      const kind = kindOf(want);
      const number = numbers[0] ?? 0;
      try {
        const now = await kind.observe(seen, want);
        return {want, title, number, act: kind.same(now, prior) ? [] : kind.change(want, now, prior)};
      } catch (error) {
        return {want, title, number, act: [], trouble: (error as Error).message};
      }
    }),
  );
  const steps: Step[] = [];
  for (const {want, title, number, act, trouble} of looked) {
    const last = steps.at(-1);
    const joined = last?.title === title && last.check.verdict !== 'blocked' && !trouble ? steps.pop() : undefined;
    const acts = [...(joined?.act ?? []), ...act];
    steps.push({
      id: joined?.id ?? `undo-${number}`,
      title,
      why: 'As it was before the first apply.',
      check: trouble
        ? {verdict: 'blocked', evidence: trouble}
        : acts.length > 0
          ? {verdict: 'needed', evidence: 'changed by lvs-wizard'}
          : {verdict: 'done', evidence: 'already as it was'},
      act: acts,
      undo: [],
      touches: [...new Set([...(joined?.touches ?? []), ...lifelines(want)])],
    });
  }
  return steps;
}

function lifelines({kind}: Want): readonly Lifeline[] {
  if (kind === 'address' || kind === 'route') return [kind];
  return kind === 'ufw' ? ['firewall'] : [];
}

export interface UndoReport {
  /** Things that were changed back. */
  readonly restored: number;
  /** What could not be put back, each with the reason. */
  readonly stuck: readonly string[];
  /** Left as it is for a good reason. */
  readonly remarks: readonly string[];
}

/**
 * Puts back every open change of the journal (or those of one run), last first. One that cannot be put back is reported and does not
 * stop the others. Safe to be killed and run again: each thing is looked at anew.
 */
export async function undoChanges(
  host: Host,
  journal: Journal,
  options: {readonly run?: string; readonly progress?: (title: string) => void} = {},
): Promise<UndoReport> {
  const changes = openChanges(journal.entries).filter(({run}) => options.run === undefined || run === options.run);
  const stuck: string[] = [];
  const remarks: string[] = [];
  let restored = 0;
  let told = '';
  for (const {want, prior, title, numbers} of restorations(changes)) {
    const kind = kindOf(want);
    try {
      const now = await kind.observe(host, want);
      await keepEdits(host, want, now, prior, remarks);
      // A kill in the middle of a write leaves only this behind.
      if (want.kind === 'file' || want.kind === 'setting') await host.remove(temporaryName(want.path));
      const acts = kind.same(now, prior) ? [] : kind.change(want, now, prior);
      if (acts.length > 0 && told !== title) options.progress?.(title);
      if (acts.length > 0) told = title;
      for (const act of acts) await carryOut(host, act);
      if (acts.length > 0 && !kind.same(await kind.observe(host, want), prior)) {
        const after = await kind.observe(host, want);
        if (!kind.close?.(after, prior)) throw new Error(`its commands ran, but: ${kind.tell(want, after)}`);
        remarks.push(`${title}: partly left as it is, because something else uses it now`);
      }
      if (acts.length > 0) restored++;
      await journal.add(...numbers.map(number => ({entry: 'undone' as const, number})));
    } catch (error) {
      stuck.push(`${title}: ${error instanceof ActError ? error.words : (error as Error).message}`);
    }
  }
  return {restored, stuck, remarks};
}

/** A file somebody edited after us is not lost: their version is kept beside the journal. */
async function keepEdits(host: Host, want: Want, now: State, prior: State, remarks: string[]): Promise<void> {
  if (want.kind !== 'file' && want.kind !== 'setting') return;
  const {file} = now as FileState;
  const ours = kindOf(want).target(want, prior) as FileState;
  if (!file || file.text === ours.file?.text || file.text === (prior as FileState).file?.text) return;
  const kept = `/var/lib/lvs-wizard/kept${want.path.replaceAll('/', '-')}.${new Date(host.now()).toISOString()}`;
  await host.write(kept, Buffer.from(file.text, file.encoding), {mode: 0o600});
  remarks.push(`${want.path} was edited since; that version is kept as ${kept}`);
}
