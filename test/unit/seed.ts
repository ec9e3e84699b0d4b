import type {Cluster} from '../../source/cluster/cluster.ts';
import {renderCluster} from '../../source/cluster/file.ts';
import {findMember} from '../../source/cluster/member.ts';
import type {Facts} from '../../source/host/facts.ts';
import type {PlanInput} from '../../source/plan/input.ts';

/** The cluster every example uses. */
export const seed: Cluster = {
  version: 1,
  name: 'web',
  mode: 'dr',
  services: [{vip: '192.168.233.200', port: 80, protocol: 'tcp', scheduler: 'rr', check: {type: 'tcp'}}],
  directors: [{name: 'test1', address: '192.168.233.10', priority: 100}],
  realServers: [
    {name: 'nginx1', address: '192.168.233.100', weight: 1},
    {name: 'nginx2', address: '192.168.233.110', weight: 1},
  ],
  firewall: 'stop',
  selinux: 'permissive',
};

/** A Debian host with one NIC, nothing set up yet. */
export const debian = (address: string, changes: Partial<Facts> = {}): Facts => ({
  hostname: 'host',
  root: true,
  os: {id: 'debian', like: [], name: 'Debian GNU/Linux 12 (bookworm)', version: '12', kernel: '6.1.0-37-amd64'},
  packageManager: 'apt-get',
  systemd: true,
  nics: [
    {name: 'eth0', mac: '02:00:00:00:00:01', up: true, mtu: 1500, addresses: [{address, prefix: 24, family: 4, scope: 'global'}]},
    {name: 'lo', mac: '00:00:00:00:00:00', up: true, mtu: 65536, addresses: [{address: '127.0.0.1', prefix: 8, family: 4, scope: 'host'}]},
  ],
  routes: [{to: '192.168.233.0/24', via: null, nic: 'eth0'}],
  network: 'ifupdown',
  firewall: {firewalld: 'running', ufw: 'absent', nftables: 'absent'},
  selinux: 'disabled',
  ipvs: {
    module: 'available',
    schedulers: ['rr', 'wrr', 'lc', 'wlc', 'sh'],
    ipvsadm: '/usr/sbin/ipvsadm',
    services: 0,
    rulesFile: {path: '/etc/ipvsadm.rules', text: '# ipvsadm.rules\n'},
  },
  keepalived: 'absent',
  tools: {ip: '/usr/sbin/ip', sysctl: '/usr/sbin/sysctl', arping: '/usr/bin/arping'},
  aliasFiles: {},
  ssh: null,
  ...changes,
});

export const inputFor = (name: string, changes: {cluster?: Partial<Cluster>; facts?: Partial<Facts>} = {}): PlanInput => {
  const cluster = {...seed, ...changes.cluster};
  const member = findMember(cluster, [], name);
  return {
    cluster,
    clusterText: renderCluster(cluster),
    member,
    facts: debian(member.entry.address, changes.facts),
  };
};
