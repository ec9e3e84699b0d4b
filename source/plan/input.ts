import type {Cluster} from '../cluster/cluster.ts';
import type {Member} from '../cluster/member.ts';
import {InputError, type Problem} from '../cluster/problem.ts';
import type {Facts} from '../host/facts.ts';

/** All that planning needs to know. */
export interface PlanInput {
  readonly cluster: Cluster;
  /** The cluster file's text as it is to be kept on the host, comments and all. */
  readonly clusterText: string;
  readonly member: Member;
  readonly facts: Facts;
  /** What earlier runs set up here, if any: what the cluster no longer has must go. */
  readonly earlier?: {
    readonly role: string;
    readonly vips: readonly string[];
    readonly services: readonly (readonly [flag: string, target: string])[];
  };
  /** The cloud this machine is a guest of, where somebody looked. */
  readonly cloud?: string;
}

/** The NIC that the cluster file names, or that carries this host's address. Both were checked against the host before. */
export function nicOf({member: {entry}, facts}: Pick<PlanInput, 'member' | 'facts'>): string {
  const nic = entry.interface ?? facts.nics.find(({addresses}) => addresses.some(({address}) => address === entry.address))?.name;
  if (nic === undefined) throw new Error(`no NIC of this machine carries ${entry.address}`);
  return nic;
}

/** What the contract allows and this version cannot carry out yet. Throws InputError that names each. */
export function requireSupported({cluster, member, earlier}: PlanInput): void {
  const problems: Problem[] = [];
  const later = (where: string, found: unknown, wanted: string) => problems.push({where, found: JSON.stringify(found), wanted});
  if (cluster.mode !== 'dr') later('mode', cluster.mode, 'dr: this version of lvs-wizard sets up direct routing only');
  if (cluster.vrrp) later('vrrp', cluster.vrrp.routerId, 'no vrrp section and one director: this version does not set up keepalived');
  if (cluster.firewall === 'open') later('firewall', 'open', 'stop or leave: this version does not open single ports');
  cluster.services.forEach(({fwmark, vip}, index) => {
    if (fwmark !== undefined) later(`services[${index}].fwmark`, fwmark, 'a vip: this version does not set up firewall marks');
    if (vip?.includes(':')) later(`services[${index}].vip`, vip, 'an IPv4 address: this version does not set up IPv6');
  });
  if (earlier && earlier.role !== member.role)
    later('role', member.role, `${earlier.role}, as this host was set up before; or run lvs-wizard undo here first`);
  if (problems.length > 0) throw new InputError('cluster', problems);
}
