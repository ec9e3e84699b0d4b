import {ifcfgAlias} from '../../snippets/ifcfg.ts';
import {directorVipUnit, realServerVipUnit} from '../../snippets/vip-unit.ts';
import type {Facts} from '../host/facts.ts';
import {sysctlPath} from './common.ts';
import type {Goal} from './goal.ts';
import type {PlanInput} from './input.ts';
import type {Want} from './kinds/index.ts';
import {vipsOf} from './services.ts';

/** Where a VIP goes: a director's NIC, where it is answered for, or lo of a real server, where it is not. */
export interface VipPlace {
  readonly role: 'director' | 'real server';
  readonly nic: string;
}

const unitFile = '/etc/systemd/system/lvs-wizard-vip@.service';
const scripts = '/etc/sysconfig/network-scripts';

/**
 * What brings the VIPs to a NIC, now and at every boot: alias files where network-scripts own the network, else units of ours. VIPs of an
 * earlier cluster that are no longer wanted go.
 */
export function vipGoal(input: PlanInput, place: VipPlace): Pick<Goal, 'wants' | 'impossible'> {
  const {facts, cluster, earlier} = input;
  const wanted = vipsOf(cluster);
  const stale = (earlier?.vips ?? []).filter(vip => !wanted.includes(vip));
  if (facts.network === 'network-scripts') return {wants: byAliasFiles(facts, place, wanted, stale)};
  return {
    wants: byUnits(facts, place, wanted, stale),
    ...(!facts.systemd && {impossible: 'this host is not run by systemd, which is what keeps the VIP here over a reboot'}),
  };
}

/**
 * `ifdown` flushes every address with the NIC's label, systemd-networkd drops those it does not know when it configures the NIC.
 * NetworkManager leaves foreign addresses alone.
 */
const flushers: Partial<Record<Facts['network'], string>> = {
  ifupdown: 'networking.service',
  networkd: 'systemd-networkd.service',
  netplan: 'systemd-networkd.service',
};

function byUnits(facts: Facts, place: VipPlace, wanted: readonly string[], stale: readonly string[]): readonly Want[] {
  const programs = {
    ip: facts.tools.ip ?? '/sbin/ip',
    sysctl: facts.tools.sysctl ?? '/sbin/sysctl',
    arping: facts.tools.arping ?? (facts.packageManager === 'apt-get' ? '/usr/bin/arping' : '/usr/sbin/arping'),
  };
  const unit = {nic: place.nic, manager: flushers[facts.network] ?? null, sysctlFile: sysctlPath, programs};
  const text = place.role === 'director' ? directorVipUnit(unit) : realServerVipUnit(unit);
  const name = (vip: string) => `lvs-wizard-vip@${vip}.service`;
  return [
    {kind: 'file', path: unitFile, text, mode: 0o644, systemd: true},
    ...stale.flatMap((vip): readonly Want[] => [
      // The address before the unit: stopping it would take the address away, and `ip addr del` would find none.
      {kind: 'address', nic: place.nic, address: vip, prefix: 32, bring: null},
      {kind: 'unit', name: name(vip), active: false, enabled: false},
    ]),
    ...wanted.flatMap((vip): readonly Want[] => [
      {kind: 'unit', name: name(vip), enabled: true, active: 'remembered'},
      {kind: 'address', nic: place.nic, address: vip, prefix: 32, bring: ['systemctl', 'restart', name(vip)]},
      ...(place.role === 'real server'
        ? [{kind: 'route' as const, to: `${vip}/32`, nic: place.nic, bring: ['systemctl', 'restart', name(vip)] as const}]
        : []),
    ]),
  ];
}

/** An alias number is found by the address in the file; a new VIP gets the lowest free one. */
function byAliasFiles(facts: Facts, place: VipPlace, wanted: readonly string[], stale: readonly string[]): readonly Want[] {
  const prefix = `ifcfg-${place.nic}:`;
  const known = Object.entries(facts.aliasFiles).filter(([name]) => name.startsWith(prefix));
  const numberOf = (vip: string) => known.find(([, address]) => address === vip)?.[0].slice(prefix.length);
  const taken = new Set(known.map(([name]) => Number(name.slice(prefix.length))));
  const free = () => {
    let index = 0;
    while (taken.has(index)) index++;
    taken.add(index);
    return index;
  };
  const routes: Want[] = [];
  const aliases = wanted.flatMap((vip): readonly Want[] => {
    const index = Number(numberOf(vip) ?? free());
    if (place.role === 'real server')
      routes.push({kind: 'route', to: `${vip}/32`, nic: 'lo', bring: ['ip', 'route', 'replace', `${vip}/32`, 'dev', 'lo']});
    return [
      {kind: 'file', path: `${scripts}/${prefix}${index}`, text: ifcfgAlias(place.nic, index, vip), mode: 0o644},
      {kind: 'address', nic: place.nic, address: vip, prefix: 32, bring: ['ifup', `${place.nic}:${index}`]},
    ];
  });
  const gone = stale.flatMap((vip): readonly Want[] => {
    const index = numberOf(vip);
    return [
      ...(place.role === 'real server' ? [{kind: 'route' as const, to: `${vip}/32`, nic: 'lo', bring: null}] : []),
      {kind: 'address', nic: place.nic, address: vip, prefix: 32, bring: null},
      ...(index === undefined ? [] : [{kind: 'file' as const, path: `${scripts}/${prefix}${index}`, text: null, mode: 0o644}]),
    ];
  });
  const routeFile: readonly Want[] =
    place.role === 'real server'
      ? [{kind: 'file', path: `${scripts}/route-lo`, text: wanted.map(vip => `${vip}/32 dev lo\n`).join(''), mode: 0o644}]
      : [];
  return [...gone, ...aliases, ...routeFile, ...routes];
}
