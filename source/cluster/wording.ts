/** How problems name a field, show what was found and guess what was meant. */

export type Path = readonly (string | number)[];

const longestShown = 60;
/** Beyond this a word is no typing error, and the comparison would cost time. */
const longestGuessed = 64;

/** `services[0].scheduler`; a key that is no plain word is quoted: `services[0]["a b"]`. */
export function fieldName(path: Path): string {
  let name = '';
  for (const part of path) {
    if (typeof part === 'number') name += `[${part}]`;
    else if (/^[\w-]{1,60}$/.test(part)) name += name === '' ? part : `.${part}`;
    else name += `[${quote(part)}]`;
  }
  return name;
}

/**
 * A value as a problem shows it: JSON, cut to about 60 characters, every character that could steer a terminal escaped.
 * Collections are only named, as they may hold a secret somewhere inside.
 */
export function quote(value: unknown): string {
  if (value === undefined) return 'nothing';
  if (Array.isArray(value)) return value.length === 0 ? 'an empty list' : 'a list';
  if (typeof value === 'object' && value !== null) return 'a mapping';
  if (typeof value !== 'string') return String(value);
  let shown = '';
  for (const character of value) {
    const piece = escaped(character);
    if (shown.length + piece.length > longestShown) return `"${shown}…"`;
    shown += piece;
  }
  return `"${shown}"`;
}

/** JSON.stringify leaves DEL, C1 controls, bidirectional marks and line separators as they are. */
function escaped(character: string): string {
  const json = JSON.stringify(character).slice(1, -1);
  return json.replace(/[\p{C}\p{Zl}\p{Zp}]/gu, c => `\\u{${c.codePointAt(0)?.toString(16)}}`);
}

/** As {@link quote}, but a password (or what may be one) is never shown, only how long it is. */
export function quoteField(path: Path, value: unknown): string {
  const secret = path.at(-1) === 'password' || (path.length === 1 && path[0] === 'vrrp');
  if (!secret || value === null || value === undefined || typeof value === 'object') return quote(value);
  return `${[...String(value)].length} characters (not shown)`;
}

/** The choice a slip of the keyboard away from `word`, or undefined when none is near. Upper and lower case count as equal. */
export function nearest(word: string, choices: readonly string[]): string | undefined {
  if (word.length > longestGuessed) return undefined;
  const allowed = Math.max(1, Math.floor(word.length / 3));
  const [lower, first] = [word.toLowerCase(), word[0]?.toLowerCase()];
  const ranked = choices
    // People seldom miss the first letter: it decides between equals.
    .map(choice => ({choice, far: distance(lower, choice.toLowerCase()) + (choice[0]?.toLowerCase() === first ? 0 : 0.1)}))
    .sort((a, b) => a.far - b.far);
  return ranked[0] !== undefined && Math.floor(ranked[0].far) <= allowed ? ranked[0].choice : undefined;
}

/** `one of rr, wrr, lc; did you mean `wrr`?` */
export function oneOf(choices: readonly string[], word?: unknown): string {
  const guess = typeof word === 'string' ? nearest(word, choices) : undefined;
  return `one of ${choices.join(', ')}${guess === undefined ? '' : `; did you mean \`${guess}\`?`}`;
}

/** Levenshtein's distance, with two neighbours swapped counted as one step. */
function distance(a: string, b: string): number {
  const rows: number[][] = [Array.from({length: b.length + 1}, (_, j) => j)];
  const at = (i: number, j: number) => rows[i]?.[j] ?? 0;
  for (let i = 1; i <= a.length; i++) {
    const row = [i];
    rows.push(row);
    for (let j = 1; j <= b.length; j++) {
      const same = a[i - 1] === b[j - 1];
      let least = Math.min(at(i - 1, j) + 1, (row[j - 1] ?? 0) + 1, at(i - 1, j - 1) + (same ? 0 : 1));
      if (i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1]) least = Math.min(least, at(i - 2, j - 2) + 1);
      row.push(least);
    }
  }
  return at(a.length, b.length);
}
