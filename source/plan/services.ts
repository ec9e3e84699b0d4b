import type {Cluster, VirtualService} from '../cluster/cluster.ts';
import type {Forward, Service} from '../ipvs/rules.ts';

const forwards: Readonly<Record<Cluster['mode'], Forward>> = {nat: 'masq', dr: 'route', tun: 'tunnel'};
const flags = {tcp: '-t', udp: '-u', sctp: '--sctp-service'} as const;

const bracketed = (address: string): string => (address.includes(':') ? `[${address}]` : address);

export function serviceKey({vip, port, protocol, fwmark}: VirtualService): Service['key'] {
  return vip === undefined ? ['-f', String(fwmark)] : [flags[protocol], `${bracketed(vip)}:${port}`];
}

/** A service of the cluster file as the kernel is to hold it. In DR and TUN the real servers' port is the VIP's: packets go unchanged. */
export function toService(cluster: Cluster, service: VirtualService): Service {
  return {
    key: serviceKey(service),
    scheduler: service.scheduler,
    persistence: service.persistence ?? null,
    extra: [],
    destinations: cluster.realServers.map(({address, weight}) => ({
      address,
      port: (cluster.mode === 'nat' ? service.realPort : undefined) ?? service.port ?? 0,
      forward: forwards[cluster.mode],
      weight,
      extra: [],
    })),
  };
}

export const vipsOf = (cluster: Cluster): readonly string[] => [
  ...new Set(cluster.services.flatMap(({vip}) => (vip === undefined ? [] : [vip]))),
];
