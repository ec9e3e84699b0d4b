import type {Host} from '../host/host.ts';
import {type Assessment, assess} from '../plan/goal.ts';
import {kindOf} from '../plan/kinds/index.ts';
import type {AssessedPlan} from '../plan/make-plan.ts';
import {type ActError, carryOut} from './act.ts';
import {type Before, type Journal, nextNumber} from './journal.ts';
import {type UndoReport, undoChanges} from './undo.ts';

/** What a run tells while it goes on. */
export interface ApplyProgress {
  start(index: number, total: number, title: string): void;
  done(evidence: string): void;
  /** The step failed; the report of the roll-back follows. */
  failed(failure: Failure): void;
  rollingBack(title: string): void;
}

export interface Failure {
  readonly step: string;
  readonly title: string;
  /** The act that failed; absent where the acts went well and the host still is not as wanted. */
  readonly error: ActError | Error;
}

export type ApplyResult =
  | {readonly outcome: 'applied'; readonly changed: number}
  | {readonly outcome: 'failed'; readonly failure: Failure; readonly rollBack: UndoReport}
  | {readonly outcome: 'interrupted'; readonly rollBack: UndoReport};

export interface ApplyOptions {
  readonly host: Host;
  readonly journal: Journal;
  readonly progress: ApplyProgress;
  /** Aborted: the run stops before its next act and rolls back. */
  readonly signal?: AbortSignal;
}

class Interruption extends Error {}

/**
 * Carries out a plan as it was shown. Before each step what it will change is written to the journal; after it the host is looked at
 * again, and that look is the evidence. The first failure ends the run and takes back what this run did.
 */
export async function apply({plan, assessments}: AssessedPlan, options: ApplyOptions): Promise<ApplyResult> {
  const {host, journal, progress, signal} = options;
  const run = `${new Date(host.now()).toISOString()}-${journal.entries.length}`;
  let began = false;
  let changed = 0;
  let current: Assessment | undefined;
  try {
    for (const [index, planned] of assessments.entries()) {
      current = planned;
      if (signal?.aborted) throw new Interruption();
      progress.start(index, assessments.length, planned.step.title);
      if (planned.step.check.verdict === 'done') {
        progress.done(await stillDone(host, planned));
        continue;
      }
      if (!began) await journal.add({entry: 'run', run, time: new Date(host.now()).toISOString(), host: plan.host, role: plan.role});
      began = true;
      progress.done(await carryOutStep(planned, run, options));
      changed++;
    }
  } catch (error) {
    // A command may also fail because it was interrupted itself.
    const interrupted = error instanceof Interruption || signal?.aborted === true;
    const failure = {step: current?.step.id ?? '', title: current?.step.title ?? '', error: error as Error};
    if (!interrupted) progress.failed(failure);
    const rollBack = await undoChanges(host, journal, {run, progress: title => progress.rollingBack(title)});
    if (began) await journal.add({entry: 'end', run, outcome: rollBack.stuck.length > 0 ? 'stuck' : 'rolled back'});
    return interrupted ? {outcome: 'interrupted', rollBack} : {outcome: 'failed', failure, rollBack};
  }
  if (began) await journal.add({entry: 'end', run, outcome: 'applied'});
  return {outcome: 'applied', changed};
}

/** Who else holds a VIP may have changed since the plan was made; what else was done then is looked at once more at the end. */
async function stillDone(host: Host, {goal, step}: Assessment): Promise<string> {
  if (!goal.wants.some(({kind}) => kind === 'vacancy')) return step.check.evidence;
  const {check} = (await assess(host, goal)).step;
  if (check.verdict === 'blocked') throw new Error(check.evidence);
  return check.evidence;
}

/** Returns the evidence that the step has done what it was for. */
async function carryOutStep(planned: Assessment, run: string, {host, journal, signal}: ApplyOptions): Promise<string> {
  const {goal} = planned;
  // Earlier steps may have changed what this one stands on (a package brings its files): the way back starts from here.
  const now = await assess(host, goal);
  if (now.step.check.verdict === 'done') return now.step.check.evidence;
  if (now.step.check.verdict === 'blocked') throw new Error(now.step.check.evidence);
  let number = nextNumber(journal.entries);
  const before = goal.wants.flatMap((want, index): readonly Before[] => {
    const kind = kindOf(want);
    const prior = now.states[index];
    if (kind.same(prior, kind.target(want, prior))) return [];
    return [{entry: 'before', number: number++, run, step: goal.id, title: goal.title, want, prior}];
  });
  await journal.add(...before);
  for (const act of planned.step.act) {
    if (signal?.aborted) throw new Interruption();
    await carryOut(host, act);
  }
  const after = await assess(host, goal);
  if (after.step.check.verdict !== 'done') throw new Error(`its commands ran, but the host is not as wanted: ${after.step.check.evidence}`);
  await journal.add({entry: 'done', run, step: goal.id});
  return after.step.check.evidence;
}
