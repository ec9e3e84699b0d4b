import {describe, expect, it} from 'vitest';
import type {Cluster} from '../../../source/cluster/cluster.ts';
import {parseCluster} from '../../../source/cluster/file.ts';
import {findMember, type Member} from '../../../source/cluster/member.ts';
import {checkAgainstNics, type NicSubnets} from '../../../source/cluster/nic-checks.ts';
import {goodFile} from '../../fixtures/cluster/bad-input.ts';

const cluster = parseCluster(goodFile, 'x');
const own = findMember(cluster, [], 'test1');

/** test1's NICs: lo, ens33 with `address`, and an inner ens34. */
function nics(prefix = 24, address = '192.168.233.10'): NicSubnets[] {
  return [
    {
      name: 'lo',
      addresses: [
        {address: '127.0.0.1', prefix: 8},
        {address: '::1', prefix: 128},
      ],
    },
    {
      name: 'ens33',
      addresses: [
        {address, prefix},
        {address: 'fe80::1', prefix: 64},
      ],
    },
    {name: 'ens34', addresses: [{address: '10.0.0.2', prefix: 24}]},
  ];
}

const renamed = (entry: object): Member => ({role: 'director', entry: {...own.entry, priority: 1, ...entry}});
const withVip = (vip: string): Cluster => ({...cluster, services: cluster.services.map(service => ({...service, vip}))});

describe('checkAgainstNics', () => {
  it('finds nothing wrong with the example', () => {
    expect(checkAgainstNics(cluster, nics(), own)).toEqual([]);
    expect(checkAgainstNics(cluster, nics())).toEqual([]);
  });

  it('wants DR hosts on the segment of this one', () => {
    const wanted = 'an address in 192.168.233.0/26, or mode tun or nat';
    const outside = [
      {where: 'realServers[0].address', found: '"192.168.233.100"', wanted},
      {where: 'realServers[1].address', found: '"192.168.233.110"', wanted},
    ];
    expect(checkAgainstNics(cluster, nics(26), own)).toEqual(outside);
    expect(checkAgainstNics(cluster, nics(26))).toEqual(outside);
    expect(checkAgainstNics({...cluster, mode: 'tun'}, nics(26), own)).toEqual([]);
    expect(checkAgainstNics(cluster, nics(26, '192.168.233.100'), findMember(cluster, [], 'nginx1')).map(({where}) => where)).toEqual([
      'directors[0].address',
      'directors[1].address',
    ]);
  });

  it('concludes nothing from a host prefix', () => expect(checkAgainstNics(cluster, nics(32), own)).toEqual([]));

  it.each([
    ['192.168.233.0', 'network', '192.168.233.0/24'],
    ['192.168.233.255', 'broadcast', '192.168.233.0/24'],
    ['10.0.0.255', 'broadcast', '10.0.0.0/24'],
  ])('refuses the VIP %s, a %s address', (vip, what, cidr) => {
    expect(checkAgainstNics(withVip(vip), nics(), own)).toEqual([
      {where: 'services[0].vip', found: `"${vip}", the ${what} address of ${cidr}`, wanted: `a host's address in ${cidr}`},
    ]);
  });

  it('knows that /31 has neither', () => {
    const pair = [{name: 'ens33', addresses: [{address: '10.9.0.0', prefix: 31}]}];
    expect(checkAgainstNics({...withVip('10.9.0.1'), mode: 'tun'}, pair)).toEqual([]);
  });

  it('wants the named NIC to exist here and to carry the address', () => {
    expect(checkAgainstNics(cluster, nics(), renamed({interface: 'ens43'}))).toEqual([
      {where: 'directors[0].interface', found: '"ens43"', wanted: 'a NIC of this machine: one of lo, ens33, ens34; did you mean `ens33`?'},
    ]);
    expect(checkAgainstNics(cluster, nics(), renamed({interface: 'ens34'}))).toEqual([
      {where: 'directors[0].interface', found: '"ens34"', wanted: 'ens33, which carries 192.168.233.10'},
    ]);
  });

  it("wants this machine's entry to have an address of this machine", () => {
    const [problem, ...others] = checkAgainstNics(cluster, nics(24, '192.168.233.77'), own);
    expect(problem).toEqual({
      where: 'directors[0].address',
      found: '"192.168.233.10"',
      wanted: expect.stringContaining('an address of this machine: one of 192.168.233.77'),
    });
    expect(others).toEqual([]);
  });

  it('asks for the NAT NIC on a director only', () => {
    const natted: Cluster = {...cluster, mode: 'nat', nat: {gateway: '10.0.0.1', interface: 'ens35'}};
    expect(checkAgainstNics(natted, nics(), own).map(({where}) => where)).toEqual(['nat.interface']);
    expect(checkAgainstNics(natted, nics(24, '192.168.233.100'), findMember(cluster, [], 'nginx1'))).toEqual([]);
  });

  it('copes with NICs without addresses and with nonsense on them', () => {
    expect(checkAgainstNics(cluster, [])).toEqual([]);
    expect(
      checkAgainstNics(cluster, [
        {
          name: 'x',
          addresses: [
            {address: 'nonsense', prefix: 24},
            {address: '10.0.0.1', prefix: 99},
          ],
        },
      ]),
    ).toEqual([]);
  });
});
