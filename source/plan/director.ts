import {ipvsadmRules} from '../../snippets/ipvsadm-rules.ts';
import {modulesLoadFile} from '../../snippets/modules-load.ts';
import type {Facts} from '../host/facts.ts';
import {ruleLines, serviceName} from '../ipvs/rules.ts';
import {clusterFileGoal, firewallGoals, installGoal, nicSysctl, selinuxGoals, sysctlGoal} from './common.ts';
import type {Goal} from './goal.ts';
import {nicOf, type PlanInput} from './input.ts';
import type {Want} from './kinds/index.ts';
import {toService, vipsOf} from './services.ts';
import {vipGoal} from './vip.ts';

/**
 * A director in direct routing, in the order that keeps clients safe: the module, the sysctls, the rules, and the VIP last, after asking
 * the segment whether somebody else holds it.
 */
export function directorGoals(input: PlanInput): readonly Goal[] {
  const nic = nicOf(input);
  return [
    installGoal(
      input,
      {ipvsadm: 'ipvsadm', arping: input.facts.packageManager === 'apt-get' ? 'iputils-arping' : 'iputils'},
      'ipvsadm speaks to the kernel about virtual services; arping tells the segment where the VIP lives now.',
    ),
    ...firewallGoals(input),
    ...selinuxGoals(input),
    moduleGoal(input),
    sysctlGoal(
      {
        id: 'director-sysctl',
        title: 'no ICMP redirects',
        why: 'A redirect would teach clients on this segment to go past the director.',
      },
      'LVS director in direct routing: no ICMP redirects.',
      Object.fromEntries(['all', 'default', nic].map(name => [nicSysctl(name, 'send_redirects'), '0'])),
    ),
    vacancyGoal(input, nic),
    servicesGoal(input),
    bootRulesGoal(input),
    {
      id: 'director-vip',
      title: `${vipsOf(input.cluster).join(', ')} on ${nic}, now and at boot`,
      why: 'Clients reach the virtual service at this address; a gratuitous ARP tells the segment that it lives here now.',
      ...vipGoal(input, {role: 'director', nic}),
    },
    clusterFileGoal(input),
  ];
}

function moduleGoal({cluster, facts}: PlanInput): Goal {
  const names = ['ip_vs', ...new Set(cluster.services.map(({scheduler}) => `ip_vs_${scheduler}`))];
  return {
    id: 'ip-vs-module',
    title: 'load ip_vs, now and at boot',
    why: 'The kernel forwards the connections with it; its settings exist only once it is loaded.',
    wants: [
      {kind: 'file', path: '/etc/modules-load.d/lvs-wizard.conf', text: modulesLoadFile(names), mode: 0o644},
      {kind: 'modules', names},
    ],
    ...whyImpossible(
      facts,
      cluster.services.map(({scheduler}) => scheduler),
    ),
  };
}

function whyImpossible({ipvs, os}: Facts, schedulers: readonly string[]): Pick<Goal, 'impossible'> {
  if (ipvs.module === 'missing')
    return {
      impossible: `this kernel (${os.kernel}) has no ip_vs: use the distribution's own full kernel; a container cannot bring its own`,
    };
  // Loaded without a folder of modules, as in some containers: then only the attempt can tell.
  const absent = ipvs.schedulers.length === 0 ? [] : schedulers.filter(name => !ipvs.schedulers.includes(name));
  if (absent.length === 0) return {};
  return {impossible: `this kernel (${os.kernel}) has no scheduler ${absent.join(', ')}: choose among ${ipvs.schedulers.join(', ')}`};
}

const vacancyGoal = ({cluster}: PlanInput, nic: string): Goal => ({
  id: 'vip-vacant',
  title: 'nobody else holds the VIP',
  why: 'Two machines that answer for one address cut clients off at random.',
  wants: vipsOf(cluster).map(address => ({kind: 'vacancy' as const, address, nic})),
});

/** Services of an earlier cluster that the new one lacks go; those of others are not touched. */
function servicesGoal({cluster, earlier}: PlanInput): Goal {
  const services = cluster.services.map(service => toService(cluster, service));
  const names = services.map(serviceName);
  const stale = (earlier?.services ?? []).filter(key => !names.includes(serviceName({key})));
  const wants: Want[] = [
    ...stale.map(key => ({kind: 'ipvs' as const, key, service: null})),
    ...services.map(service => ({kind: 'ipvs' as const, key: service.key, service})),
  ];
  return {
    id: 'virtual-services',
    title: 'virtual services and their real servers, direct route',
    why: 'This is the balancing itself: which address and port, by which scheduler, to which real servers.',
    wants,
  };
}

/** Each distribution has a service that loads a rules file at boot; ours go into that file, beside what others wrote there. */
function bootRulesGoal({cluster, earlier, facts}: PlanInput): Goal {
  const services = cluster.services.map(service => toService(cluster, service));
  const ours = [...services.map(serviceName), ...(earlier?.services ?? []).map(key => serviceName({key}))];
  const {path, text} = facts.ipvs.rulesFile;
  const debian = path === '/etc/ipvsadm.rules';
  return {
    id: 'rules-at-boot',
    title: 'restore the rules at boot',
    why: "The kernel's table is empty after a reboot; the distribution's ipvsadm service fills it from this file.",
    // Undone from the end. Debian's service may be stopped then, because AUTO is off again by that time: with AUTO, and always with Red
    // Hat's, to stop it is to clear the whole table, rules of others too.
    wants: [
      {kind: 'unit', name: 'ipvsadm.service', enabled: true, ...(debian && {active: 'remembered' as const})},
      ...(debian ? [{kind: 'setting' as const, path: '/etc/default/ipvsadm', key: 'AUTO', value: '"true"'}] : []),
      {
        kind: 'file',
        path,
        text: ipvsadmRules(text, ours, services.flatMap(ruleLines)),
        mode: debian ? 0o644 : 0o600,
        meaning: 'ipvs rules',
      },
    ],
  };
}
