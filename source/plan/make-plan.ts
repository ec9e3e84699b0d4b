import {checkAgainstNics} from '../cluster/nic-checks.ts';
import {InputError} from '../cluster/problem.ts';
import type {Host} from '../host/host.ts';
import {directorGoals} from './director.ts';
import {type Assessment, assessAll, type Goal} from './goal.ts';
import {type PlanInput, requireSupported} from './input.ts';
import {realServerGoals} from './real-server.ts';
import type {Plan} from './step.ts';

/** Pure: what must be so on this host. Throws InputError for what cannot be. */
export function makeGoals(input: PlanInput): readonly Goal[] {
  requireSupported(input);
  const problems = checkAgainstNics(input.cluster, input.facts.nics, input.member);
  if (problems.length > 0) throw new InputError('cluster', problems);
  return input.member.role === 'director' ? directorGoals(input) : realServerGoals(input);
}

export interface AssessedPlan {
  readonly plan: Plan;
  readonly assessments: readonly Assessment[];
}

/** Looks at the host and says what is to be done; changes nothing. */
export async function makePlan(host: Host, input: PlanInput): Promise<AssessedPlan> {
  const assessments = await assessAll(host, makeGoals(input));
  const {cluster, member} = input;
  return {
    plan: {
      host: member.entry.name,
      role: member.role,
      mode: cluster.mode,
      steps: assessments.map(({step}) => step),
      notes: makeNotes(input),
    },
    assessments,
  };
}

/** What stays as it is and might surprise. */
function makeNotes({cluster, facts, member, earlier, cloud}: PlanInput): readonly string[] {
  const notes: string[] = [];
  const {firewalld, ufw, nftables} = facts.firewall;
  if (cluster.firewall === 'leave' && (firewalld === 'running' || ufw === 'running'))
    notes.push(`${firewalld === 'running' ? 'firewalld' : 'ufw'} stays: it must let the service's ports through to the virtual address.`);
  if (nftables === 'running') notes.push("nftables.service runs and is left alone: its rules must let the service's ports through.");
  if (member.role === 'director' && !earlier && facts.ipvs.services > 0)
    notes.push(`${facts.ipvs.services} virtual service(s) are in the kernel already; those that are not in this cluster are left alone.`);
  if (facts.keepalived === 'running')
    notes.push(
      'keepalived runs here and may own the table and the VIPs: two owners undo each other. Stop it first unless it is for something else.',
    );
  if (cloud)
    notes.push(
      `This machine is a guest of ${cloud}, whose network ignores ARP: the VIP must be given to it through the cloud's own means, and DR may not work at all.`,
    );
  return notes;
}
