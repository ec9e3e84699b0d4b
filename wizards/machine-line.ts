/** One line that shows the operator what was found, so that nobody is asked about it. */
import type {Facts, Presence} from '../source/host/facts.ts';
import {localAddresses} from './local-address.ts';

/** `test1, CentOS Linux 7, ens33 192.168.233.10/24, network-scripts, firewalld running, SELinux enforcing, ip_vs available` */
export function machineLine(facts: Facts): string {
  const here = localAddresses(facts);
  const ipvs = facts.ipvs.module === 'missing' ? 'ip_vs missing from this kernel' : `ip_vs ${facts.ipvs.module}`;
  return [
    facts.hostname,
    facts.os.name,
    ...(here.length > 0 ? here.map(a => `${a.nic} ${a.address}/${a.prefix}`) : ['no IPv4 address']),
    facts.network === 'none' ? 'no known network manager' : facts.network,
    firewallWords(facts),
    ...(facts.selinux === 'disabled' ? [] : [`SELinux ${facts.selinux}`]),
    ipvs,
  ].join(', ');
}

/** Which firewall matters here: the running ones, or that there is none. */
export function firewallWords({firewall}: Facts): string {
  const states: [string, Presence][] = [
    ['firewalld', firewall.firewalld],
    ['ufw', firewall.ufw],
    ['nftables', firewall.nftables],
  ];
  const running = states.filter(([, state]) => state === 'running').map(([name]) => name);
  return running.length > 0 ? `${running.join(' and ')} running` : 'no firewall running';
}
