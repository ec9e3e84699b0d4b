import {readFile} from 'node:fs/promises';
import {join} from 'node:path';
import {afterAll, beforeAll, describe, expect, it} from 'vitest';
import type {LabHost} from './lab.ts';
import {clusterFile, connectSeedHosts, type SeedHosts, tool, toolOk} from './seed-hosts.ts';
import {diffSnapshots, takeSnapshot} from './snapshot.ts';
import {openTerminal} from './terminal.ts';

const applyFile = `apply -f ${clusterFile} --yes`;

/** Whatever goes wrong in the middle, the host is as it was, or can be put back. */
describe('failures in the middle', () => {
  let hosts: SeedHosts;
  const clean = new Map<string, string>();
  beforeAll(async () => {
    hosts = await connectSeedHosts();
    await Promise.all(hosts.members.map(async host => clean.set(host.name, await takeSnapshot(host))));
  });
  afterAll(() => hosts?.lab.close());
  const expectClean = async (host: LabHost) =>
    expect(diffSnapshots(clean.get(host.name) ?? '', await takeSnapshot(host)), host.name).toEqual([]);

  it.concurrent('a command that fails: exit 1, in its own words, everything taken back', async () => {
    const {test1} = hosts;
    await test1.write(
      '/usr/local/sbin/ipvsadm',
      '#!/bin/sh\n[ "$1" = -a ] && { echo "Memory allocation problem" >&2; exit 2; }\nexec /usr/sbin/ipvsadm "$@"\n',
      0o755,
    );
    const {exitCode, stderr} = await tool(test1, applyFile);
    await test1.ok('rm /usr/local/sbin/ipvsadm');
    expect(exitCode).toBe(1);
    expect(stderr).toContain('Memory allocation problem');
    expect(stderr).toContain('ipvsadm -a -t 192.168.233.200:80 -r 192.168.233.100:80 -g -w 1');
    expect(stderr).toContain('has been taken back');
    await expectClean(test1);
  });

  it.concurrent('a read-only file system: exit 1, the path named, everything taken back', async () => {
    const {nginx1} = hosts;
    await nginx1.ok('mount --bind /etc/systemd/system /etc/systemd/system && mount -o remount,bind,ro /etc/systemd/system');
    const {exitCode, stderr} = await tool(nginx1, applyFile);
    await nginx1.ok('umount /etc/systemd/system');
    expect(exitCode).toBe(1);
    expect(stderr).toMatch(/read-only/i);
    expect(stderr).toContain('/etc/systemd/system');
    // firewalld could not be disabled there: that it was stopped is taken back.
    await expectClean(nginx1);
  });

  it.concurrent('two at once: the second changes nothing and says why', async () => {
    const {nginx2} = hosts;
    const [first, second] = await Promise.all([tool(nginx2, applyFile), tool(nginx2, applyFile)]);
    const [winner, loser] = first.exitCode === 0 ? [first, second] : [second, first];
    expect(winner.exitCode).toBe(0);
    expect(loser.exitCode).toBe(1);
    expect(loser.stderr).toContain('Another lvs-wizard');
    await toolOk(nginx2, 'undo --yes');
    await expectClean(nginx2);
  });

  it('Ctrl-C at the keyboard while a command runs: 130, everything taken back', async () => {
    const {nginx1} = hosts;
    await nginx1.ok('rm -f /var/lib/lvs-wizard/journal.jsonl');
    const terminal = await openTerminal(nginx1, `lvs-wizard ${applyFile}; echo "code $?"; sleep 100`, {columns: 100, rows: 50});
    await nginx1.ok('until grep -q real-server-vip /var/lib/lvs-wizard/journal.jsonl 2>/dev/null; do sleep 0.1; done', {timeoutMs: 90_000});
    await terminal.press('C-c');
    const screen = await terminal.waitFor(/code \d+/, 120_000);
    await terminal.close();
    expect(screen).toContain('code 130');
    expect(screen).toContain('has been taken back');
    await expectClean(nginx1);
  });

  it('somebody else holds the VIP: blocked, the MAC named, nothing changed', async () => {
    const {test1, test2} = hosts;
    await test2.ok('ip address add 192.168.233.200/32 dev eth0');
    const {exitCode, stderr} = await tool(test1, applyFile);
    const mac = (await test2.ok('cat /sys/class/net/eth0/address; ip address del 192.168.233.200/32 dev eth0')).trim();
    expect(exitCode).toBe(1);
    expect(stderr).toContain(mac);
    await expectClean(test1);
  });

  it('rules of others stay, at set-up and at undo', async () => {
    const {test1} = hosts;
    await test1.ok('modprobe ip_vs_wlc; ipvsadm -A -t 192.0.2.9:443 -s wlc; ipvsadm -a -t 192.0.2.9:443 -r 192.0.2.10:443 -m -w 3');
    const before = await takeSnapshot(test1);
    const {stderr} = await tool(test1, applyFile);
    const rules = await test1.ok('ipvsadm -S -n');
    const undone = await tool(test1, 'undo --yes');
    const after = await takeSnapshot(test1);
    await test1.ok('ipvsadm -C');
    expect(stderr).toContain('1 virtual service(s) are in the kernel already');
    expect(rules).toContain('-a -t 192.0.2.9:443 -r 192.0.2.10:443 -m -w 3');
    expect(undone.exitCode).toBe(0);
    expect(diffSnapshots(before, after)).toEqual([]);
    await expectClean(test1);
  });

  it.each([
    // After which write to the journal the power goes; both hosts at once, to save time. A sample of them.
    [2, 2],
    [7, 3],
    [11, 4],
    [14, 5],
  ])(
    'kill -9 after journal write %i on the director, %i on a real server: apply again ends right, undo is exact',
    async (onDirector, onServer) => {
      const script = await readFile(join(import.meta.dirname, 'guest', 'kill-after.mjs'), 'utf8');
      const killed = async (host: LabHost, after: number) => {
        await host.write('/root/kill-after.mjs', script);
        const env = {NODE_OPTIONS: '--import=/root/kill-after.mjs', KILL_AFTER: String(after)};
        const {exitCode} = await host.run(`lvs-wizard ${applyFile}`, {timeoutMs: 180_000, env});
        expect(exitCode, `${host.name}: killed by SIGKILL`).toBe(137);
        // Every other time straight back, else forward first.
        if (after % 2 === 0) expect((await tool(host, applyFile)).exitCode).toBe(0);
        await toolOk(host, 'undo --yes');
        await expectClean(host);
      };
      // Both are waited for, whatever becomes of one: the next round needs them idle.
      const ends = await Promise.allSettled([killed(hosts.test1, onDirector), killed(hosts.nginx1, onServer)]);
      for (const end of ends) if (end.status === 'rejected') throw end.reason;
    },
  );
});
