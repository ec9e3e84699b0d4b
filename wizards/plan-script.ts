/** A plan as a bash script, for who wants to read it first, or to run it by hand. */
import type {Act, Plan} from '../source/plan/step.ts';
import {fileFrom, shellQuote, shellWord} from '../source/terminal/quote.ts';

/** A comment cannot be left by a line end that a text brings along. */
const comment = (text: string): string => `# ${text.replace(/\s+/g, ' ').trim()}`;

function actScript(act: Act): string[] {
  switch (act.do) {
    case 'run':
      return [`${shellQuote(act.argv)}${act.mayFail ? ' || true' : ''}`];
    case 'remove':
      return [`rm -f -- ${shellWord(act.path)}`];
    case 'write': {
      const path = shellWord(act.path);
      const mode = act.mode.toString(8).padStart(4, '0');
      if (act.secret) {
        return [
          comment(`${act.path} (mode ${mode}) holds a secret, which this script must not hold: write it by hand, or use lvs-wizard apply.`),
          `test -e ${path} || { echo ${shellWord(`${act.path} is missing: write it first`)} >&2; exit 1; }`,
        ];
      }
      const owner = act.owner ? ` -o ${act.owner.uid} -g ${act.owner.gid}` : '';
      // First an empty file that has its mode already, then the text: a plain > would leave the mode to the umask.
      return [`install -D -m ${mode}${owner} /dev/null ${path}`, ...fileFrom(act.text, act.encoding ?? 'utf8', act.path)];
    }
  }
}

/** The steps that are needed, in order. It stops at the first that fails, and undoes nothing. */
export function renderScript(plan: Plan): string {
  const needed = plan.steps.filter(step => step.check.verdict === 'needed');
  const blocked = plan.steps.filter(step => step.check.verdict === 'blocked');
  const lines = [
    '#!/bin/bash',
    comment(`lvs-wizard: ${plan.host} (${plan.role}, ${plan.mode.toUpperCase()}), ${needed.length} of ${plan.steps.length} steps needed.`),
    comment('Run as root on that host. It keeps no journal: lvs-wizard undo knows nothing of it.'),
    'set -eu',
    ...blocked.flatMap(step => ['', comment(`BLOCKED, left out: ${step.title}. ${step.check.evidence}`)]),
    ...needed.flatMap(step => ['', comment(step.title), comment(step.why), ...step.act.flatMap(actScript)]),
  ];
  return `${lines.join('\n')}\n`;
}
