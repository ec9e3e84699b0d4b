import {describe, expect, it} from 'vitest';
import {inSubnet, normalise, subnetOf, whyUnusable} from '../../../source/cluster/addresses.ts';

describe('addresses', () => {
  it('have one spelling', () => {
    expect(['10.0.0.1', 'FD00:0:0::0001', '2001:DB8::1:0:0:1', '::ffff:10.0.0.1'].map(normalise)).toEqual([
      '10.0.0.1',
      'fd00::1',
      '2001:db8::1:0:0:1',
      '::ffff:a00:1',
    ]);
  });

  it('are nothing but addresses', () => {
    for (const text of [
      '',
      '10.0.0',
      '10.0.0.01',
      '010.0.0.1',
      '167772161',
      '0x0a000001',
      '10.0.0.1/24',
      '10.0.0.256',
      ' 10.0.0.1',
      '10.0.0.1\n',
      'fe80::1%eth0',
      '::g',
      '1::2::3',
      'web',
      ':'.repeat(100_000),
    ]) {
      expect(normalise(text), text.slice(0, 20)).toBeUndefined();
    }
  });

  it('tell why no host can have them', () => {
    expect(['10.0.0.1', '203.0.113.1', '240.0.0.1', 'fd00::1', '2001:db8::1', '100.64.0.1'].map(whyUnusable)).toEqual(
      Array(6).fill(undefined),
    );
    expect(
      ['0.0.0.0', '127.1.2.3', '239.0.0.1', '255.255.255.255', '169.254.0.1', '::', '::1', 'ff02::1', 'fe80::1', '::ffff:a00:1'].map(
        whyUnusable,
      ),
    ).not.toContain(undefined);
  });

  it('know their subnet', () => {
    expect(subnetOf('192.168.233.10', 24)).toEqual({
      cidr: '192.168.233.0/24',
      prefix: 24,
      network: '192.168.233.0',
      broadcast: '192.168.233.255',
    });
    expect(subnetOf('10.0.0.3', 31)).toEqual({cidr: '10.0.0.2/31', prefix: 31});
    expect(subnetOf('10.0.0.3', 32)).toEqual({cidr: '10.0.0.3/32', prefix: 32});
    expect(subnetOf('FD00::5', 64)).toEqual({cidr: 'fd00::/64', prefix: 64, network: 'fd00::'});
    expect([subnetOf('10.0.0.1', 33), subnetOf('10.0.0.1', -1), subnetOf('10.0.0.1', 1.5), subnetOf('x', 24)]).toEqual(
      Array(4).fill(undefined),
    );
    expect(inSubnet('192.168.233.255', '192.168.233.0/24')).toBe(true);
    expect(inSubnet('fd00::1', '192.168.233.0/24')).toBe(false);
  });
});
