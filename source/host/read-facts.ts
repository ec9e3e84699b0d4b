import type {Facts, NetworkManager, Nic} from './facts.ts';
import type {Host} from './host.ts';
import {isUp, parseAddresses, parseAssignments, parseRoutes, presence, type UnitState} from './parse.ts';
import {isUfwOn, readSelinux} from './security.ts';
import {readSsh} from './ssh.ts';
import {readUnits} from './units.ts';

const units = [
  'firewalld.service',
  'ufw.service',
  'nftables.service',
  'keepalived.service',
  'network.service',
  'NetworkManager.service',
  'systemd-networkd.service',
  'networking.service',
] as const;
type Units = Readonly<Record<(typeof units)[number], UnitState>>;

const scripts = '/etc/sysconfig/network-scripts';

/**
 * Learns what this machine is. Reads files where it can: two processes in all (`ip`, `systemctl`), side by side, because the wizard's
 * first question waits for it.
 */
export async function readFacts(host: Host): Promise<Facts> {
  const [os, nics, routes, states, kernel, selinux, ipvs, tools, aliasFiles, ssh, systemd, manager] = await Promise.all([
    readOs(host),
    readNics(host),
    host.read('/proc/net/route').then(text => parseRoutes(text ?? '')),
    readUnits(host, units),
    host.read('/proc/sys/kernel/osrelease').then(text => (text ?? '').trim()),
    readSelinux(host),
    readIpvs(host),
    readTools(host),
    readAliasFiles(host),
    readSsh(host),
    host.info('/run/systemd/system').then(found => found?.type === 'directory'),
    readPackageManager(host),
  ]);
  return {
    hostname: host.hostname.split('.')[0] ?? host.hostname,
    root: host.uid === 0,
    os: {...os, kernel},
    packageManager: manager,
    systemd,
    nics,
    routes,
    network: await readNetworkManager(host, states, nics),
    firewall: {
      firewalld: presence(states['firewalld.service']),
      ufw: await readUfw(host, states),
      nftables: presence(states['nftables.service']),
    },
    selinux,
    ipvs,
    keepalived: presence(states['keepalived.service']),
    tools,
    aliasFiles,
    ssh,
  };
}

async function readOs(host: Host): Promise<Omit<Facts['os'], 'kernel'>> {
  const values = parseAssignments((await host.read('/etc/os-release')) ?? '');
  const id = values.get('ID') ?? 'linux';
  return {
    id,
    like: (values.get('ID_LIKE') ?? '').split(/\s+/).filter(Boolean),
    name: values.get('PRETTY_NAME') ?? id,
    version: values.get('VERSION_ID') ?? null,
  };
}

async function readNics(host: Host): Promise<readonly Nic[]> {
  const [names, addresses] = await Promise.all([
    host.list('/sys/class/net'),
    host.run(['ip', '-o', 'addr'], {timeoutMs: 10_000}).then(({stdout}) => parseAddresses(stdout)),
  ]);
  const nics = names.map(async (name): Promise<Nic | undefined> => {
    const attribute = async (file: string) => ((await host.read(`/sys/class/net/${name}/${file}`).catch(() => undefined)) ?? '').trim();
    const [mac, mtu, flags, operstate] = await Promise.all(['address', 'mtu', 'flags', 'operstate'].map(attribute));
    // bonding_masters and the like are files, not NICs.
    if (!flags) return undefined;
    return {name, mac: mac || null, mtu: Number(mtu), up: isUp(flags, operstate ?? ''), addresses: addresses.get(name) ?? []};
  });
  return (await Promise.all(nics)).filter(nic => nic !== undefined);
}

