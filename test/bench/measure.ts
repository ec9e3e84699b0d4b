import {execFileSync, spawn} from 'node:child_process';

/** One line of the table. A ratio is ours to the yardstick, both measured in this run. */
export interface Row {
  readonly what: string;
  readonly ours: string;
  readonly yardstick: string;
  readonly ratio?: number;
  readonly goal: string;
  readonly met: boolean;
}

export const median = (values: readonly number[]): number =>
  values.toSorted((one, other) => one - other)[Math.floor(values.length / 2)] ?? Number.NaN;
export const ms = (value: number): string => (value < 10_000 ? `${value.toFixed(0)} ms` : `${(value / 1000).toFixed(1)} s`);

export function timed(command: string, args: readonly string[], env: Readonly<Record<string, string>> = {}): number {
  const start = performance.now();
  execFileSync(command, args, {stdio: 'ignore', env: {...process.env, ...env}});
  return performance.now() - start;
}

/** Milliseconds from the start of a command until its output matches; the command is ended then. */
export function timedUntil(
  command: string,
  args: readonly string[],
  pattern: RegExp,
  env: Readonly<Record<string, string>> = {},
): Promise<number> {
  return new Promise((resolve, reject) => {
    const start = performance.now();
    const child = spawn(command, args, {stdio: ['pipe', 'pipe', 'ignore'], env: {...process.env, ...env}});
    let output = '';
    const giveUp = setTimeout(() => child.kill('SIGKILL'), 20_000);
    child.stdout.on('data', (chunk: Buffer) => {
      output += chunk.toString();
      if (!pattern.test(output)) return;
      resolve(performance.now() - start);
      child.kill('SIGTERM');
    });
    child.on('close', () => {
      clearTimeout(giveUp);
      reject(new Error(`${command} ended before it said ${pattern}:\n${output}`));
    });
  });
}

/** Both in turn, so that noise of the machine falls on both; medians and their ratio. */
export async function sideBySide(
  what: string,
  rounds: number,
  goal: number,
  ours: () => number | Promise<number>,
  yardstick: () => number | Promise<number>,
): Promise<Row> {
  const measured: {ours: number[]; yardstick: number[]} = {ours: [], yardstick: []};
  await ours();
  await yardstick();
  for (let round = 0; round < rounds; round++) {
    measured.yardstick.push(await yardstick());
    measured.ours.push(await ours());
  }
  const [mine, theirs] = [median(measured.ours), median(measured.yardstick)];
  const ratio = mine / theirs;
  return {what, ours: ms(mine), yardstick: ms(theirs), ratio, goal: `≤ ${goal}`, met: ratio <= goal};
}

export function table(rows: readonly Row[]): string {
  const cells = [
    ['what', 'ours', 'yardstick', 'ratio', 'goal', ''],
    ...rows.map(({what, ours, yardstick, ratio, goal, met}) => [
      what,
      ours,
      yardstick,
      ratio?.toFixed(2) ?? '',
      goal,
      met ? 'met' : 'MISSED',
    ]),
  ];
  const widths = cells[0]?.map((_, column) => Math.max(...cells.map(row => row[column]?.length ?? 0))) ?? [];
  return cells
    .map(row =>
      row.map((cell, column) => (column === 0 ? cell.padEnd(widths[column] ?? 0) : cell.padStart(widths[column] ?? 0))).join('  '),
    )
    .join('\n');
}
