import {InputError} from '../cluster/problem.ts';
import type {Facts} from '../host/facts.ts';
import {readFacts} from '../host/read-facts.ts';
import {type Context, createContext, requireRoot} from './context.ts';
import {exitCode, Stop} from './exit-code.ts';
import {readKept, textOf, toInput, type Wanted} from './load.ts';
import {problemLines} from './problem-lines.ts';

/** `lvs-wizard` alone: ask, show the plan, apply, verify. */
export async function runWizard(): Promise<number> {
  const context = createContext();
  if (!context.interactive)
    throw new Stop(exitCode.badInput, 'Nobody can be asked here (no terminal): say lvs-wizard apply -f FILE --yes, or lvs-wizard --help.');
  requireRoot(context);
  // The commands that tell the facts run while the interview is loaded.
  const [facts, kept] = await Promise.all([readFacts(context.host), readKept(context), interviewer()]);
  if (kept) return onKnownHost(context, facts, kept);
  return interview(context, facts);
}

async function onKnownHost(context: Context, facts: Facts, kept: Wanted): Promise<number> {
  const {askExisting} = await import('../../wizards/existing-menu.ts');
  const choice = await askExisting(kept.cluster, facts.hostname);
  switch (choice) {
    case 'change':
      return interview(context, facts, kept);
    case 'apply':
      return (await import('./review-and-apply.ts')).reviewAndApply(context, await toInput(context, kept, undefined, facts), {});
    case 'plan':
      return (await import('./plan.ts')).runPlan({});
    case 'undo':
      return (await import('./undo.ts')).undo(context, {});
    case 'leave':
      return exitCode.ok;
    default:
      return choice satisfies never;
  }
}

const interviewer = () => import('../../wizards/cluster-wizard.ts');

/** Questions, plan, menu; `edit`, and answers that do not fit this host, go back to the questions with all that was said. */
async function interview(context: Context, facts: Facts, kept?: Wanted): Promise<number> {
  const {runClusterWizard} = await interviewer();
  let previous = kept?.cluster;
  for (;;) {
    const cluster = await runClusterWizard({facts, ...(previous && {previous})});
    previous = cluster;
    const {offerPlan} = await import('./offer-plan.ts');
    try {
      const input = await toInput(context, {cluster, text: await textOf(cluster, kept)}, undefined, facts);
      const ended = await offerPlan(context, input);
      if (ended !== 'edit') return ended;
    } catch (error) {
      if (!(error instanceof InputError)) throw error;
      context.talk('', ...problemLines(error), '');
    }
  }
}
