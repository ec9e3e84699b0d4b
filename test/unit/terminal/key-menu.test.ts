import {render} from '@inquirer/testing';
import {expect, test} from 'vitest';
import {keyMenu} from '../../../source/terminal/key-menu.ts';
import {plainStyle} from '../../../source/terminal/style.ts';

const keys = [
  {key: 'a', label: 'apply', value: 'apply'},
  {key: 'd', label: 'details of a step', value: 'details'},
  {key: 'x', label: 'something else', value: 'else'},
];

test('shows the keys in their captions', async () => {
  const {getScreen, answer, events} = await render(keyMenu, {message: 'What now?', keys, width: 80, style: plainStyle});
  expect(getScreen()).toBe('What now?\n  [a]pply   [d]etails of a step   [x] something else');
  events.keypress('d');
  await expect(answer).resolves.toBe('details');
});

test('wraps between captions', async () => {
  const {getScreen, answer, events} = await render(keyMenu, {keys, width: 40, style: plainStyle});
  expect(getScreen().split('\n')).toEqual(['[a]pply   [d]etails of a step', '  [x] something else']);
  events.keypress('a');
  await answer;
});

test('Enter is an answer only where one is set', async () => {
  const {answer, events, getScreen} = await render(keyMenu, {keys, width: 80, style: plainStyle});
  events.keypress('enter');
  expect(getScreen()).toContain('One of the keys a d x, please.');
  events.keypress({name: 'a', ctrl: true});
  events.keypress('x');
  await expect(answer).resolves.toBe('else');
});
