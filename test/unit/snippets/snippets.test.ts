import {expect, it} from 'vitest';
import {ifcfgAlias} from '../../../snippets/ifcfg.ts';
import {ipvsadmRules} from '../../../snippets/ipvsadm-rules.ts';
import {modulesLoadFile} from '../../../snippets/modules-load.ts';
import {sysctlFile} from '../../../snippets/sysctl.ts';
import {directorVipUnit, realServerVipUnit} from '../../../snippets/vip-unit.ts';

const programs = {ip: '/usr/sbin/ip', sysctl: '/usr/sbin/sysctl', arping: '/usr/bin/arping'};
const lines = (text: string) => text.split('\n');

it('an ifcfg alias has the keys ifup-aliases reads, and the mask of one host', () => {
  const text = lines(ifcfgAlias('ens33', 0, '192.168.233.200'));
  expect(text).toEqual(expect.arrayContaining(['DEVICE=ens33:0', 'IPADDR=192.168.233.200', 'NETMASK=255.255.255.255', 'ONBOOT=yes']));
});

it('keeps the rules and comments of others and replaces its own', () => {
  const previous = '# by hand\n-A -t 192.0.2.9:443 -s wlc\n-a -t 192.0.2.9:443 -r 192.0.2.10:443 -m -w 1\n-A -t 192.0.2.1:80 -s wlc\n';
  const once = ipvsadmRules(previous, ['-t 192.0.2.1:80'], ['-A -t 192.0.2.1:80 -s rr']);
  expect(lines(once)).toEqual([
    '# by hand',
    '-A -t 192.0.2.9:443 -s wlc',
    '-a -t 192.0.2.9:443 -r 192.0.2.10:443 -m -w 1',
    expect.stringContaining('lvs-wizard'),
    '-A -t 192.0.2.1:80 -s rr',
    '',
  ]);
  expect(ipvsadmRules(once, ['-t 192.0.2.1:80'], ['-A -t 192.0.2.1:80 -s rr'])).toBe(once);
});

it('a rules file that is not there yet holds ours alone', () => {
  expect(lines(ipvsadmRules(null, ['-t 192.0.2.1:80'], ['-A -t 192.0.2.1:80 -s rr']))).toHaveLength(3);
});

it('modules and sysctls stand one to a line, a VLAN key with slashes', () => {
  expect(lines(modulesLoadFile(['ip_vs', 'ip_vs_rr'])).slice(1)).toEqual(['ip_vs', 'ip_vs_rr', '']);
  expect(lines(sysctlFile('why', {'net/ipv4/conf/eth0.10/send_redirects': '0'}))).toContain('net/ipv4/conf/eth0.10/send_redirects = 0');
});

it('the real server unit sets ARP before it takes the VIP, and the director unit announces it after', () => {
  const server = lines(realServerVipUnit({sysctlFile: '/etc/sysctl.d/x.conf', programs}));
  const at = (text: readonly string[], start: string) => text.findIndex(line => line.startsWith(start));
  expect(at(server, 'ExecStartPre=/usr/sbin/sysctl')).toBeLessThan(at(server, 'ExecStart=/usr/sbin/ip address replace %i/32 dev lo'));
  const director = lines(directorVipUnit({nic: 'eth0', manager: 'networking.service', sysctlFile: '/etc/sysctl.d/x.conf', programs}));
  expect(at(director, 'ExecStart=/usr/sbin/ip address')).toBeLessThan(at(director, 'ExecStartPost=-/usr/bin/arping -q -U'));
  expect(director.find(line => line.startsWith('After='))).toContain('ipvsadm.service');
  expect(director).toContain('PartOf=networking.service');
  expect(director.filter(line => line === '[Service]')).toHaveLength(1);
  expect(directorVipUnit({nic: 'eth0', manager: null, sysctlFile: '/x', programs})).not.toContain('PartOf');
});
