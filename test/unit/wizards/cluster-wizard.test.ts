import {describe, expect, test} from 'vitest';
import {parseCluster, renderCluster} from '../../../source/cluster/file.ts';
import {back, createPrompts, Interrupted} from '../../../source/terminal/prompt.ts';
import {plainStyle} from '../../../source/terminal/style.ts';
import {runClusterWizard} from '../../../wizards/cluster-wizard.ts';
import {fakeTerminal, keys} from '../terminal/fake-terminal.ts';
import {cluster, facts, nic, realServerFacts} from './fixtures.ts';
import {ctrlC, type Script, scriptedPrompts} from './scripted-prompts.ts';

const upToDirector: Script = [
  ['What is this machine', ''],
  ['Name of the cluster', ''],
  ['How do packets', ''],
  ['Name of this director', ''],
];
const realServers: Script = [
  ['First real server', 'nginx1 192.168.233.100'],
  ['Next real server', 'nginx2 192.168.233.110'],
  ['Next real server', ''],
];
const service: Script = [
  ['VIP', '192.168.233.200'],
  ['Port', ''],
  ['next connection', ''],
  ['come back', ''],
  ['Another?', 'done'],
];
const security: Script = [
  ['firewall', ''],
  ['SELinux', ''],
];
const all = [...upToDirector, ...realServers, ...service, ...security];

async function wizard(script: Script, input: Partial<Parameters<typeof runClusterWizard>[0]> = {}) {
  const scripted = scriptedPrompts(script);
  const result = await runClusterWizard({facts, ui: scripted.ui, ...input});
  expect(scripted.left).toEqual([]);
  // Whatever was answered, it is a right cluster file.
  expect(parseCluster(renderCluster(result), 'test')).toEqual(result);
  return {...scripted, result};
}

describe('forward', () => {
  test('Enter nearly everywhere gives the seed cluster', async () => {
    const {result, said} = await wizard([...all, ['All right', 'yes']]);
    expect(result).toEqual(cluster);
    expect(said.join('\n')).toContain(
      'This machine: test1.example.com, CentOS Linux 7, ens33 192.168.233.10/24, network-scripts, firewalld running,\n  SELinux enforcing, ip_vs available',
    );
    expect(said.filter(line => line.includes('step ')).map(line => line.match(/step \d of \d, [a-z ]+\b/)?.[0])).toEqual([
      'step 1 of 7, this machine',
      'step 2 of 7, mode',
      'step 3 of 7, director',
      'step 4 of 7, real servers',
      'step 5 of 7, service',
      'step 6 of 7, firewall',
      'step 7 of 7, summary',
    ]);
  });

  test('a real server tells where the director is, and is in the list already', async () => {
    const {result, complaints} = await wizard(
      [
        ['What is this machine', 'real server'],
        ['Name of the cluster', ''],
        ['How do packets', ''],
        ['Name of the director', 'test1'],
        ['Address of the director', '192.168.234.10'],
        ['Address of the director', '192.168.233.100'],
        ['Address of the director', '192.168.233.10'],
        ['Next real server', '192.168.233.110'],
        ['Next real server', ''],
        ...service,
        ['firewall', 'leave'],
        ['All right', 'yes'],
      ],
      {facts: realServerFacts},
    );
    expect(result.directors).toEqual([{name: 'test1', address: '192.168.233.10', priority: 100}]);
    expect(result.realServers).toEqual([
      {name: 'nginx1', address: '192.168.233.100', interface: 'eth0', weight: 1},
      {name: 'rs1', address: '192.168.233.110', weight: 1},
    ]);
    expect(result.firewall).toBe('leave');
    expect(complaints[0]).toContain('not in 192.168.233.0/24');
    expect(complaints[1]).toContain('already nginx1');
  });

  test('two addresses are a choice; the one of the SSH session comes first', async () => {
    const two = {
      ...facts,
      nics: [nic('ens33', ['192.168.233.10', 24]), nic('ens34', ['10.0.0.1', 8])],
      ssh: {client: '10.0.0.9', local: '10.0.0.1'},
    };
    const {result} = await wizard(
      [...upToDirector, ['Which of its addresses', '192.168.233.10/24'], ...realServers, ...service, ...security, ['All right', 'yes']],
      {facts: two},
    );
    expect(result.directors[0]).toMatchObject({address: '192.168.233.10', interface: 'ens33'});
  });

  test('several ports are several services, with scheduler and persistence of their own choice', async () => {
    const {result} = await wizard([
      ...upToDirector,
      ['First real server', 'nginx1 192.168.233.100 3'],
      ['Next real server', '192.168.233.110 nginx2'],
      ['Next real server', ''],
      ['VIP', '192.168.233.200'],
      ['Port', '80 443, 53/udp'],
      ['next connection', ''],
      ['come back', 'other'],
      ['How many seconds', '0'],
      ['How many seconds', '600'],
      ['Another?', 'add'],
      ['VIP', ''],
      ['Port', '443'],
      ['Port', '8080'],
      ['next connection', 'sh'],
      ['come back', 'no'],
      ['Another?', 'remove   udp'],
      ['Another?', 'done'],
      ...security,
      ['All right', 'yes'],
    ]);
    // Weights differ, so the weighted scheduler is the default.
    expect(result.services.map(s => [s.port, s.protocol, s.scheduler, s.persistence])).toEqual([
      [80, 'tcp', 'wrr', 600],
      [443, 'tcp', 'wrr', 600],
      [8080, 'tcp', 'sh', undefined],
    ]);
  });
});

