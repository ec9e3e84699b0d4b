/** The interview: facts in, a cluster out. Nothing on the host is changed by it. */
import type {Cluster} from '../source/cluster/cluster.ts';
import type {Facts} from '../source/host/facts.ts';
import {back, createPrompts, type Prompts} from '../source/terminal/prompt.ts';
import {spread, wrap} from '../source/terminal/text.ts';
import type {Context} from './context.ts';
import {directorQuestions} from './director-questions.ts';
import {type Draft, startDraft} from './draft.ts';
import {type Question, runFlow} from './flow.ts';
import {machineLine} from './machine-line.ts';
import {machineQuestions} from './machine-questions.ts';
import {modeQuestion} from './mode-question.ts';
import {realServerQuestion} from './real-server-question.ts';
import {review} from './review.ts';
import {securityQuestions} from './security-questions.ts';
import {serviceQuestion} from './service-question.ts';

export interface ClusterWizardInput {
  readonly facts: Facts;
  /** The cluster to change. Its answers are the defaults, and the conversation starts at the last page. */
  readonly previous?: Cluster;
  /** Default: inquirer on this process's terminal. */
  readonly ui?: Prompts;
}

/**
 * Asks what the cluster is. The result is a right cluster: it went through the same checks as a file.
 * @throws Interrupted on Ctrl-C and at the end of the input
 */
export async function runClusterWizard({facts, previous, ui = createPrompts()}: ClusterWizardInput): Promise<Cluster> {
  const context: Context = {ui, facts};
  const questions: readonly Question<Draft>[] = [
    ...machineQuestions(context),
    modeQuestion(context),
    ...directorQuestions(context),
    realServerQuestion(context),
    serviceQuestion(context),
    ...securityQuestions(context),
  ];
  const total = new Set(questions.map(question => question.group)).size + 1;
  const header = (step: string): void => {
    const title = `lvs-wizard · ${previous ? `change cluster ${previous.name}` : 'new cluster'}`;
    // The promise is worth its room; on a narrow terminal the first page alone shows it.
    const keys = `${step} · Esc back · Ctrl-C leave${ui.width >= 100 ? ', nothing is changed yet' : ''}`;
    ui.say('', ...spread(ui.style.bold(title), ui.style.dim(keys), ui.width - 1));
  };
  const first = (): void => ui.say('  This is the first question. Ctrl-C leaves; nothing has been changed.');
  const askAll = (draft: Draft, fromEnd: boolean) =>
    runFlow({questions, draft, fromEnd, first, enter: ({group, index}) => header(`step ${index} of ${total}, ${group}`)});
  const askGroup = (draft: Draft, group: string) =>
    runFlow({questions: questions.filter(question => question.group === group), draft, enter: () => header(group)});

  ui.say('', ...wrap(`This machine: ${machineLine(facts)}`, ui.width - 2, '  '));
  const promise = ui.width < 100 ? ' Nothing is changed before you have seen the plan and agreed.' : '';
  ui.say(...wrap(`Enter takes what is marked or in (brackets).${promise}`, ui.width - 2, '  ').map(ui.style.dim));

  let draft = startDraft(facts, previous);
  let complete = previous !== undefined;
  let fromEnd = false;
  for (;;) {
    if (!complete) {
      const answers = await askAll(draft, fromEnd);
      if (answers !== back) draft = answers;
      complete = true;
    }
    header(`step ${total} of ${total}, summary`);
    const choice = await review(context, draft);
    // Back from the summary of a changed cluster has nowhere to go: every answer can be reached from there.
    if (choice === back) {
      complete = previous !== undefined;
      fromEnd = true;
    } else if (typeof choice === 'string') {
      const changed = await askGroup(draft, choice);
      if (changed !== back) draft = changed;
    } else return choice;
  }
}
