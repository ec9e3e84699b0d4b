import {Writable} from 'node:stream';
import {stripVTControlCharacters} from 'node:util';
import {afterEach, beforeEach, describe, expect, test, vi} from 'vitest';
import {createStyle} from '../../../source/terminal/style.ts';
import {createProgress, duration} from '../../../wizards/progress-view.ts';

function scene({isTTY = false, columns = 80} = {}) {
  let text = '';
  const output = Object.assign(
    new Writable({
      write(chunk, _encoding, done) {
        text += String(chunk);
        done();
      },
    }),
    {isTTY, columns},
  );
  const style = createStyle({env: {LANG: 'C.UTF-8', NO_COLOR: '1'}, isTty: isTTY});
  return {progress: createProgress(output, {style}), text: () => text};
}

beforeEach(() => {
  vi.useFakeTimers();
});
afterEach(() => {
  vi.useRealTimers();
});

test.each([
  [40, '0.0 s'],
  [840, '0.8 s'],
  [9949, '9.9 s'],
  [9960, '10 s'],
  [65_000, '1 min 05 s'],
])('%i ms is %s', (ms, words) => {
  expect(duration(ms)).toBe(words);
});

test('without a terminal: a plain line when a step has ended', () => {
  const {progress, text} = scene();
  progress.start(0, 2, 'load ip_vs');
  vi.advanceTimersByTime(840);
  progress.done('ip_vs is loaded');
  expect(text()).toMatch(/^ {2}✓ load ip_vs {28}ip_vs is loaded +0\.8 s\n$/);
  expect(text()).toHaveLength(80);
});

test('a failure shows whole what was said, line by line, and cannot steer the terminal', () => {
  const {progress, text} = scene();
  progress.start(0, 1, 'install ipvsadm');
  vi.advanceTimersByTime(2000);
  progress.fail(['yum -y install ipvsadm', 'No package ipvsadm available.\nError: Nothing to do\u001b[2J']);
  expect(text()).toBe(
    '  ✖ install ipvsadm failed after 2.0 s\n    yum -y install ipvsadm\n    No package ipvsadm available.\n    Error: Nothing to do\\u{1b}[2J\n',
  );
});

describe('on a terminal', () => {
  test('the line lives, then gives way to its result, and the cursor comes back', () => {
    const {progress, text} = scene({isTTY: true});
    progress.start(1, 9, 'load ip_vs');
    expect(text()).toContain('2 of 9');
    vi.advanceTimersByTime(2300);
    expect(stripVTControlCharacters(text())).toContain('2 s');
    progress.done('ip_vs is loaded');
    const last = text().slice(text().lastIndexOf('\r'));
    expect(last.startsWith('\r\u001b[2K\u001b[?25h  ✓ load ip_vs')).toBe(true);
    const before = text();
    vi.advanceTimersByTime(1000);
    expect(text()).toBe(before);
  });

  test.each([40, 80, 120])('no line is wider than %i columns', columns => {
    const {progress, text} = scene({isTTY: true, columns});
    progress.start(0, 9, 'a title that is rather long for what it says, really');
    vi.advanceTimersByTime(90_000);
    progress.done('evidence that goes on and on, as evidence of files and sysctls may, for more than a line');
    for (const line of stripVTControlCharacters(text()).split(/[\r\n]/)) expect(line.length).toBeLessThanOrEqual(columns);
  });

  test('a note stands above the living line', () => {
    const {progress, text} = scene({isTTY: true});
    progress.start(0, 1, 'step');
    progress.note('rolling back');
    expect(stripVTControlCharacters(text())).toMatch(/rolling back\n\r? {2}⠋ step/);
    progress.done('');
  });
});
