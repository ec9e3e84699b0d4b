/**
 * The one place that asks. It runs inquirer's prompts and gives them what inquirer lacks: Esc goes back, the end of the input
 * ends the conversation, keys typed ahead do not confirm anything, and nothing but our own lines stays on the screen.
 * Everything goes to stderr: stdout carries data only.
 */
import {setTimeout as sleep} from 'node:timers/promises';
import type {KeyChoice} from './key-menu.ts';
import {type Back, back, createRunner, Interrupted, type Tty} from './prompt-run.ts';
import {headline, promptTheme} from './prompt-theme.ts';
import {mark, type Style, styleFor} from './style.ts';
import {pad, truncate} from './text.ts';

export {type Back, back, Interrupted} from './prompt-run.ts';

export interface Choice<T> {
  readonly value: T;
  readonly name: string;
  /** How the answer is echoed. Default: the name. */
  readonly short?: string;
  /** Shown under the list while the cursor is on it. */
  readonly description?: string;
  /** Why it cannot be chosen. */
  readonly disabled?: string;
}

interface Question {
  readonly message: string;
  /** What the answer is called once it is given: `✓ Scheduler  rr`. Without it nothing of the question stays on the screen. */
  readonly caption?: string;
  /** A quiet line before the question: what a good answer looks like. */
  readonly hint?: string;
}

/** Gives undefined, or what is wrong and what would be right. The text comes trimmed. */
type Validate = (text: string) => string | undefined;

export interface Prompts {
  readonly style: Style;
  /** Columns of the terminal now. */
  readonly width: number;
  /** Writes lines. */
  say(...lines: readonly string[]): void;
  choose<T>(question: Question & {readonly choices: readonly Choice<T>[]; readonly default?: NoInfer<T>}): Promise<T | Back>;
  /** A typed answer, trimmed. */
  ask(question: Question & {readonly default?: string; readonly validate?: Validate}): Promise<string | Back>;
  /** A typed answer that is never shown. */
  askSecret(question: Question & {readonly validate?: Validate}): Promise<string | Back>;
  /** One key, without Enter. */
  pressKey<T>(menu: {message?: string; keys: readonly KeyChoice<T>[]; enter?: NoInfer<T>}): Promise<T | Back>;
  /** Forgets the keys typed ahead. Before a question whose answer changes something. */
  drain(): Promise<void>;
}

export interface PromptOptions {
  readonly input?: NodeJS.ReadStream | NodeJS.ReadableStream;
  readonly output?: NodeJS.WritableStream;
  readonly style?: Style;
}

/** Long enough for what a terminal has buffered to arrive, too short to be noticed. */
const drainMs = 40;
/** Answers given stand in a column of their own. */
const captionWidth = 14;

export function createPrompts(options: PromptOptions = {}): Prompts {
  const input = (options.input ?? process.stdin) as Tty;
  const output = (options.output ?? process.stderr) as NodeJS.WritableStream & {columns?: number; rows?: number; isTTY?: boolean};
  const style = options.style ?? styleFor(output);
  const run = createRunner(input, output);

  const size = () => ({width: output.columns || 80, rows: output.rows || 24});
  const say = (...lines: readonly string[]): void => {
    if (lines.length > 0) output.write(`${lines.map(line => style.fit(line)).join('\n')}\n`);
  };
  const echo = ({caption}: Question, answer: string): void => {
    if (caption) say(`${mark(style, 'good')} ${pad(caption, captionWidth)} ${style.accent(answer)}`);
  };
  const theme = promptTheme(style, () => size().width);
  const asked = (question: Question, place: 'above' | 'beside' = 'above'): string => headline(style, size().width, question, place);
  const validator = (validate?: Validate) => (text: string) => validate?.(text.trim()) ?? true;

  return {
    style,
    get width() {
      return size().width;
    },
    say,
    async choose<T>(question: Parameters<Prompts['choose']>[0]): Promise<T | Back> {
      const {default: select} = await import('@inquirer/select');
      const {width, rows} = size();
      const choices = question.choices.map(choice => ({
        ...choice,
        name: style.fit(truncate(choice.name, width - 3 - (choice.disabled?.length ?? -1))),
        ...(choice.disabled ? {disabled: style.fit(choice.disabled)} : {}),
      }));
      const config = {message: asked(question, 'beside'), choices, pageSize: Math.max(5, rows - 6), loop: false, theme};
      const answer = await run(context => select('default' in question ? {...config, default: question.default} : config, context));
      if (answer === back) return back;
      const chosen = question.choices.find(choice => choice.value === answer);
      echo(question, chosen?.short ?? chosen?.name.trim() ?? '');
      return answer as T;
    },
    async ask(question) {
      const {default: input} = await import('@inquirer/input');
      const config = {message: asked(question), default: question.default, validate: validator(question.validate), theme};
      const answer = await run(context => input(config, context));
      if (answer === back) return back;
      echo(question, answer.trim());
      return answer.trim();
    },
    async askSecret(question) {
      const {default: password} = await import('@inquirer/password');
      const config = {message: asked(question), mask: '*', toggleMask: false, validate: validator(question.validate), theme};
      const answer = await run(context => password(config, context));
      if (answer === back) return back;
      // Always the same length: the number of stars would tell the password's.
      echo(question, '********');
      return answer.trim();
    },
    async pressKey<T>(menu: Parameters<Prompts['pressKey']>[0]): Promise<T | Back> {
      const {keyMenu} = await import('./key-menu.ts');
      return (await run(context => keyMenu({...menu, width: size().width, style}, context))) as T | Back;
    },
    async drain() {
      if (!input.isTTY) return;
      let interrupted = false;
      const swallow = (bytes: Buffer | string): void => {
        interrupted ||= String(bytes).includes('\u0003');
      };
      input.setRawMode?.(true);
      input.on('data', swallow);
      input.resume();
      await sleep(drainMs);
      input.removeListener('data', swallow);
      input.pause();
      input.setRawMode?.(false);
      if (interrupted) throw new Interrupted();
    },
  };
}
