import {describe, expect, test} from 'vitest';
import type {Plan} from '../../../source/plan/step.ts';
import {createStyle} from '../../../source/terminal/style.ts';
import {displayWidth} from '../../../source/terminal/text.ts';
import {renderPlan} from '../../../wizards/plan-view.ts';
import {plan} from './fixtures.ts';

const secrets = /Geheim99|Vorher00/;

test('at a glance, 120 columns', () => {
  expect(`\n${renderPlan(plan, {width: 120}).join('\n')}\n`).toMatchInlineSnapshot(`
    "
      Plan for test1 (director, DR) · 5 steps · 1 already done · changes 3 files · touches the firewall

      1  ✓ install ipvsadm              done     ipvsadm 1.31 is there
      2  • stop firewalld               needed   its rules would drop the service's port
            systemctl disable --now firewalld
      3  • load ip_vs, now and at boot  needed
          the kernel forwards connections with it, and every scheduler is a module of its own that has to be there as well
            modprobe ip_vs · modprobe ip_vs_rr
            + /etc/modules-load.d/lvs-wizard.conf  (2 lines)
      4  • no ICMP redirects            needed   a redirect would teach clients to pass the director by
            ~ /etc/sysctl.d/90-lvs-wizard.conf  (+1 −1)
      5  • write the password           needed   it is needed
            ~ /etc/keepalived/keepalived.conf  (secret, not shown)

      ▲ /etc/sysctl.conf has net.ipv4.ip_forward = 1; that stays.
    "
  `);
});

test('at a glance, 80 columns', () => {
  expect(`\n${renderPlan(plan, {width: 80}).join('\n')}\n`).toMatchInlineSnapshot(`
    "
      Plan for test1 (director, DR) · 5 steps · 1 already done · changes 3 files ·
      touches the firewall

      1  ✓ install ipvsadm              done     ipvsadm 1.31 is there
      2  • stop firewalld               needed
          its rules would drop the service's port
            systemctl disable --now firewalld
      3  • load ip_vs, now and at boot  needed
          the kernel forwards connections with it, and every scheduler is a module
          of its own that has to be there as well
            modprobe ip_vs · modprobe ip_vs_rr
            + /etc/modules-load.d/lvs-wizard.conf  (2 lines)
      4  • no ICMP redirects            needed
          a redirect would teach clients to pass the director by
            ~ /etc/sysctl.d/90-lvs-wizard.conf  (+1 −1)
      5  • write the password           needed   it is needed
            ~ /etc/keepalived/keepalived.conf  (secret, not shown)

      ▲ /etc/sysctl.conf has net.ipv4.ip_forward = 1; that stays.
    "
  `);
});

test('one step in full', () => {
  expect(`\n${renderPlan(plan, {width: 80, details: 4}).join('\n')}\n`).toMatchInlineSnapshot(`
    "
      4  • no ICMP redirects  needed  sysctl
          why     a redirect would teach clients to pass the director by
          seen    not there
          do
          change /etc/sysctl.d/90-lvs-wizard.conf, mode 0644
              # by lvs-wizard
            - net.ipv4.conf.all.send_redirects = 1
            + net.ipv4.conf.all.send_redirects = 0
    "
  `);
});

test('all steps in full show each command, exactly', () => {
  const text = renderPlan(plan, {width: 80, details: 'all'}).join('\n');
  expect(text).toContain('$ systemctl disable --now firewalld');
  expect(text).toContain('$ modprobe ip_vs_rr   (may fail)');
  expect(text).toContain('new file /etc/modules-load.d/lvs-wizard.conf, mode 0644\n        + ip_vs\n        + ip_vs_rr');
  expect(text).toMatch(/undo\n {6}\$ systemctl enable --now firewalld/);
});

test.each([80, 120])('no line of the short view is wider than %i columns', width => {
  for (const line of renderPlan(plan, {width})) expect(displayWidth(line)).toBeLessThanOrEqual(width);
});

describe('the secret is never shown', () => {
  test.each([undefined, 'all', 1, 2, 3, 4, 5] as const)('details: %s', details => {
    expect(renderPlan(plan, {width: 100, ...(details ? {details} : {})}).join('\n')).not.toMatch(secrets);
  });
});

test('a blocked step says why, and the heading counts it', () => {
  const evidence =
    'nginx2 answers for 192.168.233.200 already: remove the VIP there first, or choose another one; it is at 52:54:00:1c:2d:ff';
  const steps = plan.steps.map((step, i) => (i === 1 ? {...step, check: {verdict: 'blocked', evidence} as const} : step));
  const text = renderPlan({...plan, steps}, {width: 80}).join('\n');
  expect(text).toContain('1 blocked');
  expect(text).toContain('✖ stop firewalld');
  expect(text.replace(/\s+/g, ' ')).toContain(evidence);
});

test('a plan with nothing left to do says so', () => {
  const done = plan.steps.map(step => ({...step, act: [], check: {verdict: 'done', evidence: 'so it is'} as const}));
  expect(renderPlan({...plan, steps: done}, {width: 120})[0]).toContain('5 steps · all already done');
});

test('ASCII where the terminal has no more', () => {
  const text = renderPlan(plan, {width: 80, details: 'all', style: createStyle()}).join('\n');
  expect(text).toMatch(/^[\n -~]+$/);
});

test('a file or message of others cannot steer the terminal', () => {
  const act = {do: 'write', path: '/etc/x\u001b[2J', text: 'a\u001b[31m\n', mode: 0o644, before: null} as const;
  const nasty: Plan = {...plan, steps: [{...(plan.steps[1] as Plan['steps'][number]), act: [act], why: 'x\u001b]0;t\u0007'}]};
  for (const details of [undefined, 'all'] as const) {
    const text = renderPlan(nasty, {width: 100, ...(details ? {details} : {})}).join('\n');
    expect(text).not.toContain('\u001b');
    expect(text).not.toContain('\u0007');
  }
});
