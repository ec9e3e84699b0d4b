import {afterEach, expect, test} from 'vitest';
import {back, createPrompts, Interrupted} from '../../../source/terminal/prompt.ts';
import {createStyle} from '../../../source/terminal/style.ts';
import {fakeTerminal, keys} from './fake-terminal.ts';

const style = createStyle({env: {LANG: 'C.UTF-8', NO_COLOR: '1'}, isTty: true});

function scene(size = {}) {
  const terminal = fakeTerminal(size);
  return {terminal, ui: createPrompts({input: terminal.input, output: terminal.output, style})};
}

const fruit = [
  {value: 'a', name: 'apple'},
  {value: 'b', name: 'banana', short: 'Banana'},
  {value: 'c', name: 'cherry', disabled: '(not yet)'},
];

const written: string[] = [];
const realWrite = process.stdout.write;
afterEach(() => {
  process.stdout.write = realWrite;
});

test('an answer is echoed under its caption, and the question is gone', async () => {
  const {terminal, ui} = scene();
  const answer = ui.choose({message: 'Which fruit?', caption: 'Fruit', choices: fruit});
  await terminal.shows('cherry (not yet)');
  terminal.type(keys.down + keys.enter);
  expect(await answer).toBe('b');
  expect(terminal.all()).toContain('✓ Fruit          Banana');
  expect(terminal.raw.at(-1)).toBe(false);
});

test('Esc goes back, and quickly', async () => {
  const {terminal, ui} = scene();
  const answer = ui.ask({message: 'Name?', default: 'web'});
  await terminal.shows('(web)');
  const since = performance.now();
  terminal.type(keys.escape);
  expect(await answer).toBe(back);
  expect(performance.now() - since).toBeLessThan(400);
});

test('an arrow key is not taken for Esc', async () => {
  const {terminal, ui} = scene();
  const answer = ui.choose({message: 'Which fruit?', choices: fruit});
  await terminal.shows('apple');
  terminal.type(keys.down);
  await terminal.shows('❯ banana');
  terminal.type(keys.enter);
  expect(await answer).toBe('b');
});

test.each([
  ['Ctrl-C', keys.ctrlC],
  ['Ctrl-D on an empty line', keys.ctrlD],
])('%s is an interruption', async (_name, key) => {
  const {terminal, ui} = scene();
  const answer = ui.ask({message: 'Name?'});
  await terminal.shows('Name?');
  terminal.type(key);
  await expect(answer).rejects.toBeInstanceOf(Interrupted);
  expect(terminal.raw.at(-1)).toBe(false);
});

test('the end of the input is an interruption, before and after it', async () => {
  const {terminal, ui} = scene();
  const answer = ui.ask({message: 'Name?'});
  await terminal.shows('Name?');
  terminal.input.end();
  await expect(answer).rejects.toBeInstanceOf(Interrupted);
  await expect(ui.ask({message: 'Again?'})).rejects.toBeInstanceOf(Interrupted);
});

test('a wrong answer says what would be right, and can be mended', async () => {
  const {terminal, ui} = scene();
  const validate = (text: string) => (/^\d+$/.test(text) ? undefined : `"${text}" is not a number, such as 80.`);
  const answer = ui.ask({message: 'Port?', caption: 'Port', validate});
  await terminal.shows('Port?');
  terminal.type(`http${keys.enter}`);
  await terminal.shows('✖ "http" is not a number, such as 80.');
  terminal.type(`${keys.ctrlU} 80 ${keys.enter}`);
  expect(await answer).toBe('80');
});

test('a secret is never on the screen, nor its length', async () => {
  const {terminal, ui} = scene();
  const answer = ui.askSecret({message: 'Password?', caption: 'Password'});
  await terminal.shows('Password?');
  terminal.type(`geheim${keys.enter}`);
  expect(await answer).toBe('geheim');
  expect(terminal.all()).not.toContain('geheim');
  expect(terminal.all()).toContain('✓ Password       ********');
});

test('a menu of keys takes one key, and names them when it is another', async () => {
  const {terminal, ui} = scene();
  const answer = ui.pressKey({
    keys: [
      {key: 'a', label: 'apply', value: 1},
      {key: 'q', label: 'quit', value: 2},
    ],
  });
  await terminal.shows('[a]pply   [q]uit');
  terminal.type('x');
  await terminal.shows('One of the keys a q, please.');
  terminal.type(keys.enter);
  terminal.type('q');
  expect(await answer).toBe(2);
});

test('keys typed ahead are forgotten by drain; Ctrl-C among them is not', async () => {
  const {terminal, ui} = scene();
  terminal.type('yyy');
  await ui.drain();
  const answer = ui.pressKey({message: 'Sure?', keys: [{key: 'y', label: 'yes', value: true}], enter: false});
  await terminal.shows('Sure?');
  terminal.type(keys.enter);
  expect(await answer).toBe(false);
  terminal.type(`y${keys.ctrlC}`);
  await expect(ui.drain()).rejects.toBeInstanceOf(Interrupted);
});

test('nothing goes to stdout', async () => {
  process.stdout.write = (chunk: unknown) => written.push(String(chunk)) > 0;
  const {terminal, ui} = scene();
  const answer = ui.ask({message: 'Name?', default: 'web'});
  await terminal.shows('Name?');
  terminal.type(keys.enter);
  await answer;
  expect(written).toEqual([]);
});

test('a long hint stands above its question, within the width', async () => {
  const {terminal, ui} = scene({width: 40});
  const answer = ui.ask({message: 'Port', hint: 'Several are welcome, 80 443; TCP unless you say 53/udp.', default: '80'});
  await terminal.shows('Port (80)');
  for (const line of terminal.all().split('\n')) expect(line.length).toBeLessThanOrEqual(40);
  terminal.type(keys.enter);
  await answer;
});
