import {describe, expect, it} from 'vitest';
import {schedulers} from '../../../source/cluster/cluster.ts';
import * as fields from '../../../source/cluster/fields.ts';
import {clusterSchema, defaults, problemsOf} from '../../../source/cluster/schema.ts';
import {metacharacters} from '../../fixtures/cluster/bad-input.ts';
import {randomCluster} from './random-cluster.ts';

const accepts = (field: Parameters<typeof fields.wantedInstead>[0], value: unknown) => fields.wantedInstead(field, value) === undefined;

describe('fields', () => {
  it.each([
    ['host names', fields.hostName, ['a', '1', 'web-1.example.com', 'A.B', 'a'.repeat(63), `${'a.'.repeat(126)}a`]],
    ['NIC names', fields.interfaceName, ['eth0', 'ens33', 'bond0.100', 'a-b_c.d', '0', 'fifteen-letters', 'default0', '...']],
    ['paths', fields.httpPath, ['/', '/a/b?c=d&e=f', '/%20', '/~u/@x', `/${'a'.repeat(1023)}`]],
    ['passwords', fields.password, ['a', '12345678', 'a.b_c+d=', ':,/@%-']],
    ['cluster names', fields.clusterName, ['web', 'A.b_c-1', '5', 'x'.repeat(63)]],
    ['addresses', fields.address, ['10.0.0.1', '::1', 'FD00::1', '2001:db8:0:0:0:0:0:1', '::ffff:10.0.0.1']],
  ])('accept right %s', (_, field, values) => {
    for (const value of values) expect(fields.wantedInstead(field, value), value).toBeUndefined();
  });

  it('let no metacharacter through, nor an option, nor a path upwards', () => {
    for (const field of [fields.hostName, fields.interfaceName, fields.httpPath, fields.password, fields.clusterName, fields.address]) {
      for (const meta of [...metacharacters, '\n', '\0', '\u2028']) {
        for (const value of [meta, `a${meta}`, `/a${meta}`, `${meta}a`, `10.0.0.1${meta}`, `10.0.0.1${meta}\n`])
          expect(accepts(field, value), JSON.stringify(value)).toBe(false);
      }
      for (const value of ['', '-x', '--help', '..', '../x', 5, null, true, [], {}, Number.NaN]) {
        // A path never meets an option parser, a password may begin with any of its characters.
        if (field === fields.password && typeof value === 'string' && value !== '') continue;
        expect(accepts(field, value), String(value)).toBe(false);
      }
    }
  });

  it('answer quickly whatever the length', () => {
    const started = performance.now();
    for (const field of [fields.hostName, fields.interfaceName, fields.httpPath, fields.password, fields.clusterName, fields.address]) {
      for (const part of ['a', '-', '.', ':', '%', '1.', 'a-']) expect(accepts(field, `/${part.repeat(200_000)}!`)).toBe(false);
    }
    expect(performance.now() - started).toBeLessThan(2000);
  });
});

describe('clusterSchema', () => {
  it('takes a right cluster as it is', () => {
    for (let seed = 0; seed < 50; seed++) expect(clusterSchema.parse(randomCluster(seed))).toEqual(randomCluster(seed));
  });

  it('has the defaults of the contract', () => {
    expect(defaults).toEqual({
      cluster: {firewall: 'stop', selinux: 'permissive'},
      service: {protocol: 'tcp', scheduler: 'rr', check: {type: 'tcp'}},
      director: {priority: 100},
      realServer: {weight: 1},
      vrrp: {advertSeconds: 1, preempt: true, unicast: false, password: null},
    });
  });

  it('lists the schedulers and guesses the one that was meant', () => {
    const input = {...randomCluster(1), services: [{vip: '10.0.0.1', scheduler: 'wrrr'}]};
    const {error} = clusterSchema.safeParse(input);
    expect(problemsOf(error?.issues ?? [], input, 'file')).toEqual([
      {where: 'services[0].scheduler', found: '"wrrr"', wanted: `one of ${schedulers.join(', ')}; did you mean \`wrr\`?`},
    ]);
  });
});
