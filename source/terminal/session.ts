/**
 * Leaves the terminal as it was found, whatever ends the program. The hand-over between inquirer, ink and blessed
 * will live here too: whoever takes the terminal, this module gives it back.
 */

const signals = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const;
export type EndSignal = (typeof signals)[number];

const numbers: Readonly<Record<EndSignal, number>> = {SIGINT: 2, SIGTERM: 15, SIGHUP: 1};
const showCursor = '\u001b[?25h';
const resetColour = '\u001b[0m';

interface Input {
  readonly isTTY?: boolean;
  readonly isRaw?: boolean;
  setRawMode?(on: boolean): unknown;
}

interface Output {
  readonly isTTY?: boolean;
  write(text: string): unknown;
}

export interface Session {
  /** Cursor shown, raw mode off. Any number of times, at any time. */
  restore(): void;
  /**
   * While someone works on the host, an end signal goes to `handler` instead of ending the program, so that the work can be rolled
   * back first. Returns what gives the signals back. The last taker wins.
   */
  takeSignals(handler: (signal: EndSignal) => void): () => void;
  /** Restores, and takes our listeners off the process. */
  close(): void;
}

export interface SessionOptions {
  /** Ends the program with an exit code; only the entry does that, so it hands it in. */
  readonly exit: (code: number) => void;
  readonly input?: Input;
  readonly output?: Output;
  readonly process?: Pick<NodeJS.Process, 'on' | 'removeListener'>;
}

/** The terminal may be gone (SIGHUP): nothing to restore then, and nothing to fail over. */
function attempt(action: () => unknown): void {
  try {
    action();
  } catch {}
}

/** Guards the terminal from now on. Call it once, before anything else takes the terminal. */
export function openSession(options: SessionOptions): Session {
  const {exit, input = process.stdin, output = process.stderr, process: proc = process} = options;
  const takers: ((signal: EndSignal) => void)[] = [];

  const write = (text: string): void => attempt(() => output.write(text));
  const restore = (): void => {
    attempt(() => {
      if (input.isTTY && input.isRaw) input.setRawMode?.(false);
    });
    if (output.isTTY) write(resetColour + showCursor);
  };
  const onSignal = (signal: EndSignal): void => {
    const taker = takers.at(-1);
    if (taker) taker(signal);
    else {
      restore();
      // Whatever was being drawn: the shell's prompt begins on a line of its own.
      if (output.isTTY) write('\n');
      exit(128 + numbers[signal]);
    }
  };

  proc.on('exit', restore);
  // The monitor only looks: Node still prints the error and exits with 1.
  proc.on('uncaughtExceptionMonitor', restore);
  for (const signal of signals) proc.on(signal, onSignal);

  return {
    restore,
    takeSignals(handler) {
      takers.push(handler);
      return () => {
        const at = takers.lastIndexOf(handler);
        if (at !== -1) takers.splice(at, 1);
      };
    },
    close() {
      restore();
      proc.removeListener('exit', restore);
      proc.removeListener('uncaughtExceptionMonitor', restore);
      for (const signal of signals) proc.removeListener(signal, onSignal);
    },
  };
}
