import {afterAll, beforeAll, describe, expect, it} from 'vitest';
import {seedCluster} from './seed-cluster.ts';
import {clusterFile, connectSeedHosts, type SeedHosts, tool, toolOk} from './seed-hosts.ts';
import {diffSnapshots, takeSnapshot} from './snapshot.ts';

/** A director without ipvsadm and arping; its packages come from a repository on its own disk. */
describe('a bare host', () => {
  let hosts: SeedHosts;
  let clean: string;
  beforeAll(async () => {
    hosts = await connectSeedHosts();
    await hosts.test1.reset({bare: true});
    await hosts.test1.write(clusterFile, seedCluster);
    clean = await takeSnapshot(hosts.test1);
  });
  afterAll(async () => {
    await hosts?.test1.reset({bare: false});
    await hosts?.lab.close();
  });

  it('gets the packages it lacks, and serves after a reboot', async () => {
    const {test1} = hosts;
    expect(await toolOk(test1, `apply -f ${clusterFile} --yes`)).toContain('test1 is set up as a director');
    await test1.reboot();
    expect(await test1.ok('ipvsadm -S -n; ip -o addr show dev eth0')).toMatch(/-r 192\.168\.233\.110:80 -g[\s\S]*192\.168\.233\.200\/32/);
  });

  it('lets a plain user look at the plan of a host that is set up', async () => {
    await hosts.test1.ok(`install -m 644 ${clusterFile} /tmp/c.yaml`);
    const plain = await hosts.test1.run(
      'setpriv --reuid=65534 --regid=65534 --clear-groups lvs-wizard plan -f /tmp/c.yaml --detailed-exitcode',
    );
    expect(plain.stdout).toContain('cannot be read without root');
    expect(plain.exitCode).toBe(0);
  });

  it('loses them again with undo, and is what it was', async () => {
    const {exitCode} = await tool(hosts.test1, 'undo --yes');
    expect(exitCode).toBe(0);
    expect(diffSnapshots(clean, await takeSnapshot(hosts.test1))).toEqual([]);
  });
});
