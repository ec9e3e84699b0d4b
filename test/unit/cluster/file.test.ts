import {describe, expect, it} from 'vitest';
import type {Cluster} from '../../../source/cluster/cluster.ts';
import {parseCluster, renderCluster} from '../../../source/cluster/file.ts';
import {InputError, type Problem} from '../../../source/cluster/problem.ts';
import {goodFile} from '../../fixtures/cluster/bad-input.ts';
import {randomCluster} from './random-cluster.ts';

const seeds = Array.from({length: 150}, (_, seed) => seed);

/** As a person writes it: aligned comments, blank lines, mixed styles. */
const personal = `# our web cluster, ask Ann
version: 1
name: web
mode: dr                         # nat | dr | tun

# what clients see
services:
  - vip: 192.168.233.200         # in the DNS as www
    port: 80


    scheduler: 'rr'
  # the shop
  - vip: 192.168.233.201
    port: 443
directors:
    - {name: test1, address: 192.168.233.10, priority: 150}   # in rack 1
    # the spare one
    - { name: test3,   address: 192.168.233.11 }
realServers: [{name: nginx1, address: 192.168.233.100}, {name: nginx2, address: 192.168.233.110}]
vrrp:
  password: null                 # none yet
  routerId: 51                   # free, says tcpdump
# the end
`;

function problemsIn(text: string): readonly Problem[] {
  try {
    parseCluster(text, 'x');
  } catch (error) {
    if (error instanceof InputError) return error.problems;
    throw error;
  }
  return [];
}

/** The lines that only one of two texts has. */
function difference(before: string, after: string): string[] {
  const [old, now] = [before.split('\n'), after.split('\n')];
  return [
    ...old.filter(line => !now.includes(line)).map(line => `-${line}`),
    ...now.filter(line => !old.includes(line)).map(line => `+${line}`),
  ];
}

describe('parseCluster', () => {
  it('fills in every default and writes addresses in one spelling', () => {
    const text =
      'version: 1\nname: w\nmode: dr\nservices: [{vip: "FD00:0::C8", port: 80}]\ndirectors: [{name: d, address: "fd00::A"}]\nrealServers: [{name: r, address: fd00:0:0::64}]\n';
    expect(parseCluster(text, 'x')).toEqual({
      version: 1,
      name: 'w',
      mode: 'dr',
      services: [{vip: 'fd00::c8', port: 80, protocol: 'tcp', scheduler: 'rr', check: {type: 'tcp'}}],
      directors: [{name: 'd', address: 'fd00::a', priority: 100}],
      realServers: [{name: 'r', address: 'fd00::64', weight: 1}],
      firewall: 'stop',
      selinux: 'permissive',
    });
  });

  it('reports structure and cross-checks together, each with its line, found and wanted', () => {
    const text = goodFile.replace('scheduler: rr', 'schedular: rr').replace('name: test3', 'name: test1').replace('weight: 1', 'weight: x');
    expect(problemsIn(text)).toEqual([
      {
        where: 'services[0].schedular',
        line: 8,
        found: '"schedular"',
        wanted: expect.stringMatching(/^one of vip, .*; did you mean `scheduler`\?$/),
      },
      {where: 'realServers[0].weight', line: 15, found: '"x"', wanted: 'a whole number from 0 to 65535'},
      {where: 'directors[1].name', line: 13, found: '"test1"', wanted: 'a name of its own; directors[0].name has this one'},
    ]);
  });

  it('points a missing field at the line of what it is missing from', () => {
    expect(problemsIn(goodFile.replace('    port: 80\n', ''))).toMatchObject([{where: 'services[0].port', line: 5, found: 'nothing'}]);
    expect(problemsIn(goodFile.replace('mode: dr\n', ''))).toMatchObject([{where: 'mode', line: 1, found: 'nothing'}]);
  });

  it('never shows a password, right or wrong, in whatever breaks', () => {
    for (const text of [
      'password: "hunter22 and more"',
      'password: [hunter22]',
      'password: hunter22\n  password: hunter22',
      'password: "hunter22',
      'password: "\\qhunter22"',
      'password: }hunter22',
      'pasword: hunter22',
    ]) {
      const problems = problemsIn(goodFile.replace('password: s3cret', text));
      expect(problems.length).toBeGreaterThan(0);
      expect(JSON.stringify(problems)).not.toContain('hunter');
    }
  });

  it('takes Windows line ends, a byte order mark and JSON', () => {
    const good = parseCluster(goodFile, 'x');
    expect(parseCluster(`\ufeff${goodFile.replaceAll('\n', '\r\n')}`, 'x')).toEqual(good);
    expect(parseCluster(JSON.stringify(good), 'x')).toEqual(good);
  });

  it('limits how many problems it shows', () => {
    const many = problemsIn(Array.from({length: 500}, (_, i) => `k${i}: 1\n`).join(''));
    expect(many).toHaveLength(101);
    expect(many.at(-1)).toMatchObject({where: 'file', found: expect.stringMatching(/^\d+ more problems$/)});
  });
});

