import {expect, test} from 'vitest';
import {diffLines, diffSize} from '../../../wizards/diff.ts';

const show = (before: string | null, after: string): string[] => diffLines(before, after).map(d => d.sign + d.text);

test('a new file is all plus', () => {
  expect(show(null, 'a\nb\n')).toEqual(['+a', '+b']);
  expect(diffSize(null, 'a\n')).toBe('1 line');
});

test('context stays, removed lines come before what replaces them', () => {
  expect(show('a\nb\nc\nd\n', 'a\nB\nc\nd\ne\n')).toEqual([' a', '-b', '+B', ' c', ' d', '+e']);
  expect(diffSize('a\nb\n', 'a\nc\n')).toBe('+1 −1');
});

test('applying the diff gives the new text', () => {
  const before = 'one\ntwo\nthree\ntwo\nfour\n';
  const after = 'two\nthree\nfour\ntwo\nfive\n';
  const diff = diffLines(before, after);
  const side = (not: string): string =>
    diff
      .filter(d => d.sign !== not)
      .map(d => `${d.text}\n`)
      .join('');
  expect(side('+')).toBe(before);
  expect(side('-')).toBe(after);
});

test('huge texts do not cost a huge table', () => {
  const lines = (mark: string): string => Array.from({length: 5000}, (_, i) => `${mark}${i}\n`).join('');
  expect(diffLines(lines('a'), lines('b'))).toHaveLength(10_000);
});
