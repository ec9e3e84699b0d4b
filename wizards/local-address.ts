/** This machine's own addresses, best first. */
import type {Facts} from '../source/host/facts.ts';

export interface LocalAddress {
  readonly address: string;
  readonly prefix: number;
  readonly nic: string;
}

/**
 * Global IPv4 addresses of the NICs that are up; the one the operator came in on first.
 * @param vips addresses known to be VIPs: they move, so nobody is reached by them
 */
export function localAddresses(facts: Facts, vips: readonly string[] = []): readonly LocalAddress[] {
  const all = facts.nics
    .filter(nic => nic.name !== 'lo' && nic.up)
    .flatMap(nic => nic.addresses.map(a => ({...a, nic: nic.name})))
    .filter(a => a.family === 4 && a.scope === 'global');
  // A /32 or an alias is a VIP put there earlier, unless the host has nothing else (some clouds).
  const aliases = Object.values(facts.aliasFiles);
  const networks = all.filter(a => a.prefix < 32 && !aliases.includes(a.address) && !vips.includes(a.address));
  const usable = networks.length > 0 ? networks : all;
  const preferred = (a: {address: string}): number => (a.address === facts.ssh?.local ? 0 : 1);
  return usable.toSorted((a, b) => preferred(a) - preferred(b)).map(({address, prefix, nic}) => ({address, prefix, nic}));
}

/** Which of this machine's addresses is one of these members', if any. */
export function ownAmong(facts: Facts, members: readonly {readonly address: string}[]): LocalAddress | undefined {
  return localAddresses(facts).find(local => members.some(member => member.address === local.address));
}
