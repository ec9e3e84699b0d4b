import {mkdtempSync, readFileSync, rmSync, statSync, writeFileSync} from 'node:fs';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import {afterAll, describe, expect, it} from 'vitest';
import {shellHost} from '../../../source/host/shell-host.ts';

const host = shellHost();
const folder = mkdtempSync(join(tmpdir(), 'lvs-host-'));
afterAll(() => rmSync(folder, {recursive: true}));

describe('run', () => {
  it('passes every argument as it stands', async () => {
    const nasty = ['a b', "it's", '$(id)', '`id`', '', '*', '\n', '"', '\\', ';', 'ü'];
    const {stdout} = await host.run(['printf', '%s|', ...nasty]);
    expect(stdout).toBe(nasty.map(word => `${word}|`).join(''));
  });

  it('gives a command that reads its input the end of it at once', async () => {
    const started = Date.now();
    expect(await host.run(['cat'], {timeoutMs: 10_000})).toEqual({exitCode: 0, stdout: '', stderr: ''});
    expect(Date.now() - started).toBeLessThan(5000);
    expect((await host.run(['cat'], {input: 'x\n'})).stdout).toBe('x\n');
  });

  it('tells failure, absence and a time limit apart', async () => {
    expect(await host.run(['sh', '-c', 'echo no >&2; exit 3'])).toMatchObject({exitCode: 3, stderr: 'no\n'});
    expect((await host.run(['no-such-program-here'])).exitCode).toBe(127);
    expect((await host.run(['sleep', '30'], {timeoutMs: 200})).exitCode).toBe(124);
  });

  it('runs nothing that the environment smuggles in', async () => {
    process.env.ZX_POSTFIX = '; echo smuggled';
    process.env.BASH_ENV = '/dev/stdin';
    expect((await host.run(['echo', 'plain'])).stdout).toBe('plain\n');
    delete process.env.ZX_POSTFIX;
    delete process.env.BASH_ENV;
  });

  it('keeps a command out of the reach of a Ctrl-C that is meant for this program', async () => {
    // Field 5 of /proc/PID/stat is the process group (proc(5)); no blanks in these two commands' names.
    const {stdout} = await host.run(['cut', '-d', ' ', '-f', '5', '/proc/self/stat', `/proc/${process.pid}/stat`]);
    const [theirs, ours] = stdout.trim().split('\n');
    expect(theirs).not.toBe(ours);
  });
});

describe('files', () => {
  it('writes whole, with the mode asked for, and leaves nothing beside it', async () => {
    const path = join(folder, 'a.conf');
    writeFileSync(path, 'old');
    await host.write(path, 'new\n', {mode: 0o640});
    expect(readFileSync(path, 'utf8')).toBe('new\n');
    expect(statSync(path).mode & 0o777).toBe(0o640);
    expect(await host.list(folder)).toEqual(['a.conf']);
    await host.remove(path);
    await host.remove(path);
    expect(await host.read(path)).toBeUndefined();
  });

  it('says undefined for what is not there, and tells every other trouble', async () => {
    expect(await host.info(join(folder, 'no/such'))).toBeUndefined();
    await expect(host.read(folder)).rejects.toThrow('EISDIR');
  });
});

describe('lock', () => {
  it('is held once, and is free again afterwards', async () => {
    const path = join(folder, 'lock');
    const release = await host.lock(path);
    expect(release).toBeTypeOf('function');
    expect(await host.lock(path)).toBeUndefined();
    await release?.();
    const again = await host.lock(path);
    expect(again).toBeTypeOf('function');
    await again?.();
  });

  it('gives back in a program that has nothing else to do', async () => {
    const source = join(import.meta.dirname, '../../../source/host/process-lock.ts');
    const program = `const {lock} = await import(${JSON.stringify(source)}); const release = await lock(${JSON.stringify(join(folder, 'lock3'))}); await release(); console.log('free');`;
    expect(await host.run([process.execPath, '--import', 'tsx', '--input-type=module', '-e', program])).toMatchObject({
      exitCode: 0,
      stdout: 'free\n',
    });
  });

  it('dies with its holder, even by SIGKILL', async () => {
    const path = join(folder, 'lock2');
    const source = join(import.meta.dirname, '../../../source/host/process-lock.ts');
    const program = `const {lock} = await import(${JSON.stringify(source)}); await lock(${JSON.stringify(path)}); process.kill(process.pid, 'SIGKILL');`;
    await host.run([process.execPath, '--import', 'tsx', '--input-type=module', '-e', program]);
    let release: (() => Promise<void>) | undefined;
    for (let attempt = 0; attempt < 50 && !release; attempt++) {
      release = await host.lock(path);
      if (!release) await new Promise(done => setTimeout(done, 20));
    }
    expect(release).toBeTypeOf('function');
    await release?.();
  });
});

it('finds programs in the administrators folders, whatever PATH says', async () => {
  expect(await host.which('sh')).toMatch(/\/bin\/sh$/);
  expect(await host.which('no-such-program-here')).toBeUndefined();
});

it('tells an open port from one that refuses', async () => {
  const {createServer} = await import('node:net');
  const server = createServer().listen(0, '127.0.0.1');
  await new Promise(done => server.once('listening', done));
  const {port} = server.address() as {port: number};
  expect(await host.connect({address: '127.0.0.1', port, timeoutMs: 2000})).toBe('open');
  await new Promise(done => server.close(done));
  expect(await host.connect({address: '127.0.0.1', port, timeoutMs: 2000})).toBe('refused');
});
