import {describe, expect, it} from 'vitest';
import {crossCheck} from '../../../source/cluster/checks.ts';
import {draftOf} from '../../../source/cluster/draft.ts';
import {randomCluster} from './random-cluster.ts';

const director = {name: 'd1', address: '10.0.0.1'};
const realServer = {name: 'r1', address: '10.0.0.11'};
const base = {
  version: 1,
  name: 'w',
  mode: 'dr',
  services: [{vip: '10.0.0.100', port: 80}],
  directors: [director],
  realServers: [realServer],
};

const check = (change: object) => crossCheck(draftOf({...base, ...change})).map(({where, wanted}) => `${where}: ${wanted}`);

describe('crossCheck', () => {
  it('finds nothing wrong with right clusters', () => {
    expect(check({})).toEqual([]);
    for (let seed = 0; seed < 200; seed++) expect(crossCheck(draftOf(randomCluster(seed)))).toEqual([]);
  });

  it('copes with any shape', () => {
    for (const input of [undefined, null, 5, 'x', [], {}, {services: 1, directors: {}, realServers: null}, {services: [null, 1, [], {}]}]) {
      expect(() => crossCheck(draftOf(input))).not.toThrow();
    }
  });

  it('checks what is right beside what is wrong, and counts places as written', () => {
    expect(check({realServers: [{name: 'bad_name', address: '10.0.0.12'}, realServer, {...realServer, name: 'r2'}]})).toEqual([
      'realServers[2].address: an address of its own; realServers[1].address has this one',
    ]);
    // A broken director still is one, and a broken section is there.
    expect(check({directors: [director, {name: 'd2'}]})).toEqual([
      expect.stringMatching(/^vrrp: a `vrrp` section with more than one director/),
    ]);
    expect(check({directors: [director, {name: 'd2'}], vrrp: {routerId: 'x'}})).toEqual([]);
    expect(check({mode: 'route', nat: {gateway: '10.0.0.5', interface: 'eth0'}})).toEqual([]);
  });

  it('lets a VIP float alone, and only then be without a port', () => {
    const vrrp = {routerId: 1};
    const alone = {services: [{vip: '10.0.0.100'}, {vip: '10.0.0.101'}], realServers: [], vrrp};
    expect(check(alone)).toEqual([]);
    expect(check({...alone, vrrp: undefined}).map(text => text.split(':')[0])).toEqual([
      'realServers',
      'services[0].port',
      'services[1].port',
    ]);
    expect(check({...alone, services: [{vip: '10.0.0.100', port: 80}]})).toEqual([
      expect.stringMatching(/^realServers: at least one real server; for a VIP that only/),
    ]);
    expect(check({...alone, services: [{fwmark: 1}]})).toEqual([expect.stringMatching(/^realServers: at least one/)]);
    expect(check({...alone, services: [{vip: '10.0.0.100'}, {vip: '10.0.0.100'}]})).toEqual([
      expect.stringMatching(/^services\[1\]: a virtual service of its own/),
    ]);
  });

  it('says why a port cannot be remapped, and lets NAT', () => {
    const services = [{vip: '10.0.0.100', port: 80, realPort: 8080}];
    expect(check({services})).toEqual([
      'services[0].realPort: 80 like `port`, or none: in mode dr packets reach the real server as they are, only NAT rewrites ports',
    ]);
    expect(check({services, mode: 'tun'})).toHaveLength(1);
    expect(check({services, mode: 'nat', nat: {gateway: '10.0.0.5', interface: 'eth1'}})).toEqual([]);
    expect(check({services: [{vip: '10.0.0.100', port: 80, realPort: 80}]})).toEqual([]);
    expect(check({services: [{fwmark: 1, realPort: 80}]})).toEqual(['services[0].realPort: no `realPort` without `port`']);
  });

  it('tells services apart by VIP, port and protocol, however the VIP is spelled', () => {
    const v6 = {realServers: [{name: 'r1', address: 'fd00::11'}]};
    expect(
      check({
        services: [
          {vip: '10.0.0.100', port: 80},
          {vip: '10.0.0.100', port: 80, protocol: 'udp'},
          {vip: '10.0.0.100', port: 81},
        ],
      }),
    ).toEqual([]);
    expect(
      check({
        ...v6,
        services: [
          {vip: 'fd00::1', port: 80},
          {vip: 'FD00:0::01', port: 80},
        ],
      }),
    ).toEqual(['services[1]: a virtual service of its own; services[0] is the same one']);
  });

  it('wants one family, that of the real servers', () => {
    expect(check({services: [{vip: 'fd00::1', port: 80}]})).toEqual(['services[0].vip: an IPv4 address, as r1 has (10.0.0.11)']);
    expect(check({realServers: [realServer, {name: 'r2', address: 'fd00::2'}]})).toEqual([
      'realServers[1].address: an IPv4 address, as r1 has (10.0.0.11)',
    ]);
    expect(check({mode: 'nat', nat: {gateway: 'fd00::1', interface: 'eth1'}})).toEqual([
      'nat.gateway: an IPv4 address, as r1 has (10.0.0.11)',
    ]);
  });

  it('lets a single director be the NAT gateway itself, but two need one that moves', () => {
    const nat = {mode: 'nat', nat: {gateway: '10.0.0.1', interface: 'eth1'}};
    expect(check(nat)).toEqual([]);
    const two = {directors: [director, {name: 'd2', address: '10.0.0.2', priority: 50}], vrrp: {routerId: 1}};
    expect(check({...nat, ...two})).toEqual(["nat.gateway: an address of its own; this one is d1's"]);
    expect(check({...nat, services: [{vip: '10.0.0.7', port: 80}], nat: {gateway: '10.0.0.7', interface: 'eth1'}})).toEqual([
      "services[0].vip: an address of its own; this one is nat.gateway's",
    ]);
  });

  it('knows that VRRPv3 counts no further than 40 seconds', () => {
    const six = {services: [{vip: 'fd00::1', port: 80}], realServers: [{name: 'r1', address: 'fd00::11'}]};
    expect(check({...six, vrrp: {routerId: 1, advertSeconds: 41}})).toEqual(['vrrp.advertSeconds: 40 at most with an IPv6 VIP']);
    expect(check({vrrp: {routerId: 1, advertSeconds: 41}})).toEqual([]);
  });
});
