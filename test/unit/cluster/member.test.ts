import {describe, expect, it} from 'vitest';
import {parseCluster} from '../../../source/cluster/file.ts';
import {findMember} from '../../../source/cluster/member.ts';
import {InputError} from '../../../source/cluster/problem.ts';
import {goodFile} from '../../fixtures/cluster/bad-input.ts';

const cluster = parseCluster(goodFile, 'x');

function problemOf(local: readonly string[], as?: string): unknown {
  try {
    return findMember(cluster, local, as);
  } catch (error) {
    if (!(error instanceof InputError)) throw error;
    expect(error.source).toBe('command line');
    expect(error.problems).toHaveLength(1);
    return error.problems[0];
  }
}

const choices =
  'one of test1 (director, 192.168.233.10), test3 (director, 192.168.233.11), nginx1 (real server, 192.168.233.100), nginx2 (real server, 192.168.233.110)';

describe('findMember', () => {
  it('goes by the local addresses', () => {
    expect(findMember(cluster, ['127.0.0.1', '192.168.233.11', '::1'])).toEqual({role: 'director', entry: cluster.directors[1]});
    expect(findMember(cluster, ['192.168.233.110', '192.168.233.200'])).toEqual({role: 'real server', entry: cluster.realServers[1]});
  });

  it('compares addresses, not their spelling', () => {
    const v6 = {...cluster, realServers: [{name: 'six', address: 'fd00::1', weight: 1}]};
    expect(findMember(v6, ['FD00:0:0::0001']).entry.name).toBe('six');
  });

  it('goes by --as before the addresses, in any case', () => {
    expect(findMember(cluster, ['192.168.233.11'], 'NGINX1')).toEqual({role: 'real server', entry: cluster.realServers[0]});
  });

  it('lists the choices when nothing matches', () => {
    expect(problemOf(['10.0.0.1', 'not an address'])).toEqual({
      where: '--as',
      found: "nothing, and none of this machine's addresses is in the cluster",
      wanted: choices,
    });
  });

  it('lists the choices when two match', () => {
    expect(problemOf(['192.168.233.10', '192.168.233.100'])).toEqual({
      where: '--as',
      found: 'nothing, and this machine has the addresses of test1 and nginx1',
      wanted: choices,
    });
  });

  it('guesses what an unknown name meant', () => {
    expect(problemOf([], 'ngnix1')).toEqual({where: '--as', found: '"ngnix1"', wanted: `nginx1? It must be ${choices}`});
    expect(problemOf(['192.168.233.10'], 'elsewhere')).toEqual({where: '--as', found: '"elsewhere"', wanted: choices});
    expect(problemOf([], '')).toMatchObject({found: '""', wanted: choices});
  });
});
