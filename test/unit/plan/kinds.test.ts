import {describe, expect, it} from 'vitest';
import {address} from '../../../source/plan/kinds/address.ts';
import {file} from '../../../source/plan/kinds/file.ts';
import {kindOf, type Want} from '../../../source/plan/kinds/index.ts';
import {modules, withDependencies} from '../../../source/plan/kinds/modules.ts';
import {packages} from '../../../source/plan/kinds/packages.ts';
import {setting} from '../../../source/plan/kinds/setting.ts';
import {sysctl} from '../../../source/plan/kinds/sysctl.ts';
import {type UnitWant, unit} from '../../../source/plan/kinds/unit.ts';
import {vacancy} from '../../../source/plan/kinds/vacancy.ts';
import type {Act} from '../../../source/plan/step.ts';
import {scriptedHost} from '../scripted-host.ts';

const shown = (acts: readonly Act[]) => acts.map(act => (act.do === 'run' ? act.argv.join(' ') : `${act.do} ${act.path}`));

describe('every kind', () => {
  const cases: readonly (readonly [Want, unknown, unknown, readonly string[], readonly string[]])[] = [
    [
      {kind: 'sysctl', values: {'net.ipv4.conf.all.arp_ignore': '1', 'net.ipv4.conf.lo.arp_ignore': '1'}},
      {'net.ipv4.conf.all.arp_ignore': '0', 'net.ipv4.conf.lo.arp_ignore': '1'},
      {'net.ipv4.conf.all.arp_ignore': '1', 'net.ipv4.conf.lo.arp_ignore': '1'},
      ['sysctl -q -w net.ipv4.conf.all.arp_ignore=1'],
      ['sysctl -q -w net.ipv4.conf.all.arp_ignore=0'],
    ],
    [
      {kind: 'unit', name: 'firewalld.service', active: false, enabled: false},
      {load: 'loaded', active: 'active', enabled: 'enabled'},
      {load: 'loaded', active: 'inactive', enabled: 'disabled'},
      ['systemctl disable --now firewalld.service'],
      ['systemctl enable --now firewalld.service'],
    ],
    [
      {kind: 'unit', name: 'ipvsadm.service', enabled: true},
      {load: 'loaded', active: 'inactive', enabled: 'disabled'},
      {load: 'loaded', active: 'inactive', enabled: 'enabled'},
      ['systemctl enable ipvsadm.service'],
      ['systemctl disable ipvsadm.service'],
    ],
    [
      {kind: 'address', nic: 'lo', address: '192.0.2.1', prefix: 32, bring: ['ifup', 'lo:0']},
      {prefixes: []},
      {prefixes: [32]},
      ['ifup lo:0'],
      ['ip addr del 192.0.2.1/32 dev lo'],
    ],
    [
      {kind: 'route', to: '192.0.2.1/32', nic: 'lo', bring: ['systemctl', 'restart', 'x']},
      {there: false},
      {there: true},
      ['systemctl restart x'],
      ['ip route del 192.0.2.1/32 dev lo'],
    ],
    [
      {kind: 'packages', manager: 'apt-get', programs: {ipvsadm: 'ipvsadm'}},
      {missing: ['ipvsadm']},
      {missing: []},
      ['env DEBIAN_FRONTEND=noninteractive apt-get -q -o Dpkg::Options::=--force-confold install -y --no-install-recommends ipvsadm'],
      ['env DEBIAN_FRONTEND=noninteractive dpkg --purge ipvsadm'],
    ],
    [
      {kind: 'packages', manager: 'dnf', programs: {ipvsadm: 'ipvsadm'}},
      {missing: ['ipvsadm']},
      {missing: []},
      ['dnf -y install ipvsadm'],
      ['rpm -e ipvsadm'],
    ],
    [{kind: 'selinux'}, {mode: 'enforcing'}, {mode: 'permissive'}, ['setenforce 0'], ['setenforce 1']],
    [{kind: 'ufw'}, {enabled: true}, {enabled: false}, ['ufw disable'], ['ufw --force enable']],
    [
      {kind: 'modules', names: ['ip_vs', 'ip_vs_rr']},
      {ip_vs_rr: false, ip_vs: false, libcrc32c: true},
      {ip_vs_rr: true, ip_vs: true, libcrc32c: true},
      ['modprobe -a ip_vs ip_vs_rr'],
      ['rmmod ip_vs_rr', 'rmmod ip_vs'],
    ],
  ];

  it.each(cases)('%j goes there and back', (want, before, after, there, back) => {
    const kind = kindOf(want);
    expect(kind.target(want, before)).toEqual(after);
    expect(shown(kind.change(want, before, after))).toEqual(there);
    expect(shown(kind.change(want, after, before))).toEqual(back);
  });

  it.each(cases)('%j does nothing where it is right, and tells what it saw', (want, before, after) => {
    const kind = kindOf(want);
    expect(kind.same(kind.target(want, after), after)).toBe(true);
    expect(kind.change(want, after, after)).toEqual([]);
    expect(kind.same(before, after)).toBe(false);
    expect(kind.tell(want, before)).not.toBe(kind.tell(want, after));
  });

  it.each(cases)('%j has a state that the journal can keep', (_, before) => {
    expect(JSON.parse(JSON.stringify(before))).toEqual(before);
  });
});

