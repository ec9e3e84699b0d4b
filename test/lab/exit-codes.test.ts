import {afterAll, beforeAll, describe, expect, it} from 'vitest';
import {clusterFile, connectSeedHosts, type SeedHosts, tool} from './seed-hosts.ts';

describe('the contract of exit codes', () => {
  let hosts: SeedHosts;
  beforeAll(async () => {
    hosts = await connectSeedHosts();
  });
  afterAll(() => hosts?.lab.close());
  const asNobody = (args: string) =>
    hosts.nginx2.run(
      `cp ${clusterFile} /tmp/c.yaml; chmod 644 /tmp/c.yaml; setpriv --reuid=65534 --regid=65534 --clear-groups lvs-wizard ${args}`,
      {
        timeoutMs: 120_000,
      },
    );

  it.each(['apply -f /tmp/c.yaml --yes', 'undo --yes'])('%s without root: 77 and one sentence', async args => {
    const {exitCode, stderr} = await asNobody(args);
    expect(exitCode).toBe(77);
    expect(stderr.trim().split('\n')).toHaveLength(1);
    expect(stderr).toContain('root');
  });

  it('plan works without root, and finds what apply would find', async () => {
    const plain = await asNobody('plan -f /tmp/c.yaml --json');
    expect(plain.exitCode).toBe(0);
    const full = await tool(hosts.nginx2, `plan -f ${clusterFile} --json --detailed-exitcode`);
    expect(full.exitCode).toBe(2);
    expect(JSON.parse(plain.stdout)).toEqual(JSON.parse(full.stdout));
  });

  it.each([
    ['', '-f FILE'],
    ['apply', '-f FILE'],
    [`apply -f ${clusterFile}`, '--yes'],
    [`apply -f ${clusterFile} --as nginx3`, 'nginx1'],
    ['apply -f /nowhere.yaml', '--file'],
    ['join lvs1.abc.def --yes', 'token'],
    ['frobnicate', 'frobnicate'],
  ])('lvs-wizard %s, nobody there to ask: 2, naming %s, nothing changed', async (args, named) => {
    const {exitCode, stderr} = await tool(hosts.nginx2, args);
    expect(exitCode).toBe(2);
    expect(stderr).toContain(named);
    await hosts.nginx2.ok('test ! -e /etc/lvs-wizard');
  });
});
