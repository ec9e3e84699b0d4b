/** A list of questions that can be walked both ways: Esc goes back one question, and what was answered stays as the default. */
import {type Back, back} from '../source/terminal/prompt.ts';

export interface Question<D> {
  /** Questions of one group are one step of the progress line. They stand side by side in the list. */
  readonly group: string;
  /** False: the answer is known or does not matter, so nothing is asked. Must not depend on the answer itself, or Esc cannot pass it. */
  applies?(draft: D): boolean;
  ask(draft: D): Promise<D | Back | BackWith<D>>;
}

/** Back, but with what was answered so far: for a question that asks several things in a row. */
export interface BackWith<D> {
  readonly [back]: D;
}

function isBackWith<D>(answer: D | BackWith<D>): answer is BackWith<D> {
  return typeof answer === 'object' && answer !== null && back in answer;
}

export interface FlowOptions<D> {
  readonly questions: readonly Question<D>[];
  readonly draft: D;
  /** Begin with the last question, as after Esc on what follows the flow. */
  readonly fromEnd?: boolean;
  /** Esc at the first question: tell so, and it is asked again. Without this the flow ends with `back`. */
  readonly first?: () => void;
  /** Called when a group is entered, from either side. */
  readonly enter?: (step: {group: string; index: number; total: number}) => void;
}

/** Asks everything that applies, in order. */
export async function runFlow<D>({questions, draft: start, fromEnd = false, first, enter}: FlowOptions<D>): Promise<D | Back> {
  const groups = [...new Set(questions.map(question => question.group))];
  let draft = start;
  let at = fromEnd ? questions.length - 1 : 0;
  let direction: 1 | -1 = fromEnd ? -1 : 1;
  let entered = '';
  while (at < questions.length) {
    const question = questions[at];
    if (question === undefined) return back;
    if (question.applies?.(draft) ?? true) {
      if (question.group !== entered) {
        entered = question.group;
        enter?.({group: entered, index: groups.indexOf(entered) + 1, total: groups.length});
      }
      const answer = await question.ask(draft);
      direction = 1;
      if (answer === back) direction = -1;
      else if (isBackWith(answer)) {
        direction = -1;
        draft = answer[back];
      } else draft = answer;
    }
    at += direction;
    if (at < 0) {
      if (!first) return back;
      first();
      at = 0;
      direction = 1;
    }
  }
  return draft;
}