async function readIpvs(host: Host): Promise<Facts['ipvs']> {
  const [names, loaded, ipvsadm, table] = await Promise.all([
    readIpvsModules(host),
    host.info('/sys/module/ip_vs'),
    host.which('ipvsadm'),
    host.read('/proc/net/ip_vs').catch(() => undefined),
  ]);
  const path =
    (await host.info('/etc/sysconfig')) && !(await host.info('/etc/debian_version')) ? '/etc/sysconfig/ipvsadm' : '/etc/ipvsadm.rules';
  const rulesFile = {path, text: (await host.read(path).catch(() => undefined)) ?? null} as const;
  const services = (table ?? '').split('\n').filter(line => /^(TCP|UDP|SCTP|FWM)\s/.test(line)).length;
  return {
    module: loaded ? 'loaded' : names.includes('ip_vs') ? 'available' : 'missing',
    schedulers: names
      .filter(name => name !== 'ip_vs' && !name.startsWith('ip_vs_pe_') && name !== 'ip_vs_ftp')
      .map(name => name.slice('ip_vs_'.length)),
    ipvsadm: ipvsadm ?? null,
    services,
    rulesFile,
  };
}

/** Names of IPVS modules, loadable or built in: ip_vs, ip_vs_rr … (modules.dep(5); modules.builtin). */
async function readIpvsModules(host: Host): Promise<readonly string[]> {
  const kernel = ((await host.read('/proc/sys/kernel/osrelease')) ?? '').trim();
  const texts = await Promise.all(['modules.dep', 'modules.builtin'].map(file => host.read(`/lib/modules/${kernel}/${file}`)));
  return [...new Set(texts.flatMap(text => [...(text ?? '').matchAll(/^\S*\/(ip_vs\w*)\.ko/gm)].map(match => match[1] ?? '')))];
}

async function readTools(host: Host): Promise<Facts['tools']> {
  const [ip, sysctl, arping] = await Promise.all(['ip', 'sysctl', 'arping'].map(name => host.which(name)));
  return {ip: ip ?? null, sysctl: sysctl ?? null, arping: arping ?? null};
}

async function readAliasFiles(host: Host): Promise<Facts['aliasFiles']> {
  const names = (await host.list(scripts)).filter(name => /^ifcfg-[^:]+:\d+$/.test(name));
  const files = names.map(
    async name => [name, parseAssignments((await host.read(`${scripts}/${name}`)) ?? '').get('IPADDR') ?? ''] as const,
  );
  return Object.fromEntries(await Promise.all(files));
}

/** The distribution's own first: Debian has a package dnf, too. */
async function readPackageManager(host: Host): Promise<Facts['packageManager']> {
  const debian = (await host.info('/etc/debian_version')) !== undefined;
  const names = debian ? (['apt-get'] as const) : (['dnf', 'yum', 'apt-get'] as const);
  for (const name of names) if (await host.which(name)) return name;
  return null;
}

async function readUfw(host: Host, states: Units): Promise<Facts['firewall']['ufw']> {
  if (presence(states['ufw.service']) === 'absent') return 'absent';
  return (await isUfwOn(host)) ? 'running' : 'stopped';
}

/**
 * Which program owns the NICs. network-scripts counts only when its `network` service runs: with NetworkManager in charge, `ifup` hands
 * over to it and alias files of a NIC have no effect of their own. netplan comes before the two programs it writes for.
 */
async function readNetworkManager(host: Host, states: Units, nics: readonly Nic[]): Promise<NetworkManager> {
  const running = (unit: keyof Units) => presence(states[unit]) === 'running';
  if (running('network.service') && (await host.info(`${scripts}/ifup-eth`))) return 'network-scripts';
  const netplan = (await host.list('/etc/netplan')).some(name => name.endsWith('.yaml'));
  if (netplan && (running('systemd-networkd.service') || running('NetworkManager.service'))) return 'netplan';
  if (running('NetworkManager.service')) return 'NetworkManager';
  if (running('systemd-networkd.service')) return 'networkd';
  if (running('networking.service') && (await namesNic(host, nics))) return 'ifupdown';
  return 'none';
}

async function namesNic(host: Host, nics: readonly Nic[]): Promise<boolean> {
  const folder = '/etc/network/interfaces.d';
  const paths = ['/etc/network/interfaces', ...(await host.list(folder)).map(name => `${folder}/${name}`)];
  const texts = await Promise.all(paths.map(path => host.read(path).catch(() => undefined)));
  const configured = new Set(texts.flatMap(text => [...(text ?? '').matchAll(/^\s*iface\s+(\S+)/gm)].map(match => match[1])));
  return nics.some(({name}) => name !== 'lo' && configured.has(name));
}
