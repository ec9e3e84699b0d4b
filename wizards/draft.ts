/** The answers so far. Every value is replaced, never changed, so that going back costs nothing. */
import type {Cluster, Director, Mode, RealServer, VirtualService} from '../source/cluster/cluster.ts';
import type {Facts} from '../source/host/facts.ts';
import {localAddresses} from './local-address.ts';

export interface Draft {
  /** What this machine is. */
  readonly role: 'director' | 'real server';
  readonly name: string;
  readonly mode: Mode;
  readonly directors: readonly Director[];
  readonly realServers: readonly RealServer[];
  readonly services: readonly VirtualService[];
  readonly firewall: Cluster['firewall'];
  readonly selinux: Cluster['selinux'];
  /** The cluster being changed: what no question covers (VRRP, NAT) is carried over from it. */
  readonly previous?: Cluster;
}

/** A draft with everything that can be known before the first question. */
export function startDraft(facts: Facts, previous?: Cluster): Draft {
  if (previous) {
    const {name, mode, directors, realServers, services, firewall, selinux} = previous;
    const mine = new Set(localAddresses(facts).map(local => local.address));
    const role = realServers.some(server => mine.has(server.address)) ? 'real server' : 'director';
    return {role, name, mode, directors, realServers, services, firewall, selinux, previous};
  }
  const empty: Draft = {
    role: 'director',
    name: 'web',
    mode: 'dr',
    directors: [],
    realServers: [],
    services: [],
    firewall: 'stop',
    selinux: 'permissive',
  };
  return takeRole(empty, 'director', facts);
}

/** The name this machine goes by: its host name without the domain, unless that says nothing. */
export function ownName(facts: Facts, role: Draft['role']): string {
  const label = facts.hostname.split('.')[0] ?? '';
  return label === '' || label === 'localhost' ? (role === 'director' ? 'director1' : 'rs1') : label;
}

/** Every VIP of the cluster, and of what it was before the change: they may be on this machine's NIC already. */
export function vipsOf({services, previous}: Draft): readonly string[] {
  return [...services, ...(previous?.services ?? [])].flatMap(service => service.vip ?? []);
}

/** Puts this machine into its role, and out of the other one. */
export function takeRole(draft: Draft, role: Draft['role'], facts: Facts): Draft {
  const here = localAddresses(facts, vipsOf(draft));
  const others = <T extends {address: string}>(members: readonly T[]) =>
    members.filter(member => !here.some(local => local.address === member.address));
  const keepsPlace = (role === 'director' ? draft.directors : draft.realServers).some(member =>
    here.some(l => l.address === member.address),
  );
  if (draft.role === role && keepsPlace) return draft;
  const first = here[0];
  const directors = others(draft.directors);
  const realServers = others(draft.realServers);
  const member = first && {name: ownName(facts, role), address: first.address, interface: first.nic};
  return {
    ...draft,
    role,
    directors: role === 'director' && member ? [{...member, priority: 100}, ...directors] : directors,
    realServers: role === 'real server' && member ? [{...member, weight: 1}, ...realServers] : realServers,
  };
}

/** The finished answers as a cluster. */
export function toCluster(draft: Draft): Cluster {
  const {name, mode, directors, realServers, services, firewall, selinux, previous} = draft;
  return {
    version: 1,
    name,
    mode,
    services,
    directors,
    realServers,
    ...(previous?.vrrp ? {vrrp: previous.vrrp} : {}),
    ...(previous?.nat ? {nat: previous.nat} : {}),
    firewall,
    selinux,
  };
}
