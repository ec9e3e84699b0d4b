import {execFileSync} from 'node:child_process';
import {mkdtempSync, rmSync, writeFileSync} from 'node:fs';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import {afterAll, beforeEach, describe, expect, it, vi} from 'vitest';
import {describe as describeCommand} from '../../../source/commands/help-text.ts';
import {runProgram} from '../../../source/commands/program.ts';
import {badInput} from '../../fixtures/cluster/bad-input.ts';

const folder = mkdtempSync(join(tmpdir(), 'lvs-program-'));
afterAll(() => rmSync(folder, {recursive: true}));

let said = '';
let printed = '';
beforeEach(() => {
  said = '';
  printed = '';
  vi.spyOn(process.stderr, 'write').mockImplementation(text => {
    said += String(text);
    return true;
  });
  vi.spyOn(process.stdout, 'write').mockImplementation(text => {
    printed += String(text);
    return true;
  });
  return () => vi.restoreAllMocks();
});
const run = (...args: readonly string[]) => runProgram(args, '1.2.3');

describe('help and usage', () => {
  it('prints the help on stdout, with every command and every exit code', async () => {
    expect(await run('--help')).toBe(0);
    for (const word of ['plan', 'apply', 'undo', 'token', 'join', '77', '130', '/etc/lvs-wizard/cluster.yaml'])
      expect(printed).toContain(word);
    for (const word of ['monitor', 'doctor', 'explain', 'confirm']) expect(printed).not.toContain(word);
    for (const line of printed.split('\n')) expect(line.length).toBeLessThanOrEqual(100);
  });

  it.each(['plan', 'apply', 'undo', 'token', 'join'])('prints the help of %s', async command => {
    expect(await run(command, '--help')).toBe(0);
    expect(printed).toContain(`lvs-wizard ${command}`);
    expect(describeCommand(command)).not.toBe('');
    expect(printed.replace(/\s+/g, ' ')).toContain(describeCommand(command));
  });

  it.each([[['frobnicate']], [['plan', '--nonsense']], [['join']], [['plan', '-f']], [['undo', 'now']]])(
    'answers %j with exit code 2',
    async args => {
      expect(await run(...args)).toBe(2);
      expect(said).toContain('--help');
    },
  );

  it('names the flag where nobody can be asked', async () => {
    expect(await run()).toBe(2);
    expect(said).toContain('-f FILE');
  });

  it('names the flag and the file that is not there', async () => {
    expect(await run('plan', '-f', '/nowhere/cluster.yaml')).toBe(2);
    expect(said).toContain('--file');
    expect(said).toContain('/nowhere/cluster.yaml');
  });
});

/** Through the whole program, but for the process around it: exit code 2, the field named, no stack, nothing run. */
describe('bad input', () => {
  it.each(badInput.map(({name, ...rest}) => [name, rest] as const))('%s', async (_, {kind, text, field}) => {
    const file = join(folder, 'cluster.yaml');
    if (kind === 'file') writeFileSync(file, text);
    const code = await (kind === 'file' ? run('plan', '-f', file) : run('join', '--', text));
    expect(code).toBe(2);
    expect(said).toContain(field);
    expect(said).toContain('nothing was changed');
    expect(said).not.toMatch(/^\s+at .*:\d+/m);
    expect(printed).toBe('');
    // biome-ignore lint/suspicious/noControlCharactersInRegex: none of them may reach a terminal
    expect(said).not.toMatch(/[\u0000-\u0008\u000b-\u001f\u007f]/);
  });

  it('is as much as was promised', () => {
    expect(badInput.length).toBeGreaterThanOrEqual(60);
    expect(badInput.filter(({kind}) => kind === 'token').length).toBeGreaterThanOrEqual(10);
  });
});

it('token and join understand each other, without a password', async () => {
  const file = join(folder, 'good.yaml');
  writeFileSync(
    file,
    'version: 1\nname: web\nmode: dr\nservices: [{vip: 192.0.2.9, port: 80}]\ndirectors: [{name: a, address: 192.0.2.1}]\nrealServers: [{name: b, address: 192.0.2.2}]\n',
  );
  expect(await run('token', '-f', file)).toBe(0);
  expect(printed).toMatch(/^lvs1\.[\w.-]+\n$/);
});

it('says the version without loading anything', () => {
  const root = new URL('../../..', import.meta.url).pathname;
  const out = execFileSync(process.execPath, ['--import', 'tsx', join(root, 'source/cli.ts'), '--version'], {encoding: 'utf8', cwd: root});
  expect(out).toMatch(/^\d+\.\d+\.\d+\n$/);
});
