import {describe, expect, it} from 'vitest';
import {parseListeners} from '../../../source/host/listeners.ts';
import {macInArpTable} from '../../../source/host/network-probe.ts';
import {isUp, parseAddresses, parseAssignments, parseRoutes, parseUnits, presence} from '../../../source/host/parse.ts';
import {parseSshConnection} from '../../../source/host/ssh.ts';
import {fixture} from '../fixture.ts';

describe('ip -o addr', () => {
  const nics = parseAddresses(fixture('debian-12/ip-o-addr.txt'));

  it('reads every address with prefix, family and scope', () => {
    expect(nics.get('eth0')).toEqual([
      {address: '192.168.233.10', prefix: 24, family: 4, scope: 'global'},
      {address: '192.168.233.200', prefix: 32, family: 4, scope: 'global'},
      {address: 'fe80::24da:98ff:fe95:21f2', prefix: 64, family: 6, scope: 'link'},
    ]);
    expect(nics.get('lo')?.[0]).toEqual({address: '127.0.0.1', prefix: 8, family: 4, scope: 'host'});
  });

  it('reads an address with a peer by its own side', () => {
    const tunnel = parseAddresses('5: tun0    inet 10.8.0.1 peer 10.8.0.2/32 scope global tun0\\       valid_lft forever');
    expect(tunnel.get('tun0')).toEqual([{address: '10.8.0.1', prefix: 32, family: 4, scope: 'global'}]);
  });
});

it('reads routes of /proc/net/route, default and host routes too', () => {
  expect(parseRoutes(fixture('debian-12/proc-net-route.txt'))).toEqual([
    {to: 'default', via: '192.168.233.1', nic: 'eth0'},
    {to: '192.168.233.0/24', via: null, nic: 'eth0'},
    {to: '192.168.233.200/32', via: null, nic: 'lo'},
  ]);
});

describe('systemctl show', () => {
  it('gives one state a unit, in the order asked, those that are missing too', () => {
    const units = parseUnits(fixture('debian-12/systemctl-show.txt'));
    expect(units.map(({load}) => load)).toEqual(['loaded', 'not-found', 'loaded']);
    expect(units[0]).toEqual({load: 'loaded', active: 'active', enabled: 'static'});
    expect(units.map(presence)).toEqual(['running', 'absent', 'stopped']);
  });

  it('says nothing is there without systemd', () => {
    expect(parseUnits('')).toEqual([]);
    expect(presence(undefined)).toBe('absent');
  });
});

it('takes quotes off values and passes comments over', () => {
  const values = parseAssignments('# ID=no\nID="centos"\nVERSION_ID=\'7\'\nNAME=CentOS Linux\n');
  expect([values.get('ID'), values.get('VERSION_ID'), values.get('NAME')]).toEqual(['centos', '7', 'CentOS Linux']);
});

it('counts a NIC as up by its flag and its carrier', () => {
  expect([isUp('0x1003', 'up\n'), isUp('0x9', 'unknown'), isUp('0x1002', 'down'), isUp('0x1003', 'lowerlayerdown')]).toEqual([
    true,
    true,
    false,
    false,
  ]);
});

it('finds a MAC only where the entry is complete and on that NIC', () => {
  const table = fixture('debian-12/proc-net-arp.txt');
  expect(macInArpTable(table, '192.168.233.100', 'eth0')).toBe('72:12:c5:a7:71:f3');
  expect(macInArpTable(table, '192.168.233.200', 'eth0')).toBeUndefined();
  expect(macInArpTable(table, '192.168.233.100', 'eth1')).toBeUndefined();
});

it('finds listeners on any address, on one, and on none', () => {
  const tcp = fixture('debian-12/proc-net-tcp.txt');
  expect(parseListeners(tcp, '0A')).toEqual([{address: 'any', port: 80}]);
  const onLoopback = tcp.replace('00000000:0050', '0100007F:1F90');
  expect(parseListeners(onLoopback, '0A')).toEqual([{address: '127.0.0.1', port: 8080}]);
  expect(parseListeners(onLoopback, '07')).toEqual([]);
});

it('reads who came in over SSH, and says null for anything else', () => {
  expect(parseSshConnection('192.0.2.7 50022 192.168.233.10 22')).toEqual({client: '192.0.2.7', local: '192.168.233.10'});
  expect(parseSshConnection(undefined)).toBeNull();
  expect(parseSshConnection('junk')).toBeNull();
});
