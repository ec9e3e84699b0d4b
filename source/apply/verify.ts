import type {Cluster, Director, Protocol, RealServer, VirtualService} from '../cluster/cluster.ts';
import type {Host} from '../host/host.ts';
import {readListeners} from '../host/listeners.ts';
import {assessAll, type Goal} from '../plan/goal.ts';
import {nicOf, type PlanInput} from '../plan/input.ts';
import {vipsOf} from '../plan/services.ts';

/**
 * `ok`; `waiting`: not so yet, and no fault of this host (a real server that is not set up); `failed`: this host or what runs on it needs
 * a hand.
 */
export interface Verified {
  readonly state: 'ok' | 'waiting' | 'failed';
  readonly title: string;
  readonly evidence: string;
}

const handshakeMs = 3000;

/** The look at the whole after the last step: everything still holds, and packets get where they must. */
export async function verify(host: Host, input: PlanInput, goals: readonly Goal[]): Promise<readonly Verified[]> {
  const {cluster, member} = input;
  const nic = nicOf(input);
  const [kept, reach] = await Promise.all([
    verifyGoals(host, goals),
    member.role === 'director' ? verifyDirector(host, cluster, member.entry, nic) : verifyRealServer(host, cluster, member.entry, nic),
  ]);
  return [kept, ...reach];
}

async function verifyGoals(host: Host, goals: readonly Goal[]): Promise<Verified> {
  const steps = (await assessAll(host, goals)).map(({step}) => step);
  const lost = steps.filter(({check}) => check.verdict !== 'done');
  const title = 'everything set up here is in place';
  if (lost.length === 0)
    return {state: 'ok', title, evidence: `${steps.length} of ${steps.length} looked at again: rules, settings, addresses`};
  return {state: 'failed', title, evidence: lost.map(({title, check}) => `${title}: ${check.evidence}`).join('; ')};
}

const tcpServices = (cluster: Cluster): readonly (VirtualService & {port: number; vip: string})[] =>
  cluster.services.flatMap(service =>
    service.protocol === 'tcp' && service.port !== undefined && service.vip !== undefined
      ? [{...service, port: service.port, vip: service.vip}]
      : [],
  );

/**
 * The real servers by their own addresses, and the VIP on the segment. The director cannot be a client of its own VIP: replies carry the
 * VIP, a local address here, as their source, and the kernel drops such packets as martian (fib_validate_source). A client tells the rest.
 */
async function verifyDirector(host: Host, cluster: Cluster, {address: from}: Director, nic: string): Promise<readonly Verified[]> {
  const probes = tcpServices(cluster).flatMap(({port}) => cluster.realServers.map(({name, address}) => ({name, address, port})));
  const unique = [...new Map(probes.map(probe => [`${probe.address}:${probe.port}`, probe])).values()];
  const servers = unique.map(async ({name, address, port}): Promise<Verified> => {
    const outcome = await host.connect({address, port, from, timeoutMs: handshakeMs});
    const title = `${name} answers on ${address}:${port}`;
    if (outcome === 'open') return {state: 'ok', title, evidence: 'TCP handshake'};
    const hint = outcome === 'refused' ? 'nothing listens there' : 'host down, not set up yet, or a firewall in between';
    return {state: 'waiting', title, evidence: `${outcome}: ${hint}`};
  });
  const alone = vipsOf(cluster).map(async (vip): Promise<Verified> => {
    const title = `${vip} is answered for by this host alone`;
    const holders = await askSegment(host, nic, from, vip);
    if (holders === undefined) return {state: 'waiting', title, evidence: 'not looked at: arping is not here, or not that of iputils'};
    if (holders.length === 0) return {state: 'ok', title, evidence: `no other answer on ${nic}`};
    return {
      state: 'failed',
      title,
      evidence: `${holders.join(', ')} answers too: a real server without its ARP settings, or another director`,
    };
  });
  return Promise.all([...alone, ...servers]);
}

/**
 * Who answers an ARP request for an address, by MAC, this host apart; undefined: it cannot be asked. It is asked in the name of the host's
 * own address: a request that named the VIP as its sender would itself announce it.
 */
async function askSegment(host: Host, nic: string, from: string, address: string): Promise<readonly string[] | undefined> {
  const {exitCode, stdout} = await host.run(['arping', '-c', '2', '-w', '2', '-I', nic, '-s', from, address], {timeoutMs: 10_000});
  // iputils: 0 and 1 both tell, 2 is an error.
  return exitCode <= 1 && stdout.startsWith('ARPING') ? [...new Set(macsOf(stdout))] : undefined;
}

/** `Unicast reply from 192.0.2.1 [52:54:00:1C:2D:FF]  1.120ms` */
export const macsOf = (arping: string): readonly string[] =>
  [...arping.matchAll(/\[([0-9A-Fa-f:]{17})\]/g)].map(match => (match[1] ?? '').toLowerCase());

/**
 * Something must listen where packets for the VIP arrive: on the VIP itself or on any address, not on the RIP alone. And on the segment
 * the director must be the one that answers for the VIP.
 */
async function verifyRealServer(host: Host, cluster: Cluster, {address: from}: RealServer, nic: string): Promise<readonly Verified[]> {
  const listening = cluster.services.flatMap(({vip, port, protocol}) =>
    vip === undefined || port === undefined ? [] : [verifyListener(host, vip, port, protocol)],
  );
  const answered = vipsOf(cluster).map(async (vip): Promise<readonly Verified[]> => {
    const holders = await askSegment(host, nic, from, vip);
    if (holders === undefined) return [];
    const title = `one director answers for ${vip} on ${nic}`;
    if (holders.length === 1) return [{state: 'ok', title, evidence: holders[0] ?? ''}];
    if (holders.length === 0) return [{state: 'waiting', title, evidence: 'nobody does yet: set up the director'}];
    return [{state: 'failed', title, evidence: `${holders.join(' and ')} do: one of them must not`}];
  });
  return [...(await Promise.all(listening)), ...(await Promise.all(answered)).flat()];
}

async function verifyListener(host: Host, vip: string, port: number, protocol: Protocol): Promise<Verified> {
  const title = `something listens on ${protocol} ${vip}:${port}`;
  if (protocol === 'sctp') return {state: 'waiting', title, evidence: 'SCTP listeners cannot be read here: look with ss -lS'};
  const found = (await readListeners(host, protocol)).filter(listener => listener.port === port);
  if (found.some(({address}) => address === 'any' || address === vip)) return {state: 'ok', title, evidence: 'a socket takes it'};
  const others = found.map(({address}) => address).join(', ');
  if (others) return {state: 'failed', title, evidence: `it listens on ${others} only: let it listen on ${vip} or on every address`};
  return {state: 'waiting', title, evidence: `nothing listens on port ${port}: start the service there`};
}
