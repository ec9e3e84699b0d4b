import {clusterFileGoal, firewallGoals, selinuxGoals, sysctlGoal} from './common.ts';
import type {Goal} from './goal.ts';
import type {PlanInput} from './input.ts';
import {vipsOf} from './services.ts';
import {vipGoal} from './vip.ts';

/** Kernel documentation, networking/ip-sysctl: the higher of `all` and the NIC's own value counts. */
export const arpSettings = {
  'net.ipv4.conf.all.arp_ignore': '1',
  'net.ipv4.conf.lo.arp_ignore': '1',
  'net.ipv4.conf.all.arp_announce': '2',
  'net.ipv4.conf.lo.arp_announce': '2',
} as const;

/** A real server in direct routing. ARP settings come before the VIP: the other way round this host would answer for it meanwhile. */
export function realServerGoals(input: PlanInput): readonly Goal[] {
  return [
    ...firewallGoals(input),
    ...selinuxGoals(input),
    sysctlGoal(
      {
        id: 'real-server-arp',
        title: 'stay silent about the VIP on the segment',
        why: 'The VIP will be on lo here too; answering ARP for it would draw clients past the director.',
      },
      'LVS real server in direct routing: no ARP for addresses on lo.',
      arpSettings,
    ),
    {
      id: 'real-server-vip',
      title: `${vipsOf(input.cluster).join(', ')} on lo, now and at boot`,
      why: 'Packets arrive with the VIP as their destination: only a host that has the address takes them.',
      ...vipGoal(input, {role: 'real server', nic: 'lo'}),
    },
    clusterFileGoal(input),
  ];
}
