import {PassThrough, Writable} from 'node:stream';
import {stripVTControlCharacters} from 'node:util';

/** Two streams that behave like a terminal: what is typed goes through the real readline, what is written can be waited for. */
export function fakeTerminal({width = 80, rows = 24} = {}) {
  const raw: boolean[] = [];
  const input = Object.assign(new PassThrough(), {
    isTTY: true,
    setRawMode(on: boolean) {
      raw.push(on);
      return input;
    },
  });
  let written = '';
  let waiting: (() => void)[] = [];
  const output = Object.assign(
    new Writable({
      write(chunk, _encoding, done) {
        written += String(chunk);
        for (const wake of waiting) wake();
        waiting = [];
        done();
      },
    }),
    {
      isTTY: true,
      columns: width,
      rows,
      // inquirer pipes into the output and so ends it, which process.stderr ignores.
      end: () => output,
    },
  );
  const all = (): string => stripVTControlCharacters(written);
  let seen = 0;
  return {
    input,
    output,
    /** Every change of the raw mode. */
    raw,
    /** Everything written so far, without control sequences. */
    all,
    /** Waits until a text is written after the last one waited for. */
    async shows(text: string, withinMs = 15_000): Promise<void> {
      const end = Date.now() + withinMs;
      while (!all().includes(text, seen)) {
        if (Date.now() > end) throw new Error(`never saw "${text}" in:\n${all().slice(seen)}`);
        await new Promise<void>(resolve => {
          waiting.push(resolve);
          setTimeout(resolve, 20);
        });
      }
      seen = all().indexOf(text, seen) + text.length;
      // A prompt listens to keys a moment after it has drawn itself.
      await new Promise(resolve => setTimeout(resolve, 100));
    },
    type(text: string): void {
      input.write(text);
    },
  };
}

export const keys = {enter: '\r', escape: '\u001b', down: '\u001b[B', up: '\u001b[A', ctrlC: '\u0003', ctrlD: '\u0004', ctrlU: '\u0015'};
