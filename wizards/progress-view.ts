/** One line a step while a plan is carried out. On a terminal the line lives; elsewhere it is written when the step has ended. */
import {mark, type Style, styleFor} from '../source/terminal/style.ts';
import {displayWidth, pad, truncate, visible} from '../source/terminal/text.ts';

export interface Progress {
  /** @param index from 0 */
  start(index: number, total: number, title: string): void;
  /** The step has ended well; `evidence` is what was seen then. */
  done(evidence: string): void;
  /** The step has failed: the command, its own words, what was rolled back, what to do. */
  fail(lines: readonly string[]): void;
  /** A line beside the steps, e.g. what is being rolled back. */
  note(text: string): void;
}

export interface ProgressOptions {
  /** Milliseconds; default Date.now. */
  readonly now?: () => number;
  readonly style?: Style;
}

const spinner = {unicode: '⠋⠙⠹⠸⠼⠴⠦⠧⠇⠏', ascii: '|/-\\'};
const frameMs = 100;
const eraseLine = '\r\u001b[2K';
const hideCursor = '\u001b[?25l';
const showCursor = '\u001b[?25h';
const titleWidth = 36;

/** `0.8 s`, `12 s`, `3 min 05 s`: never more digits than matter. */
export function duration(ms: number): string {
  const seconds = ms / 1000;
  if (seconds < 9.95) return `${seconds.toFixed(1)} s`;
  const whole = Math.round(seconds);
  return whole < 60 ? `${whole} s` : `${Math.floor(whole / 60)} min ${String(whole % 60).padStart(2, '0')} s`;
}

export function createProgress(
  output: NodeJS.WritableStream & {readonly isTTY?: boolean; readonly columns?: number},
  {now = Date.now, style = styleFor(output)}: ProgressOptions = {},
): Progress {
  let running: {title: string; place: string; since: number; timer: NodeJS.Timeout | undefined} | undefined;
  const frames = style.unicode ? [...spinner.unicode] : [...spinner.ascii];
  const width = (): number => (output.columns || 80) - 1;
  const write = (line: string): void => {
    output.write(`${style.fit(line)}\n`);
  };

  /** Title, evidence and time on a line; the evidence goes first when there is no room, as the time tells more at a glance. */
  const row = (title: string, middle: string, time: string): string => {
    const wide = Math.min(titleWidth, width() - 16);
    const name = pad(truncate(title, wide), wide);
    const room = width() - 4 - displayWidth(name) - 2 - 10;
    return `${name}  ${style.dim(pad(room >= 8 ? truncate(visible(middle), room) : '', Math.max(0, room)))} ${style.dim(pad(time, 9, 'right'))}`;
  };
  const draw = (): void => {
    if (!running) return;
    const elapsed = now() - running.since;
    const frame = frames[Math.floor(elapsed / frameMs) % frames.length] ?? '';
    const line = `  ${style.accent(frame)} ${row(running.title, running.place, elapsed < 1000 ? '' : duration(Math.floor(elapsed / 1000) * 1000).replace('.0', ''))}`;
    output.write(eraseLine + style.fit(line));
  };
  /** Ends the live line and gives what it was about. */
  const stop = (): {title: string; ms: number} => {
    const ended = {title: running?.title ?? '', ms: now() - (running?.since ?? now())};
    clearInterval(running?.timer);
    if (running?.timer) output.write(eraseLine + showCursor);
    running = undefined;
    return ended;
  };

  return {
    start(index, total, title) {
      stop();
      running = {title, place: `${index + 1} of ${total}`, since: now(), timer: undefined};
      if (!style.live) return;
      output.write(hideCursor);
      running.timer = setInterval(draw, frameMs);
      // The work keeps the program alive, not its picture.
      running.timer.unref();
      draw();
    },
    done(evidence) {
      const {title, ms} = stop();
      write(`  ${mark(style, 'good')} ${row(title, evidence, duration(ms))}`);
    },
    fail(lines) {
      const {title, ms} = stop();
      write(`  ${mark(style, 'bad')} ${style.bad(title)} failed after ${duration(ms)}`);
      // Whole lines, however long: they are what somebody will search for.
      for (const line of lines.flatMap(text => text.split('\n'))) write(`    ${visible(line)}`);
    },
    note(text) {
      const {live} = style;
      if (live && running) output.write(eraseLine);
      write(`    ${style.dim(visible(text))}`);
      if (live) draw();
    },
  };
}