describe('sysctl', () => {
  it('finds a NIC with a dot in its name', async () => {
    const host = scriptedHost({files: {'/proc/sys/net/ipv4/conf/eth0.10/send_redirects': '1\n'}});
    const want = {kind: 'sysctl', values: {'net/ipv4/conf/eth0.10/send_redirects': '0'}} as const;
    expect(await sysctl.observe(host, want)).toEqual({'net/ipv4/conf/eth0.10/send_redirects': '1'});
  });

  it('says when the kernel has no such setting', async () => {
    const want = {kind: 'sysctl', values: {'net.ipv4.vs.conntrack': '1'}} as const;
    expect(sysctl.tell(want, await sysctl.observe(scriptedHost(), want))).toBe('net.ipv4.vs.conntrack = not there, needs 1');
  });
});

describe('file', () => {
  const want = {kind: 'file', path: '/etc/a/b/c.conf', text: 'x\n', mode: 0o644} as const;

  it('makes the folders it needs and takes exactly those away again', async () => {
    const host = scriptedHost({folders: ['/etc/a']});
    const now = await file.observe(host, want);
    expect(now).toEqual({file: null, missingFolders: ['/etc/a/b']});
    const target = file.target(want, now);
    expect(shown(file.change(want, now, target))).toEqual(['mkdir -p /etc/a/b', 'write /etc/a/b/c.conf']);
    expect(shown(file.change(want, target, now))).toEqual(['remove /etc/a/b/c.conf', 'rmdir /etc/a/b']);
  });

  it('has systemd read its units again, both ways', async () => {
    const unitFile = {...want, path: '/etc/x.service', systemd: true};
    const now = await file.observe(scriptedHost(), unitFile);
    const target = file.target(unitFile, now);
    expect(shown(file.change(unitFile, now, target)).at(-1)).toBe('systemctl daemon-reload');
    expect(shown(file.change(unitFile, target, now)).at(-1)).toBe('systemctl daemon-reload');
  });

  it('carries bytes that are no UTF-8 there and back', async () => {
    const host = scriptedHost({files: {'/etc/latin': 'x'}});
    const bytes = Buffer.from([0x63, 0xe9, 0x0a, 0x00, 0xff]);
    host.readBytes = async () => bytes;
    const {file: content} = await file.observe(host, {...want, path: '/etc/latin'});
    expect(content?.encoding).toBe('latin1');
    expect(Buffer.from(content?.text ?? '', 'latin1')).toEqual(bytes);
  });

  it('refuses to write through a folder or a link', async () => {
    await expect(file.observe(scriptedHost({folders: ['/etc/dir']}), {...want, path: '/etc/dir'})).rejects.toThrow('not a plain file');
  });

  it('gives a secret file its narrow mode even where it was wider', async () => {
    const now = await file.observe(scriptedHost({files: {'/etc/s': 'old'}}), {...want, path: '/etc/s'});
    expect(file.target({...want, mode: 0o600, secret: true}, now).file?.mode).toBe(0o600);
    expect(file.target({...want, mode: 0o600}, now).file?.mode).toBe(0o644);
  });
});

