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
    /** The schedulers this kernel has, by their short names: rr, wrr … */
    readonly schedulers: readonly string[];
    /** ipvsadm's absolute path, or null. */
    readonly ipvsadm: string | null;
    /** How many virtual services the kernel holds now, ours or not. */
    readonly services: number;
    /** The file that the distribution's ipvsadm service loads at boot; its text is null when it is not there. */
    readonly rulesFile: {readonly path: '/etc/sysconfig/ipvsadm' | '/etc/ipvsadm.rules'; readonly text: string | null};
  };
  readonly keepalived: Presence;
  /** Absolute paths of the programs that files of ours name; null when absent. */
  readonly tools: {readonly ip: string | null; readonly sysctl: string | null; readonly arping: string | null};
  /** Red Hat alias files, `ifcfg-ens33:0` → the IPADDR in it. */
  readonly aliasFiles: Readonly<Record<string, string>>;
  /** The session came in over SSH: from where, and to which of this host's addresses. */
  readonly ssh: {readonly client: string; readonly local: string} | null;
}
