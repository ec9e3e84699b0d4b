/**
 * The one place that asks. It runs inquirer's prompts and gives them what inquirer lacks: Esc goes back, the end of the input
 * ends the conversation, keys typed ahead do not confirm anything, and nothing but our own lines stays on the screen.
 * Everything goes to stderr: stdout carries data only.
 */
import {setTimeout as sleep} from 'node:timers/promises';
import type {KeyChoice} from './key-menu.ts';
import {type Back, back, createRunner, Interrupted, type Tty} from './prompt-run.ts';
import {mark, type Style, styleFor} from './style.ts';
import {truncate, wrap} from './text.ts';

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

export interface Prompts {
  readonly style: Style;
  /** Columns of the terminal now. */
  readonly width: number;
  /** Writes lines. */
  say(...lines: readonly string[]): void;
  choose<T>(question: {message: string; choices: readonly Choice<T>[]; default?: NoInfer<T>; quiet?: boolean}): Promise<T | Back>;
  /** A typed answer, trimmed. `validate` gives undefined, or what is wrong and what would be right. `quiet`: do not echo the answer. */
  ask(question: {
    message: string;
    default?: string;
    validate?: (text: string) => string | undefined;
    quiet?: boolean;
  }): Promise<string | Back>;
  /** A typed answer that is never shown. */
  askSecret(question: {message: string; validate?: (text: string) => string | undefined}): Promise<string | Back>;
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

export function createPrompts(options: PromptOptions = {}): Prompts {
  const input = (options.input ?? process.stdin) as Tty;
  const output = (options.output ?? process.stderr) as NodeJS.WritableStream & {columns?: number; rows?: number; isTTY?: boolean};
  const style = options.style ?? styleFor(output);
  const run = createRunner(input, output);

  const size = () => ({width: output.columns || 80, rows: output.rows || 24});
  const say = (...lines: readonly string[]): void => {
    if (lines.length > 0) output.write(`${lines.map(line => style.fit(line)).join('\n')}\n`);
  };
  const echo = (message: string, answer: string): void => say(`${mark(style, 'good')} ${message} ${style.accent(answer)}`);
  const fitting = (text: string, role: (text: string) => string): string =>
    wrap(style.fit(text), size().width - 4, '  ')
      .map(role)
      .join('\n');
  const theme = {
    prefix: {idle: style.accent('?'), done: mark(style, 'good')},
    icon: {cursor: style.fit('❯')},
    i18n: {disabledError: 'This one cannot be chosen yet.'},
    style: {
      message: (text: string) => style.bold(style.fit(text)),
      answer: style.accent,
      highlight: style.accent,
      help: style.dim,
      disabled: style.dim,
      defaultAnswer: (text: string) => style.dim(`(${text})`),
      description: (text: string) => fitting(text, style.dim),
      error: (text: string) => fitting(`✖ ${text}`, style.bad),
      keysHelpTip: () => undefined,
    },
  };

  const validator = (validate?: (text: string) => string | undefined) => (text: string) => validate?.(text.trim()) ?? true;

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
      const config = {message: question.message, choices, pageSize: Math.max(5, rows - 6), loop: false, theme};
      const answer = await run(context => select('default' in question ? {...config, default: question.default} : config, context));
      if (answer === back) return back;
      const chosen = question.choices.find(choice => choice.value === answer);
      if (!question.quiet) echo(question.message, chosen?.short ?? chosen?.name.trim() ?? '');
      return answer as T;
    },
    async ask({message, default: preset, validate, quiet}) {
      const {default: ask} = await import('@inquirer/input');
      const answer = await run(context => ask({message, default: preset, validate: validator(validate), theme}, context));
      if (answer === back) return back;
      if (!quiet) echo(message, answer.trim() || '(nothing)');
      return answer.trim();
    },
    async askSecret({message, validate}) {
      const {default: ask} = await import('@inquirer/password');
      const answer = await run(context => ask({message, mask: '*', toggleMask: false, validate: validator(validate), theme}, context));
      // The echo has a fixed length: the number of stars would tell the password's.
      if (answer !== back) echo(message, '********');
      return answer === back ? back : answer.trim();
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