describe('setting', () => {
  const want = {kind: 'setting', path: '/etc/default/ipvsadm', key: 'AUTO', value: '"true"'} as const;
  const state = async (text: string) => setting.observe(scriptedHost({files: {[want.path]: text}}), want);

  it('edits its one line and would put the whole file back', async () => {
    const now = await state('# a\nAUTO="false"\nDAEMON="none"\n');
    const target = setting.target(want, now);
    expect(target.file?.text).toBe('# a\nAUTO="true"\nDAEMON="none"\n');
    expect(shown(setting.change(want, now, target))).toEqual(['sed -i --follow-symlinks s|^AUTO=.*|AUTO="true"| /etc/default/ipvsadm']);
    expect(shown(setting.change(want, target, now))).toEqual(['write /etc/default/ipvsadm']);
  });

  it('adds a line that is missing, also behind a last line without an end', async () => {
    const now = await state('DAEMON="none"');
    expect(setting.target(want, now).file?.text).toBe('DAEMON="none"\nAUTO="true"\n');
    expect(shown(setting.change(want, now, setting.target(want, now)))).toEqual(['write /etc/default/ipvsadm']);
  });
});

describe('unit', () => {
  it('knows a System V script that starts at boot by its links', async () => {
    const commands = {
      'systemctl show -p Id,LoadState,ActiveState,UnitFileState -- ipvsadm.service':
        'Id=ipvsadm.service\nLoadState=loaded\nActiveState=inactive\nUnitFileState=generated\n',
    };
    const want = {kind: 'unit', name: 'ipvsadm.service', enabled: true} as const;
    const linked = scriptedHost({commands, files: {'/etc/rc3.d/S01ipvsadm': ''}});
    expect((await unit.observe(linked, want)).enabled).toBe('enabled');
    expect((await unit.observe(scriptedHost({commands, files: {'/etc/rc3.d/K01ipvsadm': ''}}), want)).enabled).toBe('disabled');
  });

  it('stops a System V script by a command of its own: systemctl disable --now would not', () => {
    const on = {load: 'loaded', active: 'active', enabled: 'enabled', script: true};
    const off = {...on, active: 'inactive', enabled: 'disabled'};
    const want = {kind: 'unit', name: 'ipvsadm.service'} as const;
    expect(shown(unit.change(want, on, off))).toEqual(['systemctl disable ipvsadm.service', 'systemctl stop ipvsadm.service']);
  });

  it('leaves alone what is masked or not installed', () => {
    const want = {kind: 'unit', name: 'firewalld.service', active: false, enabled: false} as const;
    for (const now of [
      {load: 'masked', active: 'inactive', enabled: 'masked'},
      {load: 'not-found', active: 'inactive', enabled: ''},
    ])
      expect(unit.change(want, now, unit.target(want, now))).toEqual([]);
  });

  it('does not look at what it is not asked for, and remembers what it is', async () => {
    const commands = {
      'systemctl show -p Id,LoadState,ActiveState,UnitFileState -- x.service':
        'LoadState=loaded\nActiveState=active\nUnitFileState=disabled\n',
    };
    const observe = (want: UnitWant) => unit.observe(scriptedHost({commands}), want);
    const quiet = {kind: 'unit', name: 'x.service', enabled: true} as const;
    const remembering = {...quiet, active: 'remembered'} as const;
    const stopped = {load: 'loaded', active: 'inactive', enabled: 'disabled'};
    expect(shown(unit.change(quiet, await observe(quiet), {...stopped, active: 'not asked'}))).toEqual([]);
    expect(shown(unit.change(remembering, await observe(remembering), stopped))).toEqual(['systemctl stop x.service']);
    expect(unit.target(remembering, stopped).active).toBe('inactive');
  });

  it('sets boot and now apart when they go different ways', () => {
    const from = {load: 'loaded', active: 'active', enabled: 'disabled'};
    const to = {load: 'loaded', active: 'inactive', enabled: 'enabled'};
    expect(shown(unit.change({kind: 'unit', name: 'x.service'}, from, to))).toEqual([
      'systemctl enable x.service',
      'systemctl stop x.service',
    ]);
  });
});

describe('modules', () => {
  const dep = [
    'kernel/net/netfilter/ipvs/ip_vs.ko: kernel/net/netfilter/nf_conntrack.ko kernel/net/ipv4/netfilter/nf_defrag_ipv4.ko kernel/lib/libcrc32c.ko',
    'kernel/net/netfilter/ipvs/ip_vs_rr.ko.xz: kernel/net/netfilter/ipvs/ip_vs.ko kernel/net/netfilter/nf_conntrack.ko kernel/net/ipv4/netfilter/nf_defrag_ipv4.ko kernel/lib/libcrc32c.ko',
    'kernel/lib/libcrc32c.ko:',
  ].join('\n');

  it('lists every module that comes along, users before what they use', () => {
    expect(withDependencies(dep, ['ip_vs', 'ip_vs_rr'])).toEqual(['ip_vs_rr', 'ip_vs', 'nf_conntrack', 'nf_defrag_ipv4', 'libcrc32c']);
  });

  it('takes a built-in module for loaded', async () => {
    const files = {'/proc/sys/kernel/osrelease': '6.1.0\n', '/lib/modules/6.1.0/modules.builtin': 'kernel/net/netfilter/ipvs/ip_vs.ko\n'};
    expect(await modules.observe(scriptedHost({files}), {kind: 'modules', names: ['ip_vs']})).toEqual({ip_vs: true});
  });
});

