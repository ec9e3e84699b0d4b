/** What this machine is and what is already on it: read once, before anything is asked or planned. */

export interface NicAddress {
  readonly address: string;
  readonly prefix: number;
  readonly family: 4 | 6;
  /** As `ip addr` says it: global, link, host. */
  readonly scope: string;
}

export interface Nic {
  readonly name: string;
  readonly mac: string | null;
  /** Operational state: carrier and administratively up. lo counts as up. */
  readonly up: boolean;
  readonly mtu: number;
  readonly addresses: readonly NicAddress[];
}

export interface Route {
  /** `default` or CIDR. */
  readonly to: string;
  readonly via: string | null;
  readonly nic: string;
}

/** Which program configures the NICs; `none` when nothing known does. */
export type NetworkManager = 'network-scripts' | 'NetworkManager' | 'networkd' | 'netplan' | 'ifupdown' | 'none';

/** `running` and `stopped` speak of an installed program. */
export type Presence = 'running' | 'stopped' | 'absent';

export interface Facts {
  readonly hostname: string;
  readonly root: boolean;
  readonly os: {
    /** os-release ID, e.g. centos, debian. */
    readonly id: string;
    /** os-release ID_LIKE, split. */
    readonly like: readonly string[];
    /** PRETTY_NAME. */
    readonly name: string;
    /** VERSION_ID; null on rolling releases. */
    readonly version: string | null;
    readonly kernel: string;
  };
  readonly packageManager: 'dnf' | 'yum' | 'apt-get' | null;
  /** systemd is PID 1. */
  readonly systemd: boolean;
  readonly nics: readonly Nic[];
  readonly routes: readonly Route[];
  readonly network: NetworkManager;
  readonly firewall: {readonly firewalld: Presence; readonly ufw: Presence; readonly nftables: Presence};
  readonly selinux: 'enforcing' | 'permissive' | 'disabled';
  readonly ipvs: {
    /** `loaded`: in the kernel now; `available`: a module that can be loaded; `missing`: neither. */
    readonly module: 'loaded' | 'available' | 'missing';
    /** ipvsadm's absolute path, or null. */
    readonly ipvsadm: string | null;
    /** Virtual services in the kernel now, written as in ipvsadm-save -n: `-t 192.0.2.1:80`. */
    readonly services: readonly string[];
  };
  readonly keepalived: Presence;
  /** The session came in over SSH: from where, and to which of this host's addresses. */
  readonly ssh: {readonly client: string; readonly local: string} | null;
  /** A cluster file written by an earlier apply. */
  readonly clusterFile: boolean;
}
