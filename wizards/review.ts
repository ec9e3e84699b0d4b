/** The last page: everything at a glance, and any answer can be changed. */
import type {Cluster} from '../source/cluster/cluster.ts';
import {InputError, type Problem} from '../source/cluster/problem.ts';
import type {Facts} from '../source/host/facts.ts';
import type {Back, Choice} from '../source/terminal/prompt.ts';
import {mark} from '../source/terminal/style.ts';
import {wrap} from '../source/terminal/text.ts';
import type {Context} from './context.ts';
import {type Draft, toCluster} from './draft.ts';
import {modeWords} from './mode-question.ts';
import {firewallChoices, selinuxChoices} from './security-questions.ts';
import {serviceWords} from './service-question.ts';

interface Row {
  /** The question group that changes it. */
  readonly group: string;
  readonly caption: string;
  readonly value: string;
}

/** A list's members one by one while they are few, else the first two and how many there are. */
function listed(words: readonly string[]): string {
  if (words.length === 0) return 'none yet';
  return words.length <= 2 ? words.join(' · ') : `${words.slice(0, 2).join(' · ')} … ${words.length} in all`;
}

/** The summary, one row an answer. */
export function reviewRows(draft: Draft, facts: Facts): readonly Row[] {
  const host = (member: {name: string; address: string; interface?: string}): string =>
    `${member.name} ${member.address}${member.interface ? ` ${member.interface}` : ''}`;
  const weight = (server: {weight: number}): string => (server.weight === 1 ? '' : ` weight ${server.weight}`);
  return [
    {group: 'this machine', caption: 'Cluster', value: `${draft.name}; this machine is a ${draft.role}`},
    {group: 'mode', caption: 'Mode', value: modeWords(draft.mode)},
    {group: 'director', caption: draft.directors.length > 1 ? 'Directors' : 'Director', value: listed(draft.directors.map(host))},
    {group: 'real servers', caption: 'Real servers', value: listed(draft.realServers.map(s => `${s.name} ${s.address}${weight(s)}`))},
    {group: 'service', caption: draft.services.length > 1 ? 'Services' : 'Service', value: listed(draft.services.map(serviceWords))},
    {
      group: 'firewall',
      caption: 'Firewall',
      value:
        firewallChoices[draft.firewall] +
        (facts.selinux === 'enforcing' ? `; SELinux ${selinuxChoices[draft.selinux].replace(/:.*/, '')}` : ''),
    },
  ];
}

/** A finished cluster, or why it is none yet. */
async function finish(draft: Draft, facts: Facts): Promise<Cluster | readonly Problem[]> {
  const [{validateCluster}, {checkAgainstNics}] = await Promise.all([
    import('../source/cluster/validate.ts'),
    import('../source/cluster/nic-checks.ts'),
  ]);
  try {
    const cluster = validateCluster(toCluster(draft), 'answers', 'answers');
    const problems = checkAgainstNics(cluster, facts.nics);
    return problems.length > 0 ? problems : cluster;
  } catch (error) {
    if (error instanceof InputError) return error.problems;
    throw error;
  }
}

/** Gives the accepted cluster, the group of questions to ask again, or back. */
export async function review({ui, facts}: Context, draft: Draft): Promise<Cluster | string | Back> {
  const result = await finish(draft, facts);
  const problems = Array.isArray(result) ? (result as readonly Problem[]) : [];
  for (const {where, found, wanted} of problems) {
    const [first = '', ...more] = wrap(`${where}: found ${found}, wanted ${wanted}`, ui.width - 4);
    ui.say(`  ${mark(ui.style, 'bad')} ${first}`, ...more.map(line => `    ${line}`));
  }
  const accept: Choice<Cluster | string> = {
    value: result as Cluster,
    name: 'yes, show what will be done here',
    short: 'yes',
    ...(problems.length > 0 ? {disabled: '(first mend what is marked above)'} : {}),
  };
  const rows = reviewRows(draft, facts).map(row => ({
    value: row.group,
    name: `${row.caption.padEnd(13)} ${row.value}`,
    short: `change: ${row.caption}`,
  }));
  return ui.choose<Cluster | string>({
    message: problems.length > 0 ? 'Not yet. Choose an answer to change it' : 'All right so? Or choose an answer to change it',
    choices: problems.length > 0 ? [...rows, accept] : [accept, ...rows],
  });
}
