import type {Cluster} from '../../../source/cluster/cluster.ts';
import type {Facts} from '../../../source/host/facts.ts';
import type {Plan, Step} from '../../../source/plan/step.ts';

/** test1 of the seed cluster: CentOS 7, one NIC. */
export const facts: Facts = {
  hostname: 'test1.example.com',
  root: true,
  os: {id: 'centos', like: ['rhel', 'fedora'], name: 'CentOS Linux 7', version: '7', kernel: '3.10.0'},
  packageManager: 'yum',
  systemd: true,
  nics: [
    {name: 'lo', mac: null, up: true, mtu: 65536, addresses: [{address: '127.0.0.1', prefix: 8, family: 4, scope: 'host'}]},
    nic('ens33', ['192.168.233.10', 24]),
  ],
  routes: [{to: 'default', via: '192.168.233.2', nic: 'ens33'}],
  network: 'network-scripts',
  firewall: {firewalld: 'running', ufw: 'absent', nftables: 'stopped'},
  selinux: 'enforcing',
  ipvs: {
    module: 'available',
    schedulers: ['rr', 'wrr', 'lc', 'wlc', 'sh'],
    ipvsadm: null,
    services: 0,
    rulesFile: {path: '/etc/sysconfig/ipvsadm', text: null},
  },
  keepalived: 'absent',
  tools: {ip: '/usr/sbin/ip', sysctl: '/usr/sbin/sysctl', arping: '/usr/sbin/arping'},
  aliasFiles: {},
  ssh: null,
};

export function nic(name: string, ...addresses: readonly (readonly [string, number])[]): Facts['nics'][number] {
  return {
    name,
    mac: '00:0c:29:00:00:01',
    up: true,
    mtu: 1500,
    addresses: addresses.map(([address, prefix]) => ({address, prefix, family: 4 as const, scope: 'global'})),
  };
}

/** The same network seen from a real server. */
export const realServerFacts: Facts = {...facts, hostname: 'nginx1', nics: [nic('eth0', ['192.168.233.100', 24])], selinux: 'disabled'};

export const cluster: Cluster = {
  version: 1,
  name: 'web',
  mode: 'dr',
  services: [{vip: '192.168.233.200', port: 80, protocol: 'tcp', scheduler: 'rr', check: {type: 'tcp'}}],
  directors: [{name: 'test1', address: '192.168.233.10', interface: 'ens33', priority: 100}],
  realServers: [
    {name: 'nginx1', address: '192.168.233.100', weight: 1},
    {name: 'nginx2', address: '192.168.233.110', weight: 1},
  ],
  firewall: 'stop',
  selinux: 'permissive',
};

const step = (id: string, part: Partial<Step>): Step => ({
  id,
  title: id,
  why: 'it is needed',
  check: {verdict: 'needed', evidence: 'not there'},
  act: [],
  undo: [],
  touches: [],
  ...part,
});

export const plan: Plan = {
  host: 'test1',
  role: 'director',
  mode: 'dr',
  notes: ['/etc/sysctl.conf has net.ipv4.ip_forward = 1; that stays.'],
  steps: [
    step('install', {title: 'install ipvsadm', check: {verdict: 'done', evidence: 'ipvsadm 1.31 is there'}}),
    step('firewall', {
      title: 'stop firewalld',
      why: "its rules would drop the service's port",
      act: [{do: 'run', argv: ['systemctl', 'disable', '--now', 'firewalld']}],
      undo: [{do: 'run', argv: ['systemctl', 'enable', '--now', 'firewalld']}],
      touches: ['firewall'],
    }),
    step('modules', {
      title: 'load ip_vs, now and at boot',
      why: 'the kernel forwards connections with it, and every scheduler is a module of its own that has to be there as well',
      act: [
        {do: 'run', argv: ['modprobe', 'ip_vs']},
        {do: 'run', argv: ['modprobe', 'ip_vs_rr'], mayFail: true},
        {do: 'write', path: '/etc/modules-load.d/lvs-wizard.conf', text: 'ip_vs\nip_vs_rr\n', mode: 0o644, before: null},
      ],
    }),
    step('sysctl', {
      title: 'no ICMP redirects',
      why: 'a redirect would teach clients to pass the director by',
      act: [
        {
          do: 'write',
          path: '/etc/sysctl.d/90-lvs-wizard.conf',
          text: '# by lvs-wizard\nnet.ipv4.conf.all.send_redirects = 0\n',
          mode: 0o644,
          before: '# by lvs-wizard\nnet.ipv4.conf.all.send_redirects = 1\n',
        },
      ],
    }),
    step('secret', {
      title: 'write the password',
      act: [
        {
          do: 'write',
          path: '/etc/keepalived/keepalived.conf',
          text: 'auth_pass Geheim99\n',
          mode: 0o600,
          before: 'auth_pass Vorher00\n',
          secret: true,
        },
      ],
    }),
  ],
};
