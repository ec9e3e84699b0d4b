/** What to do with a plan that was shown. */
import type {Plan} from '../source/plan/step.ts';
import {back, createPrompts, type Prompts} from '../source/terminal/prompt.ts';

export type PlanChoice =
  | {readonly choice: 'apply' | 'edit' | 'save' | 'quit'}
  | {readonly choice: 'details'; readonly details: 'all' | number};

export interface PlanMenuOptions {
  /** False where there are no answers to go back to, e.g. after `join`: then Esc and `e` are not offered. Default true. */
  readonly editable?: boolean;
  readonly ui?: Prompts;
}

/**
 * One key. Nothing can be applied while a step is blocked or when all is done; then the key is not there.
 * Esc goes back to the answers. @throws Interrupted
 */
export async function askPlanMenu(plan: Plan, {editable = true, ui = createPrompts()}: PlanMenuOptions = {}): Promise<PlanChoice> {
  const blocked = plan.steps.some(step => step.check.verdict === 'blocked');
  const needed = plan.steps.some(step => step.check.verdict === 'needed');
  for (;;) {
    const key = await ui.pressKey<'apply' | 'details' | 'edit' | 'save' | 'quit'>({
      ...(blocked ? {message: 'A step is blocked; it says above what to do. Nothing can be applied before.'} : {}),
      keys: [
        ...(needed && !blocked ? [{key: 'a', label: 'apply', value: 'apply'} as const] : []),
        {key: 'd', label: 'details of a step', value: 'details'},
        ...(editable ? [{key: 'e', label: 'edit answers', value: 'edit'} as const] : []),
        {key: 's', label: 'save as script', value: 'save'},
        {key: 'q', label: 'quit', value: 'quit'},
      ],
    });
    if (key === back) {
      if (editable) return {choice: 'edit'};
      continue;
    }
    if (key !== 'details') return {choice: key};
    const details = await askStep(plan, ui);
    if (details !== back) return {choice: 'details', details};
  }
}

async function askStep(plan: Plan, ui: Prompts) {
  return ui.choose<'all' | number>({
    message: 'Details of which step?',
    default: plan.steps.findIndex(step => step.check.verdict !== 'done') + 1,
    choices: [
      ...plan.steps.map((step, i) => ({value: i + 1, name: `${String(i + 1).padStart(2)}  ${step.title}`})),
      {value: 'all' as const, name: ' *  all of them'},
    ],
  });
}

/** Where to save the script. Back: not at all. @throws Interrupted */
export async function askScriptPath(plan: Plan, ui: Prompts = createPrompts()) {
  return ui.ask({
    message: 'Save as',
    caption: 'Saved as',
    default: `./lvs-${plan.host}.sh`,
    validate: text => (text.includes('\0') || text.endsWith('/') ? `"${text}" is not the name of a file.` : undefined),
  });
}
