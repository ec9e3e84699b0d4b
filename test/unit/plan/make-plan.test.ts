import {describe, expect, it} from 'vitest';
import type {VirtualService} from '../../../source/cluster/cluster.ts';
import {InputError} from '../../../source/cluster/problem.ts';
import {toStep} from '../../../source/plan/goal.ts';
import {makeGoals, makePlan} from '../../../source/plan/make-plan.ts';
import type {Act} from '../../../source/plan/step.ts';
import {scriptedHost} from '../scripted-host.ts';
import {debian, inputFor, seed} from '../seed.ts';

const ids = (name: string) => makeGoals(inputFor(name)).map(({id}) => id);
const commands = (acts: readonly Act[]) => acts.flatMap(act => (act.do === 'run' ? [act.argv.join(' ')] : []));

describe('goals', () => {
  it('a director takes the VIP last, after module, sysctls, the question who holds it, and the rules', () => {
    expect(ids('test1')).toEqual([
      'packages',
      'stop-firewalld',
      'ip-vs-module',
      'director-sysctl',
      'vip-vacant',
      'virtual-services',
      'rules-at-boot',
      'director-vip',
      'cluster-file',
    ]);
  });

  it('a real server is silent about the VIP before it has it', () => {
    expect(ids('nginx1')).toEqual(['stop-firewalld', 'real-server-arp', 'real-server-vip', 'cluster-file']);
  });

  it('every goal says why, in a sentence', () => {
    for (const name of ['test1', 'nginx1']) for (const {why} of makeGoals(inputFor(name))) expect(why).toMatch(/^[A-Zi].{20,}\.$/);
  });

  it('is the same twice', () => {
    expect(makeGoals(inputFor('test1'))).toEqual(makeGoals(inputFor('test1')));
  });

  it('leaves a firewall and SELinux alone when told to', () => {
    const input = inputFor('nginx1', {cluster: {firewall: 'leave', selinux: 'leave'}, facts: {selinux: 'enforcing'}});
    expect(makeGoals(input).map(({id}) => id)).toEqual(['real-server-arp', 'real-server-vip', 'cluster-file']);
  });

  it('stops ufw by its own switch, and makes SELinux permissive now and at boot', () => {
    const input = inputFor('nginx1', {facts: {selinux: 'enforcing', firewall: {firewalld: 'absent', ufw: 'running', nftables: 'absent'}}});
    const kinds = makeGoals(input).flatMap(({wants}) => wants.map(({kind}) => kind));
    expect(kinds.slice(0, 3)).toEqual(['ufw', 'selinux', 'setting']);
  });

  it('uses alias files where network-scripts own the NIC, with the number that holds the VIP or the lowest free one', () => {
    const facts = {network: 'network-scripts' as const, aliasFiles: {'ifcfg-eth0:0': '192.168.233.77'}};
    const wants = makeGoals(inputFor('test1', {facts})).find(({id}) => id === 'director-vip')?.wants ?? [];
    expect(wants).toMatchObject([
      {kind: 'file', path: '/etc/sysconfig/network-scripts/ifcfg-eth0:1'},
      {kind: 'address', address: '192.168.233.200', prefix: 32, bring: ['ifup', 'eth0:1']},
    ]);
    const server = makeGoals(inputFor('nginx1', {facts: {...facts, aliasFiles: {'ifcfg-lo:3': '192.168.233.200'}}}));
    expect(server.flatMap(({wants}) => wants)).toContainEqual(expect.objectContaining({path: '/etc/sysconfig/network-scripts/ifcfg-lo:3'}));
  });

  it('takes away what an earlier cluster had and the new one has not', () => {
    const earlier = {role: 'director', vips: ['192.168.233.200', '192.168.233.201'], services: [['-t', '192.168.233.201:80']] as const};
    const wants = makeGoals({...inputFor('test1'), earlier}).flatMap(({wants}) => wants);
    expect(wants).toContainEqual({kind: 'ipvs', key: ['-t', '192.168.233.201:80'], service: null});
    expect(wants).toContainEqual({kind: 'unit', name: 'lvs-wizard-vip@192.168.233.201.service', active: false, enabled: false});
    expect(wants).toContainEqual({kind: 'address', nic: 'eth0', address: '192.168.233.201', prefix: 32, bring: null});
  });

  it.each([
    ['mode', {mode: 'tun'}],
    ['firewall', {firewall: 'open'}],
    ['vrrp', {vrrp: {routerId: 51, advertSeconds: 1, preempt: true, unicast: false, password: null}}],
  ] as const)('refuses what this version cannot do: %s', (where, cluster) => {
    expect(() => makeGoals(inputFor('test1', {cluster}))).toThrow(InputError);
    expect(() => makeGoals(inputFor('test1', {cluster}))).toThrow(where);
  });

  it('refuses a host that was set up in another role', () => {
    const earlier = {role: 'director', vips: [], services: []};
    expect(() => makeGoals({...inputFor('nginx1'), earlier})).toThrow('undo');
  });

  it('names the addresses here when none is that of the host', () => {
    const input = {...inputFor('test1'), facts: debian('10.9.9.9')};
    expect(() => makeGoals(input)).toThrow('10.9.9.9');
  });
});

