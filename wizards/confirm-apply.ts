/** The one confirmation before anything is changed. */

import type {Plan} from '../source/plan/step.ts';
import {back, createPrompts, type Prompts} from '../source/terminal/prompt.ts';

export interface ConfirmApplyOptions {
  /** The SSH session this runs in, from the facts. */
  readonly ssh?: {readonly client: string; readonly local: string} | null;
  readonly ui?: Prompts;
}

/** True: go on. Keys typed ahead do not count, Enter alone is no, and so is Esc. @throws Interrupted */
export async function confirmApply(plan: Plan, {ssh = null, ui = createPrompts()}: ConfirmApplyOptions = {}): Promise<boolean> {
  const needed = plan.steps.filter(step => step.check.verdict === 'needed');
  const touched = new Set(needed.flatMap(step => step.touches));
  if (ssh && (touched.has('address') || touched.has('route'))) {
    ui.say(`  ${ui.style.warn('▲ You came in over SSH')} to ${ssh.local}, and this touches your way in. Have a console at hand.`);
  }
  await ui.drain();
  const answer = await ui.pressKey<boolean>({
    message: `Carry out ${needed.length === 1 ? 'this step' : `these ${needed.length} steps`} on ${plan.host} now? A failure rolls back; undo works later, too.`,
    keys: [
      {key: 'y', label: 'yes', value: true},
      {key: 'n', label: 'no', value: false},
    ],
    enter: false,
  });
  return answer === back ? false : answer;
}

/** The same for an undo. */
export async function confirmUndo(host: string, changes: number, ui: Prompts = createPrompts()): Promise<boolean> {
  await ui.drain();
  const answer = await ui.pressKey<boolean>({
    message: `Take back ${changes === 1 ? 'this change' : `these ${changes} changes`} on ${host} now?`,
    keys: [
      {key: 'y', label: 'yes', value: true},
      {key: 'n', label: 'no', value: false},
    ],
    enter: false,
  });
  return answer === back ? false : answer;
}
