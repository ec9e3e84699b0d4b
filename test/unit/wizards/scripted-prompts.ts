import {back, Interrupted, type Prompts} from '../../../source/terminal/prompt.ts';
import {plainStyle} from '../../../source/terminal/style.ts';

/** Prompts that answer themselves from a list: `[part of the question, the answer]`. Answers of a list are picked by value or by name. */
export type Script = readonly (readonly [question: string, answer: unknown])[];

/** What a scripted Ctrl-C is written as. */
export const ctrlC = Symbol('Ctrl-C');

export function scriptedPrompts(script: Script, {width = 120} = {}) {
  const left = [...script];
  const said: string[] = [];
  const complaints: string[] = [];
  const drained: string[] = [];

  function next(message: string): unknown {
    const [question, answer] = left.shift() ?? ['nothing more', undefined];
    if (!message.includes(question)) throw new Error(`asked "${message}" where the script has "${question}"`);
    if (answer === ctrlC) throw new Interrupted();
    said.push(`? ${message}: ${String(answer)}`);
    return answer;
  }
  const typed = async (question: {message: string; default?: string; validate?: (text: string) => string | undefined}) => {
    for (;;) {
      const answer = next(question.message);
      if (answer === back) return back;
      // As with inquirer, an empty line takes the default.
      const text = String(answer).trim() || (question.default ?? '');
      const complaint = question.validate?.(text);
      if (complaint === undefined) return text;
      complaints.push(complaint);
    }
  };
  const ui: Prompts = {
    style: plainStyle,
    width,
    say: (...lines) => void said.push(...lines),
    choose: async question => {
      const answer = next(question.message);
      if (answer === back) return back;
      if (answer === '') return question.default ?? (question.choices[0]?.value as never);
      const choice = question.choices.find(c => c.value === answer || (typeof answer === 'string' && c.name.startsWith(answer)));
      if (!choice || choice.disabled) throw new Error(`cannot choose ${String(answer)} at "${question.message}"`);
      return choice.value;
    },
    ask: typed,
    askSecret: typed,
    pressKey: async menu => {
      const answer = next(menu.message ?? '');
      if (answer === back) return back;
      if (answer === '') return menu.enter as never;
      const choice = menu.keys.find(key => key.key === answer);
      if (!choice) throw new Error(`no key ${String(answer)} among ${menu.keys.map(key => key.key).join(' ')}`);
      return choice.value;
    },
    drain: async () => void drained.push('drained'),
  };
  return {ui, said, complaints, drained, left};
}
