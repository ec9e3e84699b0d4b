import {describe, expect, it} from 'vitest';
import type {Cluster} from '../../../source/cluster/cluster.ts';
import {parseCluster} from '../../../source/cluster/file.ts';
import {InputError} from '../../../source/cluster/problem.ts';
import {decodeToken, encodeToken} from '../../../source/cluster/token.ts';
import {goodFile} from '../../fixtures/cluster/bad-input.ts';
import {random, randomCluster} from './random-cluster.ts';

const good = parseCluster(goodFile, 'x');

function withoutPassword(cluster: Cluster): Cluster {
  return cluster.vrrp === undefined ? cluster : {...cluster, vrrp: {...cluster.vrrp, password: null}};
}

function wantedOf(text: string): string {
  try {
    decodeToken(text);
  } catch (error) {
    if (error instanceof InputError) return `${error.source}: ${error.problems.map(({where, wanted}) => `${where}: ${wanted}`).join('; ')}`;
    throw error;
  }
  return 'right';
}

describe('token', () => {
  it.each(Array.from({length: 150}, (_, seed) => seed))('carries any cluster, but no password (seed %i)', seed => {
    const cluster = randomCluster(seed);
    const token = encodeToken(cluster);
    expect(token).toMatch(/^lvs1\.[\w-]+\.[\w-]{10}$/);
    expect(decodeToken(token)).toEqual({cluster: withoutPassword(cluster), passwordMissing: (cluster.vrrp?.password ?? null) !== null});
  });

  it('is short: ten real servers with long names, two directors, vrrp', () => {
    const hosts = ['amber', 'birch', 'cedar', 'delta', 'ember', 'fjord', 'grove', 'heron', 'islet', 'jetty'];
    const realServers = hosts.map((host, i) => ({
      name: `${host}-web-${i}.fra2.example.net`,
      address: `10.${17 * i}.${7 * i}.${200 - 13 * i}`,
      interface: `enp${i}s0f1`,
      weight: i + 1,
    }));
    expect(encodeToken({...good, realServers}).length).toBeLessThan(600);
    expect(encodeToken(good).length).toBeLessThan(250);
  });

  // The other way round would fail wherever Node's zlib packs a little differently.
  it('made by any version 1 program can be read', () => {
    const token = 'lvs1.I5wICEW1kbGxnpGBAVJ06mDJjuSkcZzJoiS1uAR7yIIcY2hAYqoAGWeM2zgcwY07VeCJeYj7DAhFIJ7ohzjJgIQoBgA.HuXfVlm39j';
    expect(decodeToken(token)).toEqual({cluster: withoutPassword(good), passwordMissing: true});
  });

  it('never depends on the password, so that it cannot be guessed from the token', () => {
    if (good.vrrp === undefined) throw new Error('goodFile has vrrp');
    expect(encodeToken({...good, vrrp: {...good.vrrp, password: 'other'}})).toBe(encodeToken(good));
    expect(encodeToken({...good, vrrp: {...good.vrrp, password: null}})).not.toBe(encodeToken(good));
  });

  it('survives terminals, mails and shells', () => {
    const token = encodeToken(good);
    const wrapped = token.replace(/.{40}/g, '$&\r\n   ');
    for (const text of [
      ` ${token}\n`,
      `"${token}"`,
      `'${token}'`,
      `“${token}”`,
      wrapped,
      `\n'${wrapped}'\n`,
      `${token.slice(0, 30)}\u200b${token.slice(30)}`,
    ]) {
      expect(decodeToken(text).cluster).toEqual(withoutPassword(good));
    }
  });

  it('says what is wrong with it', () => {
    const token = encodeToken(good);
    expect(wantedOf('hello')).toMatch(/^token: token: a token as `lvs-wizard token` prints it/);
    expect(wantedOf(token.replace('lvs1', 'lvs2'))).toMatch(/made by a newer lvs-wizard, update this one/);
    expect(wantedOf(token.slice(0, -1))).toMatch(/not copied whole/);
    expect(wantedOf(token.slice(0, 30) + token.slice(31))).toMatch(/not copied whole/);
    expect(wantedOf('x'.repeat(200_000))).toMatch(/131072 characters at most/);
  });

  it('refuses every beginning of a token and every token with one character changed', () => {
    const token = encodeToken(good);
    for (let i = 0; i < token.length; i++) expect(wantedOf(token.slice(0, i))).toMatch(/^token: token: /);
    for (let i = 0; i < token.length; i++)
      expect(wantedOf(`${token.slice(0, i)}${token[i] === 'A' ? 'B' : 'A'}${token.slice(i + 1)}`)).toMatch(/^token: token: /);
  });

  it('answers noise with an InputError', () => {
    const next = random(1);
    for (let i = 0; i < 300; i++) {
      const noise = Array.from({length: Math.floor(next() * 80)}, () => String.fromCharCode(Math.floor(next() * 300))).join('');
      expect(wantedOf(i % 2 === 0 ? noise : `lvs1.${noise}`)).toMatch(/^token: token: /);
    }
  });
});
