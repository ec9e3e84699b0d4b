/** What a host of the lab is before anything is set up on it. */
export interface HostSpec {
  readonly name: string;
  /** Address and prefix on br0, the seed cluster's segment. */
  readonly eth0?: string;
  /** Address and prefix on br1, the second segment; no such NIC without it. */
  readonly eth1?: string;
  readonly gateway?: string;
  /** Units enabled at boot. */
  readonly enable?: readonly string[];
  /** The text that its nginx serves. */
  readonly page?: string;
  /** Lacks ipvsadm, keepalived and arping; `apt-get install` finds them without a network. */
  readonly bare?: boolean;
}

export const director: HostSpec = {name: 'test1', eth0: '192.168.233.10/24', enable: ['firewalld']};
/** Not started by default. */
export const backupDirector: HostSpec = {name: 'test3', eth0: '192.168.233.11/24'};
export const client: HostSpec = {name: 'test2', eth0: '192.168.233.20/24'};
export const realServers: readonly HostSpec[] = [
  // Its firewall blocks tcp/80 until something stops it or opens the port.
  {name: 'nginx1', eth0: '192.168.233.100/24', enable: ['nginx', 'firewalld'], page: 'nginx1'},
  {name: 'nginx2', eth0: '192.168.233.110/24', enable: ['nginx'], page: 'nginx2'},
];

export const seedHosts: readonly HostSpec[] = [director, ...realServers, client];

export const knownHosts: readonly HostSpec[] = [...seedHosts, backupDirector];

/** The variables that guest/host reads. */
export const hostEnvironment = (spec: HostSpec): Record<string, string> => ({
  ETH0: spec.eth0 ?? '',
  ETH1: spec.eth1 ?? '',
  GATEWAY: spec.gateway ?? '',
  ENABLE: (spec.enable ?? []).join(' '),
  PAGE: spec.page ?? '',
  BARE: spec.bare ? '1' : '',
});