describe('plan', () => {
  it('is blocked when somebody else answers for the VIP, and names the MAC', async () => {
    const host = scriptedHost({whoHas: () => '52:54:00:1c:2d:ff'});
    const {plan} = await makePlan(host, inputFor('test1'));
    const step = plan.steps.find(({id}) => id === 'vip-vacant');
    expect(step?.check).toMatchObject({verdict: 'blocked', evidence: expect.stringContaining('52:54:00:1c:2d:ff')});
  });

  it('is blocked where the kernel has no ip_vs', async () => {
    const input = inputFor('test1', {facts: {ipvs: {...debian('x').ipvs, module: 'missing'}}});
    const {plan} = await makePlan(scriptedHost(), input);
    expect(plan.steps.find(({id}) => id === 'ip-vs-module')?.check.verdict).toBe('blocked');
  });

  it('is blocked where the kernel lacks the scheduler, and names those it has', async () => {
    const {plan} = await makePlan(
      scriptedHost(),
      inputFor('test1', {cluster: {services: [{...seed.services[0], scheduler: 'mh'} as VirtualService]}}),
    );
    expect(plan.steps.find(({id}) => id === 'ip-vs-module')?.check.evidence).toContain('no scheduler mh');
  });

  it('sets only the sysctls that differ, and would put exactly those back', async () => {
    const host = scriptedHost({
      folders: ['/etc/sysctl.d'],
      files: {
        '/proc/sys/net/ipv4/conf/all/arp_ignore': '0\n',
        '/proc/sys/net/ipv4/conf/lo/arp_ignore': '1\n',
        '/proc/sys/net/ipv4/conf/all/arp_announce': '2\n',
        '/proc/sys/net/ipv4/conf/lo/arp_announce': '2\n',
      },
    });
    const {plan} = await makePlan(host, inputFor('nginx1'));
    const step = plan.steps.find(({id}) => id === 'real-server-arp');
    expect(commands(step?.act ?? [])).toEqual(['sysctl -q -w net.ipv4.conf.all.arp_ignore=1']);
    expect(commands(step?.undo ?? [])).toEqual(['sysctl -q -w net.ipv4.conf.all.arp_ignore=0']);
    expect(step?.check.evidence).toContain('net.ipv4.conf.all.arp_ignore = 0, needs 1');
  });

  it('changes nothing while it looks', async () => {
    const host = scriptedHost();
    await makePlan(host, inputFor('test1'));
    const reading = /^run (ip -o addr|systemctl show|ipvsadm -S)/;
    expect(host.log.filter(line => !reading.test(line))).toEqual([]);
  });

  it('runs a unit that brings two things once', () => {
    const goal = makeGoals(inputFor('nginx1')).find(({id}) => id === 'real-server-vip');
    if (!goal) throw new Error('no such goal');
    const step = toStep(goal, [
      {file: null, missingFolders: []},
      {load: 'loaded', active: 'inactive', enabled: 'disabled'},
      {prefixes: []},
      {there: false},
    ]);
    const restart = 'systemctl restart lvs-wizard-vip@192.168.233.200.service';
    expect(commands(step.act).filter(line => line === restart)).toHaveLength(1);
  });
});
