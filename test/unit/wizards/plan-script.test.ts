import {execFileSync} from 'node:child_process';
import {existsSync, mkdtempSync, readFileSync, rmSync, statSync} from 'node:fs';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import {afterAll, expect, test} from 'vitest';
import type {Act, Plan} from '../../../source/plan/step.ts';
import {renderScript} from '../../../wizards/plan-script.ts';
import {plan} from './fixtures.ts';

const folder = mkdtempSync(join(tmpdir(), 'plan script '));
afterAll(() => rmSync(folder, {recursive: true}));

const planOf = (...act: Act[]): Plan => ({...plan, steps: [{...(plan.steps[1] as Plan['steps'][number]), act, why: 'line\nrm -rf "$0"'}]});
const run = (script: string): string => execFileSync('bash', ['-c', script]).toString();

test('reads as what it is', () => {
  expect(`\n${renderScript(plan)}`).toMatchInlineSnapshot(`
    "
    #!/bin/bash
    # lvs-wizard: test1 (director, DR), 4 of 5 steps needed.
    # Run as root on that host. It keeps no journal: lvs-wizard undo knows nothing of it.
    set -eu

    # stop firewalld
    # its rules would drop the service's port
    systemctl disable --now firewalld

    # load ip_vs, now and at boot
    # the kernel forwards connections with it, and every scheduler is a module of its own that has to be there as well
    modprobe ip_vs
    modprobe ip_vs_rr || true
    install -D -m 0644 /dev/null /etc/modules-load.d/lvs-wizard.conf
    cat >/etc/modules-load.d/lvs-wizard.conf <<'END'
    ip_vs
    ip_vs_rr
    END

    # no ICMP redirects
    # a redirect would teach clients to pass the director by
    install -D -m 0644 /dev/null /etc/sysctl.d/90-lvs-wizard.conf
    cat >/etc/sysctl.d/90-lvs-wizard.conf <<'END'
    # by lvs-wizard
    net.ipv4.conf.all.send_redirects = 0
    END

    # write the password
    # it is needed
    # /etc/keepalived/keepalived.conf (mode 0600) holds a secret, which this script must not hold: write it by hand, or use lvs-wizard apply.
    test -e /etc/keepalived/keepalived.conf || { echo '/etc/keepalived/keepalived.conf is missing: write it first' >&2; exit 1; }
    "
  `);
});

test('holds no secret', () => {
  expect(renderScript(plan)).not.toMatch(/Geheim99|Vorher00/);
});

test('done steps are left out, blocked ones are named', () => {
  const [first, second] = plan.steps as [Plan['steps'][number], Plan['steps'][number]];
  const script = renderScript({...plan, steps: [first, {...second, check: {verdict: 'blocked', evidence: 'first\nthis'}}]});
  expect(script).not.toContain('systemctl');
  expect(script).toContain('# BLOCKED, left out: stop firewalld. first this');
});

test('run by bash it writes the files, with their modes, and removes others', () => {
  const path = join(folder, "it's new", 'a file');
  const text = 'END\n$HOME `id`\n';
  run(renderScript(planOf({do: 'write', path, text, mode: 0o640, before: null})));
  expect(readFileSync(path, 'utf8')).toBe(text);
  expect(statSync(path).mode & 0o777).toBe(0o640);
  run(renderScript(planOf({do: 'write', path, text: '', mode: 0o644, before: text})));
  expect(readFileSync(path, 'utf8')).toBe('');
  run(renderScript(planOf({do: 'remove', path})));
  expect(existsSync(path)).toBe(false);
});

test('run by bash it stops at the first failure, but not at one that may fail', () => {
  const echo = (text: string): Act => ({do: 'run', argv: ['echo', text]});
  expect(run(renderScript(planOf({do: 'run', argv: ['false'], mayFail: true}, echo('after;id'))))).toBe('after;id\n');
  expect(() => run(renderScript(planOf({do: 'run', argv: ['false']}, echo('never'))))).toThrow();
});