it('an address that somebody else put there with another prefix blocks, and is named', () => {
  const want = {kind: 'address', nic: 'eth0', address: '192.0.2.1', prefix: 32, bring: ['x']} as const;
  expect(address.blocked?.(want, {prefixes: [24]})).toContain('ip addr del 192.0.2.1/24 dev eth0');
  expect(address.blocked?.(want, {prefixes: [32]})).toBeUndefined();
});

it('apt is told to fetch its lists only where it has none', async () => {
  const want = {kind: 'packages', manager: 'apt-get', programs: {ipvsadm: 'ipvsadm'}} as const;
  const first = async (files: Record<string, string>) => {
    const now = await packages.observe(scriptedHost({files}), want);
    return shown(packages.change(want, now, packages.target(want, now)))[0];
  };
  expect(await first({})).toBe('apt-get -q update');
  expect(await first({'/var/lib/apt/lists/repo_Packages': ''})).toContain('install');
});

it('settings that were there before the package stay when it goes', async () => {
  const want = {kind: 'packages', manager: 'apt-get', programs: {ipvsadm: 'ipvsadm'}} as const;
  const before = await packages.observe(scriptedHost({files: {'/etc/ipvsadm.rules': '-A …', '/var/lib/apt/lists/a_Packages': ''}}), want);
  expect(shown(packages.change(want, packages.target(want, before), before))).toEqual([
    'env DEBIAN_FRONTEND=noninteractive dpkg --remove ipvsadm',
  ]);
});

it('a rules file that says the same in other words is left alone', async () => {
  const want = {
    kind: 'file',
    path: '/etc/r',
    text: '# ours\n-A -t 192.0.2.1:80 -s rr\n-a -t 192.0.2.1:80 -r 192.0.2.2:80 -g -w 1\n',
    mode: 0o600,
    meaning: 'ipvs rules',
  } as const;
  const state = async (text: string) => file.observe(scriptedHost({files: {'/etc/r': text}}), want);
  const same = await state('-A -t 192.0.2.1:80 -s rr\n-a -t 192.0.2.1:80 -r 192.0.2.2:80 -g -w 1\n');
  expect(file.change(want, same, file.target(want, same))).toEqual([]);
  for (const text of ['', 'not rules\n', '-A -t 192.0.2.1:80 -s wlc\n']) {
    const other = await state(text);
    expect(shown(file.change(want, other, file.target(want, other)))).toEqual(['write /etc/r']);
  }
});

it('a file that cannot be read without root is no reason to fail, nor to change it', async () => {
  const host = scriptedHost({files: {'/etc/secret': 'x'}});
  host.readBytes = () => Promise.reject(Object.assign(new Error('EACCES'), {code: 'EACCES'}));
  const want = {kind: 'file', path: '/etc/secret', text: 'y', mode: 0o600} as const;
  const now = await file.observe(host, want);
  expect(file.change(want, now, file.target(want, now))).toEqual([]);
  expect(file.tell(want, now)).toContain('cannot be read without root');
});

it('packages without a package manager block, and are named', () => {
  const want = {kind: 'packages', manager: null, programs: {ipvsadm: 'ipvsadm'}} as const;
  expect(packages.blocked?.(want, {missing: ['ipvsadm']})).toContain('install ipvsadm');
});

it('a VIP that is already ours is not asked for on the segment', async () => {
  const want = {kind: 'vacancy', address: '192.0.2.1', nic: 'eth0'} as const;
  const commands = {'ip -o addr show dev eth0': '2: eth0    inet 192.0.2.1/32 scope global eth0\\       valid_lft forever'};
  const state = await vacancy.observe(scriptedHost({commands, whoHas: () => 'ff:ff:ff:ff:ff:ff'}), want);
  expect(vacancy.blocked?.(want, state)).toBeUndefined();
});
