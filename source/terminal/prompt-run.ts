/** Runs one of inquirer's prompts so that every way out of it has a name: an answer, back, or Interrupted. */
import {emitKeypressEvents, type Interface} from 'node:readline';

/** What a question gives when Esc was pressed. */
export const back = Symbol('back');
export type Back = typeof back;

/** Ctrl-C, or the end of the input. Callers answer it with exit code 130. */
export class Interrupted extends Error {
  override readonly name = 'Interrupted';
  constructor() {
    super('interrupted');
  }
}

export type Tty = NodeJS.ReadableStream & {isTTY?: boolean; readableEnded?: boolean; setRawMode?(on: boolean): unknown};

/** readline waits this long for the rest of an escape sequence before it believes in a lone Esc; its default of 500 ms feels stuck. */
const escapeMs = 50;

/** What inquirer's prompts take beside their question. */
export interface PromptContext {
  readonly input: Tty;
  readonly output: NodeJS.WritableStream;
  readonly signal: AbortSignal;
  readonly clearPromptOnDone: true;
}

export type Runner = <T>(begin: (context: PromptContext) => Promise<T>) => Promise<T | Back>;

/** A runner for prompts on these two streams. */
export function createRunner(input: Tty, output: NodeJS.WritableStream): Runner {
  // The first caller for a stream decides, so this comes before any prompt. Only the one field of the interface is read.
  emitKeypressEvents(input, {escapeCodeTimeout: escapeMs} as unknown as Interface);

  return async begin => {
    if (input.readableEnded) throw new Interrupted();
    const stop = new AbortController();
    let wentBack = false;
    let settled = false;
    let resumedAt = 0;
    const onKey = (_text: string | undefined, key: {name?: string; ctrl?: boolean} | undefined): void => {
      // Ctrl-Z suspends us in readline's listener, which comes after this one: the shell needs the cursor that a menu has hidden.
      if (key?.ctrl && key.name === 'z') output.write('\u001b[?25h');
      if (key?.name !== 'escape') return;
      wentBack = true;
      stop.abort();
    };
    // readline pauses its input when it closes: after Ctrl-D on an empty line or the end of the input, of which inquirer tells nobody
    // (its promise would stay open for ever). After Ctrl-Z and fg it pauses, too, and waits for somebody to go on.
    const onPause = (): void => {
      setImmediate(() => {
        if (settled) return;
        if (Date.now() - resumedAt < 100) input.resume();
        else stop.abort();
      });
    };
    const onContinue = (): void => {
      resumedAt = Date.now();
    };
    input.on('keypress', onKey);
    input.on('pause', onPause);
    input.on('end', onPause);
    process.prependListener('SIGCONT', onContinue);
    try {
      return await begin({input, output, signal: stop.signal, clearPromptOnDone: true});
    } catch (error) {
      if (wentBack) return back;
      if (error instanceof Error && (error.name === 'ExitPromptError' || error.name === 'AbortPromptError')) throw new Interrupted();
      throw error;
    } finally {
      settled = true;
      input.removeListener('keypress', onKey);
      input.removeListener('pause', onPause);
      input.removeListener('end', onPause);
      process.removeListener('SIGCONT', onContinue);
    }
  };
}
