/**
 * Typed answers: each either parses to a value or is met with what was found and what would be right.
 * Load it with `await import(...)` inside a question: it brings the schema, which would delay the first question.
 */
import {family, inSubnet, normalise, type Subnet, subnetOf, whyUnusable} from '../source/cluster/addresses.ts';
import type {Protocol, VirtualService} from '../source/cluster/cluster.ts';
import * as field from '../source/cluster/fields.ts';
import type {Facts} from '../source/host/facts.ts';
import {ownAmong} from './local-address.ts';

/** What is wrong with a typed answer and what would be right; undefined when nothing is. */
export type Complaint = string | undefined;

const complain = (text: string, wanted: string | undefined): Complaint => wanted && `"${text}" will not do: ${wanted}.`;

/** The name of the cluster. */
export function clusterNameComplaint(text: string): Complaint {
  return complain(text, field.wantedInstead(field.clusterName, text));
}

/** The name of a member: a host name that nobody has yet. */
export function nameComplaint(text: string, taken: readonly string[] = []): Complaint {
  if (text === '') return 'A name is needed, such as nginx1.';
  // An address passes as a host name (RFC 1123 section 2.1), but here it is a slip.
  if (normalise(text) !== undefined) return `"${text}" is an address; a name is needed here, such as nginx1.`;
  if (taken.some(name => name.toLowerCase() === text.toLowerCase())) return `${text} is already in the cluster; names must differ.`;
  return complain(text, field.wantedInstead(field.hostName, text));
}

export interface AddressRules {
  /** The segment it must lie in. */
  readonly subnet?: Subnet | undefined;
  /** Addresses in use, and by whom. */
  readonly taken?: readonly {readonly address: string; readonly name: string}[];
}

/** An IPv4 address a host or a VIP can have. */
export function addressComplaint(text: string, {subnet, taken = []}: AddressRules = {}): Complaint {
  const example = subnet ? `an IPv4 address in ${subnet.cidr}` : 'an IPv4 address such as 192.168.233.100';
  if (text === '') return `An address is needed: ${example}.`;
  const address = normalise(text);
  if (address === undefined) {
    return `"${text}" is not ${subnet ? example : `${example}: four numbers from 0 to 255`}${text.includes('/') ? ', without its prefix' : ''}.`;
  }
  if (family(address) === 6) return `${text} is IPv6; this version sets up IPv4 only.`;
  const unusable = whyUnusable(address);
  if (unusable) return `${text} is ${unusable}, which no host can have; wanted: ${example}.`;
  const owner = taken.find(other => other.address === address);
  if (owner) return `${text} is already ${owner.name}; each needs an address of its own.`;
  if (!subnet) return undefined;
  if (!inSubnet(address, subnet.cidr)) return `${text} is not in ${subnet.cidr}: with DR all members and the VIP share one segment.`;
  if (address === subnet.network) return `${text} stands for ${subnet.cidr} itself; no host can have it.`;
  if (address === subnet.broadcast) return `${text} is the broadcast address of ${subnet.cidr}; no host can have it.`;
  return undefined;
}

/** The cluster's segment as this machine sees it; undefined when this machine is none of the members. */
export function segment(facts: Facts, members: readonly {readonly address: string}[]): Subnet | undefined {
  const own = ownAmong(facts, members);
  return own && own.prefix < 32 ? subnetOf(own.address, own.prefix) : undefined;
}

export interface PortAnswer {
  readonly port: number;
  readonly protocol: Protocol;
}

const protocols: readonly string[] = ['tcp', 'udp', 'sctp'] satisfies Protocol[];

/** `80`, `80 443`, `53/udp`: ports with an optional protocol. A complaint is a string. */
export function parsePorts(text: string, existing: readonly Pick<VirtualService, 'port' | 'protocol'>[] = []): PortAnswer[] | string {
  const words = text.split(/[\s,]+/).filter(Boolean);
  if (words.length === 0) return 'A port is needed, such as 80.';
  const answers: PortAnswer[] = [];
  for (const word of words) {
    const [digits = '', protocol = 'tcp', ...rest] = word.toLowerCase().split('/');
    const port = Number(digits);
    if (!/^\d+$/.test(digits) || port < 1 || port > 65535) return `"${word}": a port is a number from 1 to 65535, such as 80 or 53/udp.`;
    if (rest.length > 0 || !protocols.includes(protocol)) return `"${word}": the protocol is tcp, udp or sctp, such as 53/udp.`;
    const same = (other: {port?: number; protocol: string}) => other.port === port && other.protocol === protocol;
    if (existing.some(same) || answers.some(same)) return `${protocol} port ${port} is already a service of this VIP.`;
    answers.push({port, protocol: protocol as Protocol});
  }
  return answers;
}

/** Seconds a client stays with its real server, within ipvsadm's limit of 31 days. */
export function secondsComplaint(text: string): Complaint {
  const seconds = Number(text);
  return /^\d+$/.test(text) && seconds >= 1 && seconds <= 2_678_400
    ? undefined
    : `"${text}": seconds from 1 to 2678400 (31 days), such as 300.`;
}
