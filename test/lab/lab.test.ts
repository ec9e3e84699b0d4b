import {setTimeout as sleep} from 'node:timers/promises';
import {afterAll, beforeAll, describe, expect, it} from 'vitest';
import {connectLab, type Lab, type LabHost} from './lab.ts';
import {diffSnapshots, takeSnapshot} from './snapshot.ts';
import {openTerminal} from './terminal.ts';

const fetchFrom = (address: string) => `curl -sS --max-time 5 http://${address}/`;

/** The lab proves itself: what tests build on is there, and comes back clean. */
describe('the lab', () => {
  let lab: Lab;
  let test1: LabHost;
  let test2: LabHost;
  let nginx1: LabHost;
  let nginx2: LabHost;
  beforeAll(async () => {
    lab = await connectLab();
    [test1, test2, nginx1, nginx2] = ['test1', 'test2', 'nginx1', 'nginx2'].map(name => lab.host(name)) as [
      LabHost,
      LabHost,
      LabHost,
      LabHost,
    ];
  });
  afterAll(() => lab?.close());

  it('gives each host its own address', async () => {
    const addresses = await Promise.all([test1, test2, nginx1, nginx2].map(host => host.ok('ip -br -4 address show eth0')));
    expect(addresses.map(line => line.split(/\s+/)[2])).toEqual([
      '192.168.233.10/24',
      '192.168.233.20/24',
      '192.168.233.100/24',
      '192.168.233.110/24',
    ]);
  });

  it('passes exit codes, both streams, input, environment and timeouts on', async () => {
    const result = await test2.run('cat; echo "$GREETING" >&2; exit 3', {input: 'für\n', env: {GREETING: 'hello'}});
    expect(result).toEqual({exitCode: 3, stdout: 'für\n', stderr: 'hello\n'});
    expect((await test2.run(['sleep', '60'], {timeoutMs: 500})).exitCode).toBe(124);
    await expect(test2.ok('echo oh no >&2; false')).rejects.toThrow('oh no');
    await test2.write('/root/secret', "it's\n", 0o600);
    expect(await test2.ok('stat -c %a /root/secret; cat /root/secret')).toBe("600\nit's\n");
  });

  it('serves pages, where the firewall lets them through', async () => {
    expect(await test2.ok(fetchFrom('192.168.233.110'))).toBe('nginx2\n');
    expect((await test2.run(fetchFrom('192.168.233.100'))).exitCode).not.toBe(0);
    expect(await nginx1.ok('systemctl is-active firewalld')).toBe('active\n');
  });

  it('has the tool, a kernel with IPVS, and ARP between hosts', async () => {
    await test1.ok('test -x /usr/local/bin/lvs-wizard && node --version');
    await test1.ok('modprobe ip_vs && test -e /proc/net/ip_vs && ipvsadm -Ln');
    expect(await test2.ok('arping -c 1 -I eth0 192.168.233.110')).toContain('Received 1 response');
  });

  it('drives full-screen programs', async () => {
    const terminal = await openTerminal(test2, 'less /etc/services', {columns: 80, rows: 10});
    await terminal.waitFor('Network services');
    await terminal.press('G');
    await terminal.waitFor('(END)');
    expect((await terminal.screen()).split('\n')).toHaveLength(10);
    await terminal.type('q');
    expect(await terminal.ended()).toBe(0);
    await terminal.close();
  });

  it('sees no change on an idle host, and every change on a busy one', async () => {
    const before = await takeSnapshot(nginx2);
    await sleep(10_000);
    expect(diffSnapshots(before, await takeSnapshot(nginx2))).toEqual([]);
    await nginx2.ok(
      'echo 1 >/proc/sys/net/ipv4/conf/all/arp_ignore; ip address add 192.0.2.1/32 dev lo; touch /etc/new; systemctl stop nginx',
    );
    const changes = diffSnapshots(before, await takeSnapshot(nginx2)).join('\n');
    for (const change of ['- sysctl net.ipv4.conf.all.arp_ignore = 0', '192.0.2.1', '+ entry /etc/new', '- unit nginx.service']) {
      expect(changes).toContain(change);
    }
  });

  it('keeps /etc over a reboot and loses what is not persistent', async () => {
    await nginx2.reboot();
    await nginx2.ok('test -e /etc/new');
    expect(await nginx2.ok('ip -br address show lo; cat /proc/sys/net/ipv4/conf/all/arp_ignore; systemctl is-active nginx')).toBe(
      'lo               UNKNOWN        127.0.0.1/8 ::1/128 \n0\nactive\n',
    );
  });

  it('gives a host a clean disk again', async () => {
    await nginx2.reset();
    await nginx2.ok('test ! -e /etc/new');
    expect(await nginx2.ok('ip -br address show lo')).not.toContain('192.0.2.1');
  });
});
