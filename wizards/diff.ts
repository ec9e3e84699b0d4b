/** A small line diff for the files of a plan: configuration files, at most some hundred lines. */

export type DiffLine = {readonly sign: ' ' | '+' | '-'; readonly text: string};

const linesOf = (text: string): string[] => {
  const lines = text.split('\n');
  // A text that ends as it should has an empty piece behind its last line end.
  if (lines.at(-1) === '') lines.pop();
  return lines;
};

/** Beyond this the table of the longest common subsequence costs too much: the old text is then shown as removed, the new as added. */
const tableLimit = 4_000_000;

/** What changes from `before` to `after`, every unchanged line included. `null`: no such file before. */
export function diffLines(before: string | null, after: string): readonly DiffLine[] {
  const a = before === null ? [] : linesOf(before);
  const b = linesOf(after);
  if (a.length * b.length > tableLimit) return [...a.map(line('-')), ...b.map(line('+'))];
  const common = lengths(a, b);
  const result: DiffLine[] = [];
  let i = 0;
  let j = 0;
  while (i < a.length || j < b.length) {
    if (i < a.length && j < b.length && a[i] === b[j]) {
      result.push({sign: ' ', text: a[i++] ?? ''});
      j++;
      // Removed lines come before the added ones that replace them.
    } else if (i < a.length && (j === b.length || (common[i + 1]?.[j] ?? 0) >= (common[i]?.[j + 1] ?? 0))) {
      result.push({sign: '-', text: a[i++] ?? ''});
    } else result.push({sign: '+', text: b[j++] ?? ''});
  }
  return result;
}

const line =
  (sign: DiffLine['sign']) =>
  (text: string): DiffLine => ({sign, text});

/** `lengths[i][j]`: how many lines the rests a[i…] and b[j…] have in common, in order. */
function lengths(a: readonly string[], b: readonly string[]): number[][] {
  const table = Array.from({length: a.length + 1}, () => new Array<number>(b.length + 1).fill(0));
  for (let i = a.length - 1; i >= 0; i--) {
    for (let j = b.length - 1; j >= 0; j--) {
      const row = table[i] as number[];
      row[j] = a[i] === b[j] ? 1 + (table[i + 1]?.[j + 1] ?? 0) : Math.max(table[i + 1]?.[j] ?? 0, row[j + 1] ?? 0);
    }
  }
  return table;
}

/** `+4 −1`, or `4 lines` for a new file. */
export function diffSize(before: string | null, after: string): string {
  const diff = diffLines(before, after);
  const count = (sign: string): number => diff.filter(d => d.sign === sign).length;
  const words = (n: number): string => `${n} line${n === 1 ? '' : 's'}`;
  return before === null ? words(count('+')) : `+${count('+')} −${count('-')}`;
}
