import type {Cluster, VirtualService} from '../cluster/cluster.ts';
import type {Member} from '../cluster/member.ts';
import type {Host} from '../host/host.ts';
import {readListeners} from '../host/listeners.ts';
import {assessAll, type Goal} from '../plan/goal.ts';

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
export async function verify(host: Host, cluster: Cluster, member: Member, goals: readonly Goal[]): Promise<readonly Verified[]> {
  const [kept, reach] = await Promise.all([
    verifyGoals(host, goals),
    member.role === 'director' ? verifyDirector(host, cluster, member.entry.address) : verifyRealServer(host, cluster),
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
 * Real servers by their own addresses, then the VIP as a client would: a handshake from the director's own address goes through the
 * table's output hook to a real server and comes straight back, so it shows scheduling and a real server that takes the VIP.
 */
async function verifyDirector(host: Host, cluster: Cluster, from: string): Promise<readonly Verified[]> {
  const services = tcpServices(cluster);
  const probes = services.flatMap(({port}) => cluster.realServers.map(({name, address}) => ({name, address, port})));
  const unique = [...new Map(probes.map(probe => [`${probe.address}:${probe.port}`, probe])).values()];
  const servers = await Promise.all(
    unique.map(async ({name, address, port}): Promise<Verified> => {
      const outcome = await host.connect({address, port, from, timeoutMs: handshakeMs});
      const title = `${name} answers on ${address}:${port}`;
      if (outcome === 'open') return {state: 'ok', title, evidence: 'TCP handshake'};
      const hint = outcome === 'refused' ? 'nothing listens there' : 'host down, not set up yet, or a firewall in between';
      return {state: 'waiting', title, evidence: `${outcome}: ${hint}`};
    }),
  );
  const virtual = await Promise.all(
    services.map(async ({vip, port}): Promise<Verified> => {
      const outcome = await host.connect({address: vip, port, from, timeoutMs: handshakeMs});
      const title = `${vip}:${port} answers through a real server`;
      if (outcome === 'open') return {state: 'ok', title, evidence: 'TCP handshake by way of the IPVS table'};
      return {state: 'waiting', title, evidence: `${outcome}: the real server it was sent to does not take the VIP yet`};
    }),
  );
  return [...servers, ...virtual];
}

/** Something must listen where packets for the VIP arrive: on the VIP itself or on any address, not on the RIP alone. */
async function verifyRealServer(host: Host, cluster: Cluster): Promise<readonly Verified[]> {
  const reachable = cluster.services.filter(({port, vip}) => port !== undefined && vip !== undefined);
  return Promise.all(
    reachable.map(async ({vip, port, protocol}): Promise<Verified> => {
      const title = `something listens on ${protocol} ${vip}:${port}`;
      if (protocol === 'sctp') return {state: 'waiting', title, evidence: 'SCTP listeners cannot be read here: look with ss -lS'};
      const found = (await readListeners(host, protocol)).filter(listener => listener.port === port);
      if (found.some(({address}) => address === 'any' || address === vip)) return {state: 'ok', title, evidence: 'a socket takes it'};
      const others = found.map(({address}) => address).join(', ');
      if (others) return {state: 'failed', title, evidence: `it listens on ${others} only: let it listen on ${vip} or on every address`};
      return {state: 'waiting', title, evidence: `nothing listens on port ${port}: start the service there`};
    }),
  );
}
