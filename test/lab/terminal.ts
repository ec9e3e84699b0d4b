import {setTimeout as sleep} from 'node:timers/promises';
import type {LabHost} from './lab-host.ts';

export interface TerminalOptions {
  /** Default 100. */
  columns?: number;
  /** Default 30. */
  rows?: number;
}

/** A program in a real terminal on a host, and somebody at its keyboard. */
export interface Terminal {
  /** Keys by tmux's names: Enter, Escape, Up, Down, Tab, Space, C-c, F1 … */
  press(...keys: string[]): Promise<void>;
  /** Text as it is. */
  type(text: string): Promise<void>;
  /** What is to be seen, a line a row, without trailing blanks; `styled` keeps the colours' escape sequences. */
  screen(options?: {styled?: boolean}): Promise<string>;
  /** Resolves with the screen once it shows the text; throws with the screen when it does not in time (default 30 s). */
  waitFor(text: string | RegExp, timeoutMs?: number): Promise<string>;
  resize(columns: number, rows: number): Promise<void>;
  /** The program's exit code; undefined while it runs. */
  exitCode(): Promise<number | undefined>;
  /** Resolves with the exit code once the program has ended (default 30 s). */
  ended(timeoutMs?: number): Promise<number>;
  close(): Promise<void>;
}

let opened = 0;
const pollMs = 150;

export const openTerminal = async (host: LabHost, command: string, {columns = 100, rows = 30}: TerminalOptions = {}): Promise<Terminal> => {
  const name = `lab${process.pid}-${++opened}`;
  // tmux's own record of how a program ended stays empty in these hosts.
  const exitFile = `/tmp/${name}.exit`;
  const tmux = (...args: string[]) => host.ok(['tmux', '-L', name, '-f', '/dev/null', ...args]);
  // No status line: the program has every row. What has ended stays to be looked at.
  // biome-ignore format: one tmux command a line
  await tmux(
    'start-server', ';',
    'set-option', '-g', 'status', 'off', ';',
    'set-option', '-g', 'remain-on-exit', 'on', ';',
    'set-option', '-g', 'remain-on-exit-format', '', ';',
    'set-option', '-s', 'escape-time', '0', ';',
    'set-option', '-g', 'default-terminal', 'screen-256color', ';',
    'new-session', '-d', '-x', String(columns), '-y', String(rows), `{ ${command}\n}; echo $? >${exitFile}`,
  );

  const screen: Terminal['screen'] = async ({styled = false} = {}) =>
    (await tmux('capture-pane', '-p', ...(styled ? ['-e'] : []))).replace(/[^\S\n]+$/gm, '').trimEnd();
  const exitCode: Terminal['exitCode'] = async () => {
    const {stdout} = await host.run(['cat', exitFile]);
    return stdout.endsWith('\n') ? Number(stdout) : undefined;
  };
  const until = async <T>(what: string, timeoutMs: number, look: () => Promise<T | undefined>): Promise<T> => {
    const deadline = Date.now() + timeoutMs;
    for (;;) {
      const found = await look();
      if (found !== undefined) return found;
      if (Date.now() > deadline) throw new Error(`${host.name}: not within ${timeoutMs} ms: ${what}. The screen:\n${await screen()}`);
      await sleep(pollMs);
    }
  };

  return {
    screen,
    exitCode,
    async press(...keys) {
      await tmux('send-keys', ...keys);
    },
    async type(text) {
      await tmux('send-keys', '-l', '--', text);
    },
    waitFor: (text, timeoutMs = 30_000) =>
      until(String(text), timeoutMs, async () => {
        const seen = await screen();
        return (typeof text === 'string' ? seen.includes(text) : text.test(seen)) ? seen : undefined;
      }),
    async resize(newColumns, newRows) {
      await tmux('resize-window', '-x', String(newColumns), '-y', String(newRows));
    },
    ended: (timeoutMs = 30_000) => until('the program has ended', timeoutMs, exitCode),
    async close() {
      await host.run(['tmux', '-L', name, 'kill-server']);
    },
  };
};