describe('back', () => {
  test('Esc goes one question back, and answers stay', async () => {
    const {result} = await wizard([
      ['What is this machine', ''],
      ['Name of the cluster', 'shop'],
      ['How do packets', back],
      ['Name of the cluster', back],
      ['What is this machine', back],
      ['What is this machine', ''],
      ['Name of the cluster', ''],
      ...all.slice(2),
      ['All right', back],
      ['SELinux', back],
      ['firewall', ''],
      ['SELinux', 'leave'],
      ['All right', 'yes'],
    ]);
    expect(result).toEqual({...cluster, name: 'shop', selinux: 'leave'});
  });

  test('real servers typed in before Esc are kept', async () => {
    const {result} = await wizard([
      ...upToDirector,
      ['First real server', 'nginx1 192.168.233.100'],
      ['Next real server', back],
      ['Name of this director', ''],
      ...realServers.slice(1),
      ...service,
      ...security,
      ['All right', 'yes'],
    ]);
    expect(result).toEqual(cluster);
  });

  test('Ctrl-C is thrown on', async () => {
    await expect(wizard([...upToDirector, ['First real server', ctrlC]])).rejects.toBeInstanceOf(Interrupted);
  });
});

describe('the last page', () => {
  test('any answer can be changed from it', async () => {
    const {result} = await wizard([
      ...all,
      ['All right', 'Real servers'],
      ['Next real server', '-nginx9'],
      ['Next real server', '-nginx1'],
      ['Next real server', 'nginx3 192.168.233.120'],
      ['Next real server', ''],
      ['All right', 'Service'],
      ['Another?', 'change'],
      ['VIP', '192.168.233.201'],
      ['Port', ''],
      ['next connection', 'wlc'],
      ['come back', '5 minutes'],
      ['Another?', 'done'],
      ['All right', 'yes'],
    ]);
    expect(result.realServers.map(s => s.name)).toEqual(['nginx2', 'nginx3']);
    expect(result.services).toEqual([{...cluster.services[0], vip: '192.168.233.201', scheduler: 'wlc', persistence: 300}]);
  });

  test('a cluster that exists is changed from there, and keeps what no question covers', async () => {
    const vrrp = {routerId: 51, advertSeconds: 1, preempt: true, unicast: false, password: null};
    const previous = {...cluster, vrrp, directors: [...cluster.directors, {name: 'test3', address: '192.168.233.11', priority: 90}]};
    const {result} = await wizard(
      [
        ['All right', 'Firewall'],
        ['firewall', 'leave'],
        ['SELinux', ''],
        ['All right', 'yes'],
      ],
      {previous},
    );
    expect(result).toEqual({...previous, firewall: 'leave'});
  });

  test('a VIP that is on the NIC already, from the first apply, is still a VIP', async () => {
    const applied = {...facts, nics: [nic('ens33', ['192.168.233.10', 24], ['192.168.233.200', 24])]};
    const {result} = await wizard(
      [
        ['All right', 'Service'],
        ['Another?', 'change'],
        ['VIP', ''],
        ['Port', ''],
        ['next connection', 'wrr'],
        ['come back', ''],
        ['Another?', 'done'],
        ['All right', 'Director'],
        ['Name of this director', ''],
        ['All right', 'yes'],
      ],
      {previous: cluster, facts: applied},
    );
    expect(result).toEqual({...cluster, services: [{...cluster.services[0], scheduler: 'wrr'}]});
  });

  test('what does not fit together is marked, and cannot be accepted before it is mended', async () => {
    const previous = {...cluster, realServers: [{name: 'nginx1', address: '192.168.7.1', weight: 1}]};
    const {said} = await wizard(
      [
        ['Not yet', 'Real servers'],
        ['Next real server', 'nginx2 192.168.233.110'],
        ['Next real server', '-nginx1'],
        ['Next real server', ''],
        ['All right', 'yes'],
      ],
      {previous},
    );
    expect(said.join('\n')).toMatch(/✖ realServers\[0\]\.address: found "192\.168\.7\.1", wanted an address in 192\.168\.233\.0\/24/);
    await expect(wizard([['Not yet', 'yes']], {previous})).rejects.toThrow('cannot choose yes');
  });
});

