import {inSubnet, normalise, type Subnet, subnetOf} from './addresses.ts';
import type {Cluster} from './cluster.ts';
import type {Member} from './member.ts';
import type {Problem} from './problem.ts';
import {oneOf, quote} from './wording.ts';

/** As much of a NIC as the checks need; `Nic` of host/facts.ts is one. */
export interface NicSubnets {
  readonly name: string;
  readonly addresses: readonly {readonly address: string; readonly prefix: number}[];
}

interface Carried {
  readonly nic: string;
  readonly address: string;
  readonly subnet: Subnet;
}

/**
 * What is wrong with a (right) cluster as seen from this machine: the cluster file has no prefix lengths, the NICs have.
 * @param own this machine's entry (see `findMember`); without it the first host of the cluster that is an address here
 */
export function checkAgainstNics(cluster: Cluster, nics: readonly NicSubnets[], own?: Member): Problem[] {
  const carried = nics.flatMap(({name, addresses}) =>
    addresses.flatMap(({address, prefix}): Carried[] => {
      const subnet = subnetOf(address, prefix);
      return subnet === undefined ? [] : [{nic: name, address: normalise(address) ?? address, subnet}];
    }),
  );
  const hosts = own === undefined ? [...cluster.directors, ...cluster.realServers] : [own.entry];
  const here = carried.find(({address}) => hosts.some(host => host.address === address));
  return [
    ...(own === undefined ? [] : ownEntry(cluster, nics, carried, own)),
    ...(here === undefined || cluster.mode !== 'dr' ? [] : oneSegment(cluster, here)),
    ...edges(cluster, carried),
  ];
}

/** This machine's own entry: its address is here, its NICs exist, and the named NIC is the one that carries the address. */
function ownEntry(cluster: Cluster, nics: readonly NicSubnets[], carried: readonly Carried[], {role, entry}: Member): Problem[] {
  const names = nics.map(nic => nic.name);
  const list = role === 'director' ? cluster.directors : cluster.realServers;
  const where = `${role === 'director' ? 'directors' : 'realServers'}[${list.findIndex(({name}) => name === entry.name)}]`;
  const problems: Problem[] = [];
  const exists = (field: string, nic: string): boolean => {
    if (names.includes(nic)) return true;
    problems.push({where: field, found: quote(nic), wanted: `a NIC of this machine: ${oneOf(names, nic)}`});
    return false;
  };
  const on = carried.filter(({address}) => address === entry.address).map(({nic}) => nic);
  if (on.length === 0) {
    const wanted = `an address of this machine: ${oneOf(carried.filter(({nic}) => nic !== 'lo').map(({address}) => address))}`;
    problems.push({where: `${where}.address`, found: quote(entry.address), wanted});
  }
  if (entry.interface !== undefined && exists(`${where}.interface`, entry.interface) && on.length > 0 && !on.includes(entry.interface)) {
    problems.push({
      where: `${where}.interface`,
      found: quote(entry.interface),
      wanted: `${on.join(' or ')}, which carries ${entry.address}`,
    });
  }
  if (role === 'director' && cluster.nat !== undefined) exists('nat.interface', cluster.nat.interface);
  return problems;
}

/** Direct routing hands the frame on by MAC address: director and real servers have to share a segment. */
function oneSegment(cluster: Cluster, {subnet}: Carried): Problem[] {
  // A host prefix, as clouds give them, says nothing about the segment.
  if (subnet.cidr.endsWith('/32') || subnet.cidr.endsWith('/128')) return [];
  const outside = (list: 'directors' | 'realServers'): Problem[] =>
    cluster[list].flatMap(({address}, index) =>
      inSubnet(address, subnet.cidr)
        ? []
        : [{where: `${list}[${index}].address`, found: quote(address), wanted: `an address in ${subnet.cidr}, or mode tun or nat`}],
    );
  return [...outside('directors'), ...outside('realServers')];
}

/** The addresses of a subnet that no host may have. Any NIC's subnet counts: with NAT the VIP is on another one than the real servers. */
function edges(cluster: Cluster, carried: readonly Carried[]): Problem[] {
  const floating = [
    ...cluster.services.map(({vip}, index) => ({where: `services[${index}].vip`, address: vip})),
    {where: 'nat.gateway', address: cluster.nat?.gateway},
  ];
  return floating.flatMap(({where, address}) => {
    const hit = address === undefined ? undefined : carried.find(({subnet}) => subnet.network === address || subnet.broadcast === address);
    if (hit === undefined) return [];
    const what = hit.subnet.network === address ? 'network' : 'broadcast';
    return [
      {where, found: `${quote(address)}, the ${what} address of ${hit.subnet.cidr}`, wanted: `a host's address in ${hit.subnet.cidr}`},
    ];
  });
}
