import type {InputError} from '../cluster/problem.ts';

/** Control characters of a file or an argument must not reach the terminal as such. */
// biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is looked for
export const clean = (text: string): string => text.replace(/[\u0000-\u0008\u000b-\u001f\u007f-\u009f]/g, '?');

/** Every problem on a line or two: where, what was found, what would be right. */
export function problemLines({source, problems}: InputError): readonly string[] {
  const count = `${problems.length} problem${problems.length === 1 ? '' : 's'}`;
  const lines = problems.flatMap(({where, line, found, wanted}) => [
    `  ${where}${line === undefined ? '' : ` (line ${line})`}: found ${found}`,
    `    wanted ${wanted}`,
  ]);
  return [`${source}: ${count}, nothing was changed`, ...lines].map(clean);
}