describe('renderCluster', () => {
  it('writes a fresh file as a person would', () => {
    expect(
      renderCluster(parseCluster(goodFile, 'x')),
    ).toBe(`# The Linux Virtual Server cluster "web": one file, the same on every host of it.
# After a change, run \`lvs-wizard apply\` on each host; \`lvs-wizard plan\` shows beforehand what that would do.
version: 1
name: web
mode: dr
services:
  - vip: 192.168.233.200
    port: 80
    protocol: tcp
    scheduler: rr
    persistence: 300
    check: {type: http, path: /health, status: 200}
directors:
  - {name: test1, address: 192.168.233.10, interface: ens33, priority: 150}
  - {name: test3, address: 192.168.233.11, interface: ens33, priority: 100}
realServers:
  - {name: nginx1, address: 192.168.233.100, interface: ens33}
  - {name: nginx2, address: 192.168.233.110}
vrrp:
  routerId: 51
  password: s3cret
firewall: stop
selinux: permissive
`);
  });

  it.each(seeds)('reads back as the same cluster (seed %i)', seed => {
    const cluster = randomCluster(seed);
    expect(parseCluster(renderCluster(cluster), 'x')).toEqual(cluster);
  });

  it.each(seeds)('turns any file into any other cluster, and changes nothing when nothing differs (seed %i)', seed => {
    const [one, other] = [randomCluster(seed), randomCluster(seed + 1000)];
    const before = renderCluster(one);
    expect(renderCluster(one, before)).toBe(before);
    const after = renderCluster(other, before);
    expect(parseCluster(after, 'x')).toEqual(other);
    expect(renderCluster(other, after)).toBe(after);
    // Changed in place, not written anew: the comment still names the old cluster.
    expect(after.split('\n')[0]).toBe(before.split('\n')[0]);
  });

  const was = parseCluster(personal, 'x');
  const change = (changed: Partial<Cluster>) => difference(personal, renderCluster({...was, ...changed}, personal));
  const [front, shop] = was.services;
  const [test1, test3] = was.directors;
  if (front === undefined || shop === undefined || test1 === undefined || test3 === undefined) throw new Error('personal is broken');

  it("keeps a person's file to the byte when nothing differs", () => expect(renderCluster(was, personal)).toBe(personal));

  it('changes one value and nothing beside it', () => {
    expect(change({mode: 'tun'})).toEqual([
      '-mode: dr                         # nat | dr | tun',
      '+mode: tun                         # nat | dr | tun',
    ]);
    expect(change({services: [{...front, scheduler: 'wlc'}, shop]})).toEqual(["-    scheduler: 'rr'", "+    scheduler: 'wlc'"]);
    expect(change({vrrp: {routerId: 52, advertSeconds: 1, preempt: true, unicast: false, password: 'a:b'}})).toEqual([
      '-  password: null                 # none yet',
      '-  routerId: 51                   # free, says tcpdump',
      '+  password: "a:b"                 # none yet',
      '+  routerId: 52                   # free, says tcpdump',
    ]);
  });

  it('adds a field where a fresh file has it, in the style around it', () => {
    expect(change({services: [front, {...shop, persistence: 60}]})).toEqual(['+    persistence: 60']);
    expect(change({directors: [test1, {...test3, interface: 'eth0'}]})).toEqual([
      '-    - { name: test3,   address: 192.168.233.11 }',
      '+    - { name: test3,   address: 192.168.233.11, interface: eth0 }',
    ]);
    expect(change({firewall: 'open'})).toEqual(['+firewall: open']);
  });

  it('adds and drops hosts and services, with the comments that are about them', () => {
    expect(change({directors: [test1, test3, {name: 'test4', address: '192.168.233.12', priority: 90}]})).toEqual([
      '+    - {name: test4, address: 192.168.233.12, priority: 90}',
    ]);
    expect(change({directors: [test1]})).toEqual(['-    # the spare one', '-    - { name: test3,   address: 192.168.233.11 }']);
    expect(change({services: [shop]})).toEqual([
      '-  - vip: 192.168.233.200         # in the DNS as www',
      '-    port: 80',
      "-    scheduler: 'rr'",
    ]);
    const inFlow = renderCluster(
      {...was, realServers: [...was.realServers.slice(1), {name: 'nginx3', address: '192.168.233.120', weight: 2}]},
      personal,
    );
    expect(inFlow).toContain(
      'realServers: [{name: nginx2, address: 192.168.233.110}, {name: nginx3, address: 192.168.233.120, weight: 2}]\n',
    );
  });

  it('reorders without losing a comment', () => {
    const text = renderCluster({...was, services: [shop, front]}, personal);
    expect(difference(personal, text)).toEqual([]);
    expect(parseCluster(text, 'x').services).toEqual([shop, front]);
  });

  it('keeps Windows line ends', () => {
    const text = renderCluster({...was, firewall: 'open', directors: [test3, test1]}, personal.replaceAll('\n', '\r\n'));
    expect(text.replaceAll('\r\n', '')).not.toContain('\n');
  });

  it.each(['', 'a: [', '- 1\n', 'name: &n web\nmode: dr\nx: *n\n', 'version: 1\nname: |\n  web\nmode: dr\n', '? version\n: 1\n'])(
    'copes with a previous text like %j',
    previous => {
      expect(parseCluster(renderCluster(was, previous), 'x')).toEqual(was);
    },
  );
});
