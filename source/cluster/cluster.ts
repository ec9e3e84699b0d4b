/**
 * The wanted cluster: what an operator says once, and every host reads. Kept as YAML (see `file.ts`); the same file on every host.
 * Field names and defaults are a contract with the files people have written.
 */

export type Mode = 'nat' | 'dr' | 'tun';
export type Protocol = 'tcp' | 'udp' | 'sctp';

/** Every scheduler of Linux 6.x: net/netfilter/ipvs/Kconfig (mh since 4.18, ovf and fo since 4.0 and 3.18). */
export const schedulers = ['rr', 'wrr', 'lc', 'wlc', 'lblc', 'lblcr', 'dh', 'sh', 'sed', 'nq', 'fo', 'ovf', 'mh'] as const;
export type Scheduler = (typeof schedulers)[number];

export type HealthCheck =
  | {readonly type: 'tcp'}
  | {readonly type: 'http'; readonly path: string; readonly status: number}
  | {readonly type: 'none'};

/** Reached by a VIP or by a firewall mark, never both. */
export interface VirtualService {
  readonly vip?: string;
  /** 1 … 4294967295 (ipvsadm(8) -f). */
  readonly fwmark?: number;
  /** 1 … 65535. Absent with fwmark, and for a VIP that only floats. */
  readonly port?: number;
  /** Default tcp. */
  readonly protocol: Protocol;
  /** Default rr. */
  readonly scheduler: Scheduler;
  /** Seconds a client stays with its real server; 1 … 2678400 (ipvsadm's limit, a month). Absent: no persistence. */
  readonly persistence?: number;
  /** NAT only: the port on the real servers. */
  readonly realPort?: number;
  /** Default {type: tcp}. */
  readonly check: HealthCheck;
}

interface Member {
  /** Unique in the cluster; a host name (RFC 1123). */
  readonly name: string;
  /** The host's own address: DIP of a director, RIP of a real server. */
  readonly address: string;
  /** Default: the NIC that carries the address. */
  readonly interface?: string;
}

export interface Director extends Member {
  /** VRRP priority, 1 … 254. Default 100. */
  readonly priority: number;
}

export interface RealServer extends Member {
  /** 0 … 65535; 0: no new connections. Default 1. */
  readonly weight: number;
}

export interface Vrrp {
  /** VRID, 1 … 255 (RFC 5798 section 5.2.3). */
  readonly routerId: number;
  /** Default 1. */
  readonly advertSeconds: number;
  /** Default true. */
  readonly preempt: boolean;
  /** Default false. */
  readonly unicast: boolean;
  /** Secret. keepalived(8) counts the first 8 characters. Default null. */
  readonly password: string | null;
}

export interface Cluster {
  readonly version: 1;
  readonly name: string;
  readonly mode: Mode;
  readonly services: readonly VirtualService[];
  readonly directors: readonly Director[];
  readonly realServers: readonly RealServer[];
  readonly vrrp?: Vrrp;
  readonly nat?: {readonly gateway: string; readonly interface: string};
  /** Default stop. */
  readonly firewall: 'stop' | 'open' | 'leave';
  /** Default permissive. */
  readonly selinux: 'permissive' | 'leave';
}
