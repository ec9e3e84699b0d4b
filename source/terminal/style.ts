/**
 * Colour roles and state marks. A state is always glyph + word + colour, so that none of the three has to be seen.
 * Our texts are written with the Unicode glyphs; `fit` turns a finished line into what the terminal can show.
 */
import {styleText} from 'node:util';

type Paint = (text: string) => string;

/** What colour means here: `accent` is the selection, `dim` is what is fine or beside the point. */
export type Role = 'accent' | 'good' | 'warn' | 'bad' | 'dim' | 'bold';

export interface Style extends Readonly<Record<Role, Paint>> {
  readonly color: boolean;
  readonly unicode: boolean;
  /** A terminal that can move its cursor: spinners and menus make sense. */
  readonly live: boolean;
  /** Glyphs become ASCII of the same width where the terminal cannot show them. */
  fit(line: string): string;
}

export interface StyleOptions {
  readonly env?: Readonly<Record<string, string | undefined>>;
  /** The stream the text goes to is a terminal. */
  readonly isTty?: boolean;
}

const formats = {accent: 'cyan', good: 'green', warn: 'yellow', bad: 'red', dim: 'dim', bold: 'bold'} as const;

/** One column each on both sides, so that alignment survives. */
const ascii: Readonly<Record<string, string>> = {
  '✓': '+',
  '✖': 'x',
  '▲': '!',
  '•': '*',
  '●': 'o',
  '○': '.',
  '❯': '>',
  '·': '-',
  '…': '~',
  '→': '>',
  '↑': '^',
  '↓': 'v',
  '×': 'x',
  '−': '-',
};
const mapped = new RegExp(`[${Object.keys(ascii).join('')}]`, 'g');

const truthy = (value: string | undefined): boolean => value !== undefined && value !== '' && value !== '0' && value !== 'false';

function wantsColor(env: NonNullable<StyleOptions['env']>, isTty: boolean): boolean {
  // FORCE_COLOR is the more explicit wish: it wins over NO_COLOR, as in Node itself.
  if (env.FORCE_COLOR !== undefined) return env.FORCE_COLOR === '' || truthy(env.FORCE_COLOR);
  // https://no-color.org: present and not empty.
  if (env.NO_COLOR) return false;
  return isTty && env.TERM !== 'dumb';
}

function speaksUnicode(env: NonNullable<StyleOptions['env']>): boolean {
  // The kernel's own console (TERM=linux) has a font of 256 or 512 glyphs; the marks are not among them.
  if (env.TERM === 'linux' || env.TERM === 'dumb') return false;
  return /utf-?8/i.test(env.LC_ALL || env.LC_CTYPE || env.LANG || '');
}

/** The style for one stream; without options: no colour, ASCII. */
export function createStyle({env = {}, isTty = false}: StyleOptions = {}): Style {
  const color = wantsColor(env, isTty);
  const unicode = speaksUnicode(env);
  // validateStream: newer Node would look at stdout, but we mostly write to stderr.
  const paint = (role: Role): Paint => (color ? text => styleText(formats[role], text, {validateStream: false}) : text => text);
  return {
    color,
    unicode,
    live: isTty && env.TERM !== 'dumb',
    fit: unicode ? line => line : line => line.replace(mapped, glyph => ascii[glyph] ?? glyph),
    accent: paint('accent'),
    good: paint('good'),
    warn: paint('warn'),
    bad: paint('bad'),
    dim: paint('dim'),
    bold: paint('bold'),
  };
}

/** The style that suits a stream of this process, e.g. `styleFor(process.stderr)`. */
export function styleFor(stream: {readonly isTTY?: boolean}): Style {
  return createStyle({env: process.env, isTty: stream.isTTY === true});
}

/** Unicode without colour: what a view shows unless told otherwise. */
export const plainStyle: Style = createStyle({env: {LANG: 'C.UTF-8'}});

export type State = 'good' | 'warn' | 'bad' | 'todo' | 'dim';

const marks = {
  good: {glyph: '✓', role: 'good'},
  warn: {glyph: '▲', role: 'warn'},
  bad: {glyph: '✖', role: 'bad'},
  todo: {glyph: '•', role: 'accent'},
  dim: {glyph: '·', role: 'dim'},
} as const;

/** A state's glyph in its colour. The word stands beside it, from the caller: `mark(style, 'bad') + ' failed'`. */
export function mark(style: Style, state: State): string {
  const {glyph, role} = marks[state];
  return style[role](style.fit(glyph));
}
