import {expect, test} from 'vitest';
import {renderSummary, type Summary} from '../../../wizards/summary-view.ts';

const line = 'npx lvs-wizard join lvs1:abcdefghijklmnopqrstuvwxyz0123456789abcdefghijklmnopqrstuvwxyz0123456789';
const summary: Summary = {
  host: 'test1',
  role: 'director',
  done: ['stopped firewalld', 'loaded ip_vs, now and at boot'],
  verified: [
    {state: 'ok', title: 'the VIP is here', evidence: '192.168.233.200/32 on ens33'},
    {state: 'waiting', title: 'nginx2 answers', evidence: 'not set up yet'},
  ],
  joinLines: [
    {host: 'nginx1', line},
    {host: 'nginx2', line},
  ],
  repeat: 'lvs-wizard apply -f /etc/lvs-wizard/cluster.yaml --yes',
};

test('says what was done, what was verified and what comes next', () => {
  expect(`\n${renderSummary(summary, {width: 80}).join('\n')}\n`).toMatchInlineSnapshot(`
    "
      ✓ test1 is set up as a director; 1 of 2 checks wait for the other hosts

      Done
      • stopped firewalld
      • loaded ip_vs, now and at boot

      Verified
      ✓ the VIP is here  ok       192.168.233.200/32 on ens33
      · nginx2 answers   waiting  not set up yet

      Next, as root
      on nginx1, nginx2:
        npx lvs-wizard join lvs1:abcdefghijklmnopqrstuvwxyz0123456789abcdefghijklmnopqrstuvwxyz0123456789

      The same again without questions
        lvs-wizard apply -f /etc/lvs-wizard/cluster.yaml --yes
    "
  `);
});

test('the line to paste is never broken', () => {
  expect(renderSummary(summary, {width: 40})).toContain(`    ${line}`);
});

test('what failed comes first', () => {
  const verified = [...summary.verified, {state: 'failed', title: 'nginx1 answers', evidence: 'refused'} as const];
  const lines = renderSummary({...summary, verified});
  expect(lines[0]).toContain('✖ test1 is set up as a director, but 1 of 3 checks failed');
  expect(lines[lines.indexOf('  Verified') + 1]).toContain('✖ nginx1 answers');
});

test('nothing done is said, different lines stand apart', () => {
  const joinLines = [
    {host: 'nginx1', line: 'one'},
    {host: 'nginx2', line: 'two'},
  ];
  const text = renderSummary({...summary, done: [], verified: [], joinLines}).join('\n');
  expect(text).toContain('it already was');
  expect(text).toContain('  on nginx1:\n    one\n  on nginx2:\n    two');
});
