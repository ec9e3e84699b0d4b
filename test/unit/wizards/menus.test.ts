import {describe, expect, test} from 'vitest';
import type {Plan} from '../../../source/plan/step.ts';
import {back} from '../../../source/terminal/prompt.ts';
import {confirmApply, confirmUndo} from '../../../wizards/confirm-apply.ts';
import {askExisting} from '../../../wizards/existing-menu.ts';
import {askPlanMenu, askScriptPath} from '../../../wizards/plan-menu.ts';
import {cluster, plan} from './fixtures.ts';
import {type Script, scriptedPrompts} from './scripted-prompts.ts';

const withVerdict = (verdict: 'done' | 'blocked'): Plan => ({
  ...plan,
  steps: plan.steps.map(step => ({...step, check: {verdict, evidence: ''}})),
});

describe('plan menu', () => {
  const ask = (script: Script, ...[given = plan, options = {}]: Partial<Parameters<typeof askPlanMenu>>) =>
    askPlanMenu(given, {...options, ui: scriptedPrompts(script).ui});

  test.each([
    ['a', 'apply'],
    ['e', 'edit'],
    ['s', 'save'],
    ['q', 'quit'],
    [back, 'edit'],
  ])('%s is %s', async (key, choice) => {
    expect(await ask([['', key]])).toEqual({choice});
  });

  test('details ask which step, and the first that is not done is the default', async () => {
    expect(
      await ask([
        ['', 'd'],
        ['which step', ''],
      ]),
    ).toEqual({choice: 'details', details: 2});
    expect(
      await ask([
        ['', 'd'],
        ['which step', 'all'],
      ]),
    ).toEqual({choice: 'details', details: 'all'});
    expect(
      await ask([
        ['', 'd'],
        ['which step', back],
        ['', 'q'],
      ]),
    ).toEqual({choice: 'quit'});
  });

  test('there is nothing to apply while a step is blocked or when all is done', async () => {
    await expect(ask([['blocked', 'a']], withVerdict('blocked'))).rejects.toThrow('no key a');
    await expect(ask([['', 'a']], withVerdict('done'))).rejects.toThrow('no key a');
  });

  test('without answers there is nothing to edit, and Esc does nothing', async () => {
    await expect(ask([['', 'e']], plan, {editable: false})).rejects.toThrow('no key e');
    expect(
      await ask(
        [
          ['', back],
          ['', 'q'],
        ],
        plan,
        {editable: false},
      ),
    ).toEqual({choice: 'quit'});
  });

  test('the script has a name to begin with', async () => {
    const {ui, complaints} = scriptedPrompts([
      ['Save as', '/tmp/'],
      ['Save as', ''],
    ]);
    expect(await askScriptPath(plan, ui)).toBe('./lvs-test1.sh');
    expect(complaints).toEqual(['"/tmp/" is not the name of a file.']);
  });
});

describe('confirmation', () => {
  test.each([
    ['y', true],
    ['n', false],
    ['', false],
    [back, false],
  ])('%s is %s, and what was typed ahead is forgotten', async (key, answer) => {
    const {ui, drained} = scriptedPrompts([['these 4 steps on test1 now?', key]]);
    expect(await confirmApply(plan, {ui})).toBe(answer);
    expect(drained).toHaveLength(1);
  });

  test('warns who could cut the own session', async () => {
    const steps = plan.steps.map(step => ({...step, touches: ['address' as const]}));
    const ssh = {client: '192.168.233.1', local: '192.168.233.10'};
    const over = scriptedPrompts([['now?', 'n']]);
    await confirmApply({...plan, steps}, {ssh, ui: over.ui});
    expect(over.said[0]).toContain('You came in over SSH to 192.168.233.10');
    const quiet = scriptedPrompts([['now?', 'n']]);
    await confirmApply(plan, {ssh, ui: quiet.ui});
    expect(quiet.said[0]).toMatch(/^\?/);
  });

  test('an undo asks, too', async () => {
    const {ui, drained} = scriptedPrompts([['these 3 changes on test1', 'y']]);
    expect(await confirmUndo('test1', 3, ui)).toBe(true);
    expect(drained).toHaveLength(1);
  });
});

test('an existing cluster: Esc leaves', async () => {
  expect(await askExisting(cluster, 'test1', scriptedPrompts([['web (DR, direct routing, 2 real servers)', 'undo']]).ui)).toBe('undo');
  expect(await askExisting(cluster, 'test1', scriptedPrompts([['', back]]).ui)).toBe('leave');
});
