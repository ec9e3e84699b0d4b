/** Text laid out in terminal columns. Colour codes take no room; wide characters take two. */
import {stripVTControlCharacters} from 'node:util';

// Made when first needed: plain ASCII, which is nearly all we write, does without.
let segmenter: Intl.Segmenter | undefined;
function graphemes(text: string): Intl.Segments {
  segmenter ??= new Intl.Segmenter(undefined, {granularity: 'grapheme'});
  return segmenter.segment(text);
}

/** East Asian wide and emoji, coarsely (Unicode TR 11). */
const wide =
  /[\u1100-\u115f\u2e80-\u303e\u3041-\ua4cf\uac00-\ud7a3\uf900-\ufaff\ufe30-\ufe6f\uff00-\uff60\uffe0-\uffe6]|\p{Emoji_Presentation}/u;
const invisible = /^[\p{Mn}\p{Me}\p{Cf}\p{Cc}]+$/u;
const printableAscii = /^[\x20-\x7e]*$/;

/** Columns a text takes on the screen. */
export function displayWidth(text: string): number {
  const bare = stripVTControlCharacters(text);
  if (printableAscii.test(bare)) return bare.length;
  let width = 0;
  for (const {segment} of graphemes(bare)) {
    if (!invisible.test(segment)) width += wide.test(segment) ? 2 : 1;
  }
  return width;
}

/** Fills with blanks up to a width; `right` puts the text at the right edge, as numbers want it. */
export function pad(text: string, width: number, align: 'left' | 'right' = 'left'): string {
  const blanks = ' '.repeat(Math.max(0, width - displayWidth(text)));
  return align === 'left' ? text + blanks : blanks + text;
}

/** Cuts a text to a width, with `…` for what is missing. Colour codes in a text that must be cut are dropped: style it afterwards. */
export function truncate(text: string, width: number): string {
  if (displayWidth(text) <= width) return text;
  if (width <= 0) return '';
  let kept = '';
  let used = 0;
  for (const {segment} of graphemes(stripVTControlCharacters(text))) {
    const next = displayWidth(segment);
    if (used + next > width - 1) break;
    kept += segment;
    used += next;
  }
  return `${kept.trimEnd()}…`;
}

/** Breaks at blanks; a word longer than a line gets a line of its own, whole, so that it can be copied. */
export function wrap(text: string, width: number, indent = ''): string[] {
  const lines: string[] = [];
  let line = '';
  for (const word of text.split(/\s+/).filter(Boolean)) {
    const longer = line ? `${line} ${word}` : word;
    if (line && displayWidth(indent + longer) > width) {
      lines.push(indent + line);
      line = word;
    } else line = longer;
  }
  if (line) lines.push(indent + line);
  return lines;
}

/** Rows of cells as lines with aligned columns. The last cell of a row is not padded. */
export function columns(rows: readonly (readonly string[])[], gap = 2): string[] {
  const widths: number[] = [];
  for (const row of rows) {
    row.forEach((cell, i) => {
      widths[i] = Math.max(widths[i] ?? 0, displayWidth(cell));
    });
  }
  return rows.map(row =>
    row
      .map((cell, i) => (i === row.length - 1 ? cell : pad(cell, widths[i] ?? 0)))
      .join(' '.repeat(gap))
      .trimEnd(),
  );
}

/** `left` and `right` at the two edges of a line; without room for both, on two lines. */
export function spread(left: string, right: string, width: number): string[] {
  const room = width - displayWidth(left) - displayWidth(right);
  return room >= 2 ? [left + ' '.repeat(room) + right] : [left, right];
}

/**
 * A text of others (a file, an error message) on one line, with nothing in it that could steer the terminal: line ends and tabs become
 * blanks, control characters and marks of writing direction are shown as their numbers.
 */
export function visible(text: string): string {
  return text
    .replace(/[\n\t]/g, ' ')
    .replace(/[\p{Cc}\u200e\u200f\u202a-\u202e\u2066-\u2069]/gu, c => `\\u{${c.codePointAt(0)?.toString(16)}}`);
}
