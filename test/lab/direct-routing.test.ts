import {afterAll, beforeAll, describe, expect, it} from 'vitest';
import {clusterFile, connectSeedHosts, expectAlternating, expectSame, pictures, type SeedHosts, tool, toolOk} from './seed-hosts.ts';
import {openTerminal} from './terminal.ts';

const vip = '192.168.233.200';

describe('the seed cluster in direct routing', () => {
  let hosts: SeedHosts;
  let clean: ReadonlyMap<string, string>;
  beforeAll(async () => {
    hosts = await connectSeedHosts();
    clean = await pictures(hosts);
  });
  afterAll(() => hosts?.lab.close());

  it('Ctrl-C at a question leaves with 130, the terminal sane and nothing changed', async () => {
    const wizard = await openTerminal(hosts.test1, 'lvs-wizard; echo "code $?"; stty -a | grep -o " echo "; sleep 100', {
      columns: 100,
      rows: 40,
    });
    await wizard.waitFor('What is this machine to be?', 60_000);
    await wizard.press('Enter');
    await wizard.waitFor('Name of the cluster');
    await wizard.press('C-c');
    const screen = await wizard.waitFor(/code \d+\s+echo/);
    expect(screen).toContain('code 130');
    expect(screen).toContain('nothing was changed');
    await wizard.close();
    await hosts.test1.ok('test ! -e /var/lib/lvs-wizard && test ! -e /etc/lvs-wizard');
  });

  it('is set up by the wizard on the director', async () => {
    const wizard = await openTerminal(hosts.test1, 'lvs-wizard', {columns: 120, rows: 60});
    const answer = async (question: string, text = '') => {
      await wizard.waitFor(question, 60_000);
      if (text) await wizard.type(text);
      await wizard.press('Enter');
    };
    await answer('What is this machine to be?');
    await answer('Name of the cluster');
    await answer('How do packets reach the real servers?');
    await answer('Name of this director');
    // Esc goes back, and the answer given is still there.
    await wizard.waitFor('First real server');
    await wizard.press('Escape');
    await answer('(test1)');
    await answer('First real server', 'nginx1 192.168.233.100');
    await answer('nginx1         192.168.233.100', 'nginx2 192.168.233.110');
    await answer('nginx2         192.168.233.110');
    // A wrong answer is told at once, and can be corrected.
    await wizard.waitFor('Virtual address (VIP)');
    await wizard.type('192.168.233.100');
    await wizard.press('Enter');
    await wizard.waitFor('nginx1');
    await wizard.press('C-u');
    await answer('Virtual address (VIP)', vip);
    await answer('Port (80)');
    await answer('scheduler');
    await answer('come back to the same real server?');
    await answer('Another?');
    await answer("The firewall of this cluster's hosts");
    await answer('All right so?');
    const plan = await wizard.waitFor('[a]pply', 60_000);
    expect(plan).toContain('9 steps');
    await wizard.press('a');
    await wizard.waitFor('Carry out', 60_000);
    await wizard.press('y');
    expect(await wizard.ended(180_000)).toBe(0);
    const summary = await wizard.screen();
    expect(summary).toContain('test1 is set up as a director');
    expect(summary).toContain('npx lvs-wizard join lvs1.');
    await wizard.close();
  });

  it('is joined by the real servers with one line', async () => {
    const token = (await hosts.test1.ok('lvs-wizard token')).trim();
    expect(token).not.toMatch(/\s/);
    const joined = await Promise.all([hosts.nginx1, hosts.nginx2].map(host => toolOk(host, `join ${token} --yes`)));
    for (const output of joined) expect(output).toContain('is set up as a real server');
  });

  it('serves: the client sees the real servers in turn', () => expectAlternating(hosts));

  it('sends replies past the director', async () => {
    const capture = (filter: string, file: string) => `tcpdump -lni eth0 -Q inout '${filter}' >/tmp/${file} 2>/dev/null & `;
    await hosts.test1.ok(
      `${capture(`dst host ${vip} and tcp dst port 80`, 'requests')} ${capture(`src host ${vip} and tcp src port 80`, 'replies')} sleep 2`,
    );
    await expectAlternating(hosts);
    await hosts.test1.run('sleep 1; pkill tcpdump; sleep 1');
    const [requests, replies] = (await hosts.test1.ok('grep -c . /tmp/requests; grep -c . /tmp/replies; true'))
      .trim()
      .split('\n')
      .map(Number);
    // The capture works: every request is seen, coming in and going out.
    expect(requests).toBeGreaterThan(6);
    expect(replies).toBe(0);
  });

  it('has one answer to ARP for the VIP: the director', async () => {
    const answers = await hosts.test2.ok(`arping -c 3 -I eth0 ${vip}`);
    const [mac] = (await hosts.test1.ok('cat /sys/class/net/eth0/address')).trim().split('\n');
    const macs = new Set([...answers.matchAll(/\[([0-9A-F:]+)\]/g)].map(match => match[1]?.toLowerCase()));
    expect([...macs]).toEqual([mac]);
  });

  it('changes nothing the second time, and says so', async () => {
    const before = await pictures(hosts);
    const journals = () => Promise.all(hosts.members.map(host => host.ok('sha256sum /var/lib/lvs-wizard/journal.jsonl')));
    const known = await journals();
    const outputs = await Promise.all(hosts.members.map(host => toolOk(host, 'apply --yes')));
    for (const output of outputs) expect(output).toContain('Nothing to change');
    expect(await journals()).toEqual(known);
    expectSame(before, await pictures(hosts));
    expect((await tool(hosts.test1, 'plan --detailed-exitcode')).exitCode).toBe(0);
  });

  it('serves again, untouched, after a reboot of every host', async () => {
    await Promise.all([...hosts.members, hosts.test2].map(host => host.reboot()));
    await expectAlternating(hosts);
    const plans = await Promise.all(hosts.members.map(host => tool(host, 'plan --detailed-exitcode')));
    expect(plans.map(({exitCode}) => exitCode)).toEqual([0, 0, 0]);
  });

  it('leaves every host exactly as it was after undo', async () => {
    const outputs = await Promise.all(hosts.members.map(host => toolOk(host, 'undo --yes')));
    for (const output of outputs) expect(output).toContain('as it was before the first apply');
    expectSame(clean, await pictures(hosts));
    expect(await toolOk(hosts.test1, 'undo --yes')).toContain('Nothing to undo');
  });

  it('does the same from a file without questions', async () => {
    const results = await Promise.all(hosts.members.map(host => tool(host, `apply -f ${clusterFile} --as ${host.name} --yes --json`)));
    for (const {exitCode, stdout} of results) {
      expect(exitCode).toBe(0);
      expect(JSON.parse(stdout)).toMatchObject({outcome: 'applied', mode: 'dr'});
    }
    await expectAlternating(hosts);
  });

  it('keeps the VIP when the network is restarted', async () => {
    await hosts.test1.ok('systemctl restart networking', {timeoutMs: 60_000});
    await expectAlternating(hosts);
  });

  it('follows the cluster file when it is edited in place: the old VIP goes, everywhere', async () => {
    const kept = '/etc/lvs-wizard/cluster.yaml';
    await Promise.all(hosts.members.map(host => host.ok(`sed -i 's/${vip}/192.168.233.201/; 1i # moved' ${kept}`)));
    await Promise.all(hosts.members.map(host => toolOk(host, 'apply --yes')));
    const answer = await hosts.test2.ok('curl -sS --max-time 5 http://192.168.233.201/');
    expect(answer).toMatch(/^nginx[12]\n$/);
    const left = await Promise.all(
      hosts.members.map(host =>
        host.run(`ip -o addr; cat /proc/net/route; ipvsadm -S -n; cat /etc/ipvsadm.rules; systemctl list-units --all 'lvs-wizard*'`),
      ),
    );
    for (const {stdout} of left) expect(stdout).not.toMatch(/192\.168\.233\.200|C8E9A8C0/);
    expect(await hosts.test1.read(kept)).toContain('# moved');
  });

  it('leaves every host exactly as it was after several applies, too', async () => {
    await Promise.all(hosts.members.map(host => toolOk(host, 'undo --yes')));
    expectSame(clean, await pictures(hosts));
  });
});
