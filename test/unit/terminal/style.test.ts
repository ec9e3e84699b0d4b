import {describe, expect, test} from 'vitest';
import {createStyle, mark} from '../../../source/terminal/style.ts';

describe('colour', () => {
  test.each([
    [{}, true, true],
    [{}, false, false],
    [{NO_COLOR: '1'}, true, false],
    [{NO_COLOR: ''}, true, true],
    [{TERM: 'dumb'}, true, false],
    [{FORCE_COLOR: '1'}, false, true],
    [{FORCE_COLOR: '0'}, true, false],
    [{FORCE_COLOR: '1', NO_COLOR: '1'}, false, true],
  ] as const)('%o on a terminal: %s gives %s', (env, isTty, color) => {
    expect(createStyle({env, isTty}).color).toBe(color);
  });
});

describe('glyphs', () => {
  test.each([
    [{LANG: 'en_US.UTF-8'}, '✓'],
    [{LANG: 'C.utf8'}, '✓'],
    [{LANG: 'en_US.UTF-8', LC_ALL: 'C'}, '+'],
    [{LANG: 'en_US.UTF-8', TERM: 'linux'}, '+'],
    [{}, '+'],
  ] as const)('%o shows done as %s', (env, glyph) => {
    expect(mark(createStyle({env}), 'good')).toBe(glyph);
  });

  test('a line keeps its width in ASCII', () => {
    const line = '✓ a · b … → ✖ ▲ • ● ❯';
    const fitted = createStyle().fit(line);
    expect(fitted).toMatch(/^[ -~]+$/);
    expect(fitted).toHaveLength(line.length);
  });
});
