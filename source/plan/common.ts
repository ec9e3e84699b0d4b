import {sysctlFile} from '../../snippets/sysctl.ts';
import type {Goal} from './goal.ts';
import type {PlanInput} from './input.ts';
import type {PackagesWant} from './kinds/packages.ts';

export const clusterPath = '/etc/lvs-wizard/cluster.yaml';
export const sysctlPath = '/etc/sysctl.d/90-lvs-wizard.conf';

/** A sysctl key below net.ipv4.conf. With a dot in the NIC's name (a VLAN), sysctl(8) wants slashes. */
export const nicSysctl = (nic: string, name: string): string =>
  nic.includes('.') ? `net/ipv4/conf/${nic}/${name}` : `net.ipv4.conf.${nic}.${name}`;

export function installGoal({facts}: PlanInput, programs: PackagesWant['programs'], why: string): Goal {
  const names = [...new Set(Object.values(programs))];
  return {
    id: 'packages',
    title: `install ${names.join(' and ')}`,
    why,
    wants: [{kind: 'packages', manager: facts.packageManager, programs}],
  };
}

/** firewalld and ufw by their own ways of being off for good. nftables.service is left: its rules may be anybody's. */
export function firewallGoals({cluster, facts}: PlanInput): readonly Goal[] {
  if (cluster.firewall !== 'stop') return [];
  const why = "Its rules would drop the service's packets, which on an LVS host arrive for an address the firewall does not expect.";
  const goals: Goal[] = [];
  if (facts.firewall.firewalld !== 'absent')
    goals.push({
      id: 'stop-firewalld',
      title: 'stop firewalld',
      why,
      touches: ['firewall'],
      wants: [{kind: 'unit', name: 'firewalld.service', active: false, enabled: false}],
    });
  if (facts.firewall.ufw !== 'absent')
    goals.push({
      id: 'stop-ufw',
      title: 'stop ufw',
      why,
      touches: ['firewall'],
      wants: [{kind: 'ufw'}],
    });
  return goals;
}

export function selinuxGoals({cluster, facts}: PlanInput): readonly Goal[] {
  if (cluster.selinux !== 'permissive' || facts.selinux === 'disabled') return [];
  return [
    {
      id: 'selinux-permissive',
      title: 'SELinux permissive',
      why: 'Its policy for the services of an LVS host denies things without a word on the screen; permissive, it only logs them.',
      wants: [{kind: 'selinux'}, {kind: 'setting', path: '/etc/selinux/config', key: 'SELINUX', value: 'permissive'}],
    },
  ];
}

/** Now and at boot. The file first: if the host dies in between, it comes up right. */
export function sysctlGoal(goal: Pick<Goal, 'id' | 'title' | 'why'>, purpose: string, values: Readonly<Record<string, string>>): Goal {
  return {
    ...goal,
    wants: [
      {kind: 'file', path: sysctlPath, text: sysctlFile(purpose, values), mode: 0o644},
      {kind: 'sysctl', values},
    ],
  };
}

/** Last of all: from then on `apply`, `undo` and the wizard know what this host is. Root alone reads it, for it may hold a password. */
export const clusterFileGoal = ({cluster, clusterText}: PlanInput): Goal => ({
  id: 'cluster-file',
  title: 'remember the cluster on this host',
  why: 'Later runs read it to change, check or undo what was set up.',
  wants: [{kind: 'file', path: clusterPath, text: clusterText, mode: 0o600, secret: Boolean(cluster.vrrp?.password)}],
});
