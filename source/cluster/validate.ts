import {crossCheck} from './checks.ts';
import type {Cluster} from './cluster.ts';
import {draftOf} from './draft.ts';
import {InputError, type Problem} from './problem.ts';
import {clusterSchema, problemsOf} from './schema.ts';

/** More problems than anyone reads at once. */
const most = 100;

/**
 * A value of any shape as a cluster: defaults filled in, addresses in their one spelling, every part fitting the others.
 * @param whole the name of the thing as a whole, for a problem with no field: `file`, `token`, `answers`
 * @param earlier problems found while reading the value
 * @param lineOf a field's 1-based line, where the value came from a file
 * @throws InputError with every problem: of the structure, and of the parts that are right in themselves but do not fit
 */
export function validateCluster(
  input: unknown,
  source: string,
  whole: string,
  earlier: readonly Problem[] = [],
  lineOf: (where: string) => number | undefined = () => undefined,
): Cluster {
  const parsed = clusterSchema.safeParse(input);
  const structural = parsed.success ? [] : problemsOf(parsed.error.issues, input, whole);
  // What could not even be read is missing from the value: no second complaint about that.
  const unread = new Set(earlier.map(({where}) => where));
  const found = [...structural, ...crossCheck(draftOf(input))].filter(({where}) => !unread.has(where));
  const problems = unique([...earlier, ...found]);
  if (parsed.success && problems.length === 0) return parsed.data;
  throw new InputError(
    source,
    limited(
      problems.map(problem => withLine(problem, lineOf)),
      whole,
    ),
  );
}

/** A pattern and a length may both complain of one value, in the same words. */
function unique(problems: readonly Problem[]): Problem[] {
  return [...new Map(problems.map(problem => [`${problem.where} ${problem.wanted}`, problem])).values()];
}

function withLine(problem: Problem, lineOf: (where: string) => number | undefined): Problem {
  const line = problem.line ?? lineOf(problem.where);
  return line === undefined ? problem : {...problem, line};
}

function limited(problems: Problem[], whole: string): Problem[] {
  if (problems.length <= most) return problems;
  const more = {where: whole, found: `${problems.length - most} more problems`, wanted: 'the ones above mended first'};
  return [...problems.slice(0, most), more];
}