describe('what is typed', () => {
  test.each([
    ['', 'At least one real server is needed'],
    ['nginx1', 'An address is needed'],
    ['nginx1 192.168.233', '"192.168.233" is not an IPv4 address in 192.168.233.0/24'],
    ['nginx1 192.168.233.100/24', 'without its prefix'],
    ['nginx1 192.168.233.10', '192.168.233.10 is already test1'],
    ['nginx1 192.168.7.1', 'not in 192.168.233.0/24'],
    ['nginx1 192.168.233.255', 'the broadcast address'],
    ['nginx1 127.0.0.1', 'loopback'],
    ['nginx1 fe80::1', 'IPv6'],
    ['test1 192.168.233.100', 'test1 is already in the cluster'],
    ['ngi_nx 192.168.233.100', '"ngi_nx" will not do'],
    ['nginx1 192.168.233.100 heavy', '"heavy" is not a weight'],
    ['nginx1 192.168.233.100 1 2', 'too many words'],
    ['-nginx1', 'not in the list'],
  ])('real server "%s": %s', async (line, complaint) => {
    const {complaints} = await wizard([
      ...upToDirector,
      ['First real server', line],
      ...realServers,
      ...service,
      ...security,
      ['All right', 'yes'],
    ]);
    expect(complaints).toHaveLength(1);
    expect(complaints[0]).toContain(complaint);
  });

  test.each([
    ['VIP', '', 'An address is needed: an IPv4 address in 192.168.233.0/24'],
    ['VIP', '192.168.233.10', 'already test1'],
    ['VIP', '192.168.233.110', 'already nginx2'],
    ['VIP', '10.1.1.1', 'not in 192.168.233.0/24'],
    ['Port', '0', 'from 1 to 65535'],
    ['Port', '65536', 'from 1 to 65535'],
    ['Port', 'http', 'from 1 to 65535'],
    ['Port', '80/icmp', 'tcp, udp or sctp'],
    ['Port', '80 80', 'already a service'],
  ])('%s "%s": %s', async (question, answer, complaint) => {
    const asked = service.flatMap((entry): Script => (entry[0] === question ? [[question, answer], entry] : [entry]));
    const {complaints} = await wizard([...upToDirector, ...realServers, ...asked, ...security, ['All right', 'yes']]);
    expect(complaints).toHaveLength(1);
    expect(complaints[0]).toContain(complaint);
  });
});

test('through the real prompts: Enter, names and addresses, Esc once, and the same cluster', async () => {
  const terminal = fakeTerminal();
  const ui = createPrompts({input: terminal.input, output: terminal.output, style: plainStyle});
  const result = runClusterWizard({facts, ui});
  const conversation: [string, string][] = [
    ['real server   answers', keys.enter],
    ['Name of the cluster (web)', keys.enter],
    ['TUN  IP tunnel (not yet', keys.escape],
    ['Name of the cluster (web)', keys.enter],
    ['TUN  IP tunnel (not yet', keys.enter],
    ['(test1)', keys.enter],
    ['First real server', `nginx1 192.168.7.1${keys.enter}`],
    ['✖ 192.168.7.1 is not in 192.168.233.0/24', `${keys.ctrlU}nginx1 192.168.233.100${keys.enter}`],
    ['Next real server', `nginx2 192.168.233.110${keys.enter}`],
    ['Next real server', keys.enter],
    ['Virtual address (VIP)', `192.168.233.200${keys.enter}`],
    ['Port (80)', keys.enter],
    ['until full', keys.enter],
    ['how many seconds', keys.enter],
    ['change   tcp', keys.enter],
    ['undo starts it', keys.enter],
    ['Undo turns it back', keys.enter],
    ['Firewall      stop it', keys.enter],
  ];
  for (const [seen, typed] of conversation) {
    await terminal.shows(seen);
    terminal.type(typed);
  }
  expect(await result).toEqual(cluster);
});
