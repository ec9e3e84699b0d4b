import {createProgress} from '../../wizards/progress-view.ts';
import {type ApplyResult, apply} from '../apply/apply.ts';
import {openJournal, stateFolder} from '../apply/journal.ts';
import {type Verified, verify} from '../apply/verify.ts';
import type {PlanInput} from '../plan/input.ts';
import type {AssessedPlan} from '../plan/make-plan.ts';
import type {Context} from './context.ts';
import {exitCode, Stop} from './exit-code.ts';
import {failureLines} from './failure-lines.ts';

export interface Outcome {
  readonly plan: AssessedPlan;
  readonly result: ApplyResult;
  /** Empty unless applied. */
  readonly verified: readonly Verified[];
}

/** One run at a time on a host. Throws Stop when another one is at work. */
export async function underLock<T>({host}: Context, work: () => Promise<T>): Promise<T> {
  await host.makeFolder(stateFolder, 0o700);
  const release = await host.lock(`${stateFolder}/lock`);
  if (!release)
    throw new Stop(exitCode.failed, 'Another lvs-wizard is changing this host right now: wait for it to end. Nothing was changed.');
  return work().finally(release);
}

export const nothingToDo = ({plan}: AssessedPlan): boolean => plan.steps.every(({check}) => check.verdict === 'done');

/** Applies a plan that was agreed to. Ctrl-C, SIGTERM and a lost session stop it before its next act, and it takes back what it did. */
export async function carryOutPlan(context: Context, input: PlanInput, assessed: AssessedPlan): Promise<Outcome> {
  if (nothingToDo(assessed)) {
    context.talk(`  Nothing to change: ${assessed.plan.host} already is as the cluster file wants it.`);
    return {plan: assessed, result: {outcome: 'applied', changed: 0}, verified: await check(context, input, assessed)};
  }
  return underLock(context, async () => {
    const {host, session} = context;
    const view = createProgress(process.stderr);
    const stop = new AbortController();
    const giveBack = session.takeSignals(() => stop.abort());
    try {
      const result = await apply(assessed, {
        host,
        journal: await openJournal(host),
        signal: stop.signal,
        progress: {
          start: (index, total, title) => view.start(index, total, title),
          done: evidence => view.done(evidence),
          failed: failure => view.fail(failureLines(failure)),
          rollingBack: title => view.note(`taking back: ${title}`),
        },
      });
      return {plan: assessed, result, verified: result.outcome === 'applied' ? await check(context, input, assessed) : []};
    } finally {
      giveBack();
    }
  });
}

async function check({host, style, talk}: Context, input: PlanInput, {assessments}: AssessedPlan): Promise<readonly Verified[]> {
  talk('', `  ${style.talk.dim('checking the whole…')}`);
  const goals = assessments.map(({goal}) => goal);
  return verify(host, input, goals);
}
