import {expect, test} from 'vitest';
import {columns, displayWidth, pad, spread, truncate, visible, wrap} from '../../../source/terminal/text.ts';

test('width counts columns, not characters', () => {
  expect(displayWidth('abc')).toBe(3);
  expect(displayWidth('\u001b[31m✓\u001b[39m')).toBe(1);
  expect(displayWidth('漢字')).toBe(4);
  expect(displayWidth('e\u0301')).toBe(1);
  expect(displayWidth('😀')).toBe(2);
});

test('pad and truncate meet a width exactly', () => {
  expect(pad('漢', 4)).toBe('漢  ');
  expect(pad('7', 3, 'right')).toBe('  7');
  expect(truncate('abcdef', 4)).toBe('abc…');
  expect(truncate('abcd', 4)).toBe('abcd');
  expect(displayWidth(truncate('漢字漢字', 4))).toBeLessThanOrEqual(4);
  expect(truncate('abc', 0)).toBe('');
});

test('wrap breaks at blanks and leaves a long word whole', () => {
  expect(wrap('one two three', 9, '  ')).toEqual(['  one two', '  three']);
  expect(wrap('a 192.168.233.100/24 b', 8)).toEqual(['a', '192.168.233.100/24', 'b']);
  expect(wrap('', 8)).toEqual([]);
});

test('columns align, the last cell has no tail', () => {
  expect(
    columns([
      ['a', 'bb', 'c'],
      ['aaa', 'b', ''],
    ]),
  ).toEqual(['a    bb  c', 'aaa  b']);
});

test('spread uses both edges, or two lines', () => {
  expect(spread('left', 'right', 12)).toEqual(['left   right']);
  expect(spread('left', 'right', 10)).toEqual(['left', 'right']);
});

test('nothing of a foreign text steers the terminal', () => {
  expect(visible('a\u001b[2Jb\r\u202e\n')).toBe('a\\u{1b}[2Jb\\u{d}\\u{202e} ');
});
