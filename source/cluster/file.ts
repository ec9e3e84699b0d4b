import {isDeepStrictEqual} from 'node:util';
import type {Cluster} from './cluster.ts';
import {entryLines} from './emit.ts';
import {treeOf} from './layout.ts';
import {InputError} from './problem.ts';
import {rewrite} from './rewrite.ts';
import {validateCluster} from './validate.ts';
import {readYaml} from './yaml.ts';

/**
 * The cluster a file's text describes, defaults filled in and addresses in their one spelling.
 * @param source the file's path, for the error
 * @throws InputError with every problem and its line; nothing else, whatever the text is
 */
export function parseCluster(text: string, source: string): Cluster {
  const {value, problems, lineOf} = readYaml(text);
  if (value === undefined && problems.length > 0) throw new InputError(source, problems);
  return validateCluster(value ?? undefined, source, 'file', problems, lineOf);
}

/**
 * The cluster as a file's text: `parseCluster(renderCluster(c), …)` is `c` again. It holds the VRRP password if there is one.
 * @param previous a file a person may have edited: its comments, order, blank lines and spelling are kept, and only what
 *   differs is changed. When it is no YAML that can be changed in place, the text is written anew.
 */
export function renderCluster(cluster: Cluster, previous?: string): string {
  const full = treeOf(cluster, 'none');
  if (previous === undefined) return fresh(cluster);
  if (says(previous, full)) return previous;
  const changed = rewrite(previous, full, treeOf(cluster, 'all'));
  return changed !== undefined && says(changed, full) ? changed : fresh(cluster);
}

function fresh(cluster: Cluster): string {
  const lines = Object.entries(treeOf(cluster, 'quiet')).flatMap(([key, value]) => entryLines(key, value));
  return [
    `# The Linux Virtual Server cluster "${cluster.name}": one file, the same on every host of it.`,
    '# After a change, run `lvs-wizard apply` on each host; `lvs-wizard plan` shows beforehand what that would do.',
    ...lines,
    '',
  ].join('\n');
}

/** Changing a text in place is only trusted when the result reads as exactly what was wanted. */
function says(text: string, full: object): boolean {
  try {
    return isDeepStrictEqual(treeOf(parseCluster(text, ''), 'none'), full);
  } catch (error) {
    if (error instanceof InputError) return false;
    throw error;
  }
}
