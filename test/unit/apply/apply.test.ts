import {beforeEach, describe, expect, it} from 'vitest';
import {type ApplyProgress, type ApplyResult, apply} from '../../../source/apply/apply.ts';
import {earlierSetup, journalPath, openChanges, openJournal, parseJournal, readJournal} from '../../../source/apply/journal.ts';
import {planUndo, undoChanges} from '../../../source/apply/undo.ts';
import type {Goal} from '../../../source/plan/goal.ts';
import {assessAll} from '../../../source/plan/goal.ts';
import type {Want} from '../../../source/plan/kinds/index.ts';
import {type ScriptedHost, scriptedHost} from '../scripted-host.ts';

const key = '/proc/sys/net/ipv4/conf/all/arp_ignore';
const set = (value: string) => (host: ScriptedHost) => {
  host.files.set(key, {text: `${value}\n`, mode: 0o644, uid: 0, gid: 0});
  return {};
};
const broken = {exitCode: 5, stderr: 'Failed to start: no such thing\n'};
const machine = (commands = {}) =>
  scriptedHost({
    files: {[key]: '0\n', '/etc/old.conf': 'as it was\n'},
    commands: {
      'sysctl -q -w net.ipv4.conf.all.arp_ignore=1': set('1'),
      'sysctl -q -w net.ipv4.conf.all.arp_ignore=0': set('0'),
      ...commands,
    },
  });

const goal = (id: string, ...wants: readonly Want[]): Goal => ({id, title: `do ${id}`, why: 'Because.', wants});
const arp: Want = {kind: 'sysctl', values: {'net.ipv4.conf.all.arp_ignore': '1'}};
const newFile: Want = {kind: 'file', path: '/etc/new/deep/file.conf', text: 'ours\n', mode: 0o600};
const oldFile: Want = {kind: 'file', path: '/etc/old.conf', text: 'changed\n', mode: 0o600};
const failing: Want = {kind: 'unit', name: 'broken.service', active: true};
const goals = [goal('one', newFile, oldFile), goal('two', arp)];
const silent: ApplyProgress = {start: () => {}, done: () => {}, failed: () => {}, rollingBack: () => {}};

async function run(
  host: ScriptedHost,
  wanted: readonly Goal[],
  options: {signal?: AbortSignal; progress?: ApplyProgress} = {},
): Promise<ApplyResult> {
  const assessments = await assessAll(host, wanted);
  const plan = {host: 'test1', role: 'director' as const, mode: 'dr' as const, steps: assessments.map(({step}) => step), notes: []};
  return apply({plan, assessments}, {host, journal: await openJournal(host), progress: silent, ...options});
}
const undoAll = async (host: ScriptedHost) => undoChanges(host, await openJournal(host));
/** Everything but the tool's own state. */
const picture = ({files, folders}: ScriptedHost) => ({
  files: Object.fromEntries([...files].filter(([path]) => !path.startsWith('/var/lib'))),
  folders: [...folders].filter(path => !path.startsWith('/var/lib')).sort(),
});

let host: ScriptedHost;
let before: ReturnType<typeof picture>;
beforeEach(() => {
  host = machine();
  before = picture(host);
});

describe('apply', () => {
  it('does what the plan says, and nothing the second time', async () => {
    expect(await run(host, goals)).toEqual({outcome: 'applied', changed: 2});
    expect(host.files.get('/etc/new/deep/file.conf')).toMatchObject({text: 'ours\n', mode: 0o600});
    host.log.length = 0;
    expect(await run(host, goals)).toEqual({outcome: 'applied', changed: 0});
    expect(host.log).toEqual([]);
  });

  it('keeps the mode of a file that was there', async () => {
    await run(host, goals);
    expect(host.files.get('/etc/old.conf')?.mode).toBe(0o644);
  });

  it('has the journal on disk before it touches anything', async () => {
    await run(host, goals);
    const first = host.log.findIndex(line => line.startsWith('write') || line.startsWith('run mkdir'));
    expect(host.log.slice(0, first).at(-1)).toBe(`append ${journalPath}`);
    expect(host.log.indexOf('run sysctl -q -w net.ipv4.conf.all.arp_ignore=1')).toBeGreaterThan(
      host.log.lastIndexOf(`append ${journalPath}`, -5),
    );
  });

  it('takes back what this run did when a step fails, says which and in whose words', async () => {
    host = machine({'systemctl start broken.service': broken});
    const result = await run(host, [...goals, goal('three', failing)]);
    expect(result).toMatchObject({outcome: 'failed', failure: {step: 'three'}, rollBack: {restored: 3, stuck: []}});
    expect(result.outcome === 'failed' && result.failure.error.message).toBe('Failed to start: no such thing');
    expect(picture(host)).toEqual(before);
    expect(openChanges(await readJournal(host))).toEqual([]);
  });

  it('fails when a command goes well and the host still is not as wanted', async () => {
    host = machine({'sysctl -q -w net.ipv4.conf.all.arp_ignore=1': ''});
    const result = await run(host, goals);
    expect(result).toMatchObject({outcome: 'failed', failure: {step: 'two'}});
    expect(result.outcome === 'failed' && result.failure.error.message).toContain('arp_ignore = 0, needs 1');
    expect(picture(host)).toEqual(before);
  });

  it('stops at an interruption and takes everything back', async () => {
    const stop = new AbortController();
    const result = await run(host, goals, {signal: stop.signal, progress: {...silent, done: () => stop.abort()}});
    expect(result).toMatchObject({outcome: 'interrupted', rollBack: {stuck: []}});
    expect(picture(host)).toEqual(before);
  });

  it('rolls back this run alone, not an earlier one', async () => {
    await run(host, [goal('one', newFile)]);
    const between = picture(host);
    const result = await run(host, [goal('two', oldFile), goal('three', failing)]);
    expect(result.outcome).toBe('failed');
    expect(picture(host)).toEqual(between);
    await undoAll(host);
    expect(picture(host)).toEqual(before);
  });
});

describe('undo', () => {
  it('restores bytes, mode, settings and folders', async () => {
    await run(host, goals);
    expect(picture(host)).not.toEqual(before);
    expect(await undoAll(host)).toEqual({restored: 3, stuck: [], remarks: []});
    expect(picture(host)).toEqual(before);
  });

  it('goes back to before the first of several changes', async () => {
    await run(host, [goal('one', oldFile)]);
    await run(host, [goal('one', {...oldFile, text: 'changed again\n'} as Want)]);
    await undoAll(host);
    expect(host.files.get('/etc/old.conf')?.text).toBe('as it was\n');
  });

  it('keeps a version that somebody edited meanwhile', async () => {
    await run(host, goals);
    host.files.set('/etc/old.conf', {text: 'edited by hand\n', mode: 0o644, uid: 0, gid: 0});
    const report = await undoAll(host);
    expect(report.remarks[0]).toContain('/etc/old.conf was edited since');
    const kept = [...host.files].find(([path]) => path.startsWith('/var/lib/lvs-wizard/kept-etc-old.conf.'));
    expect(kept?.[1]).toMatchObject({text: 'edited by hand\n', mode: 0o600});
    expect(host.files.get('/etc/old.conf')?.text).toBe('as it was\n');
  });

  it('goes on past what cannot be put back, reports it, and can be run again', async () => {
    const stuckOnce = {'sysctl -q -w net.ipv4.conf.all.arp_ignore=0': broken};
    host = machine(stuckOnce);
    await run(host, goals);
    const report = await undoAll(host);
    expect(report).toMatchObject({restored: 2, stuck: [expect.stringContaining('no such thing')]});
    expect(openChanges(await readJournal(host))).toHaveLength(1);
  });

  it('shows what it would do and does nothing meanwhile', async () => {
    await run(host, goals);
    host.log.length = 0;
    const steps = await planUndo(host, openChanges(await readJournal(host)));
    expect(steps.map(({act}) => act.map(act => act.do))).toEqual([['run'], ['write', 'remove', 'run', 'run']]);
    expect(host.log).toEqual([]);
  });

  it('goes on where one thing cannot even be looked at, and shows it as blocked', async () => {
    await run(host, goals);
    const info = host.info;
    host.info = async path => (path === '/etc/old.conf' ? {type: 'symlink', mode: 0o777, uid: 0, gid: 0} : info(path));
    const steps = await planUndo(host, openChanges(await readJournal(host)));
    expect(steps.map(({check}) => check.verdict)).toContain('blocked');
    expect(await undoAll(host)).toMatchObject({restored: 2, stuck: [expect.stringContaining('/etc/old.conf is a symlink')]});
  });

  it('leaves a folder that somebody else has put something into, and says so', async () => {
    host = machine({'rmdir /etc/new/deep': broken, 'rmdir /etc/new': broken});
    await run(host, goals);
    const report = await undoAll(host);
    expect(report.stuck).toEqual([]);
    expect(report.remarks).toEqual([expect.stringContaining('something else uses it')]);
    expect(host.files.has('/etc/new/deep/file.conf')).toBe(false);
  });

  it('ends right wherever a kill falls: after every write to the journal and after every act', async () => {
    let moments = 0;
    for (let after = 1; after < 40; after++) {
      const host = machine();
      const before = picture(host);
      if (!(await runKilled(host, after))) break;
      moments++;
      const again = machine();
      expect(picture(again)).toEqual(before);
      expect((await undoAll(host)).stuck).toEqual([]);
      expect(picture(host), `killed after ${after}, undone`).toEqual(before);
      await runKilled(again, after);
      expect(await run(again, goals), `killed after ${after}, applied again`).toMatchObject({outcome: 'applied'});
      await undoAll(again);
      expect(picture(again), `killed after ${after}, applied again, undone`).toEqual(before);
    }
    // run, before, mkdir, write, write, done, before, sysctl, done, end
    expect(moments).toBe(10);
  });
});

/** Applies with a host that is dead after so many changes of any sort; false: it lived to the end. */
async function runKilled(host: ScriptedHost, after: number): Promise<boolean> {
  let left = after;
  let dead = false;
  const dying =
    <Args extends readonly unknown[], Result>(work: (...args: Args) => Promise<Result>, counts: (...args: Args) => boolean = () => true) =>
    async (...args: Args): Promise<Result> => {
      if (dead) throw new Error('dead');
      const result = await work(...args);
      if (counts(...args) && --left === 0) dead = true;
      if (dead && counts(...args)) throw new Error('killed');
      return result;
    };
  const mortal = {
    ...host,
    append: dying(host.append),
    write: dying(host.write),
    remove: dying(host.remove),
    run: dying(host.run, (argv: readonly string[]) => argv[0] !== 'systemctl'),
  };
  await run(mortal as ScriptedHost, goals).catch(() => undefined);
  return dead;
}

describe('journal', () => {
  it('ends a torn line before it goes on', async () => {
    host.files.set(journalPath, {text: '{"entry":"run","run":"a"}\n{"entry":"befo', mode: 0o600, uid: 0, gid: 0});
    const journal = await openJournal(host);
    await journal.add({entry: 'done', run: 'b', step: 'x'});
    expect(await readJournal(host)).toEqual([
      {entry: 'run', run: 'a'},
      {entry: 'done', run: 'b', step: 'x'},
    ]);
  });

  it.each(['{"ent', '\u0000\u0000\u0000', '{"entry":"before","number":1,"wa', '{"ent\n\u0000\u0000'])(
    'goes on after a torn end: %j',
    async torn => {
      await run(host, goals);
      const whole = host.files.get(journalPath)?.text ?? '';
      host.files.set(journalPath, {text: whole + torn, mode: 0o600, uid: 0, gid: 0});
      await run(host, [goal('one', {...oldFile, text: 'again\n'} as Want)]);
      await undoAll(host);
      expect(picture(host)).toEqual(before);
      expect(parseJournal(host.files.get(journalPath)?.text ?? '').length).toBeGreaterThan(parseJournal(whole).length);
    },
  );

  it('knows what earlier runs set up and nobody took back', async () => {
    expect(earlierSetup([])).toBeUndefined();
    const vip = (address: string, bring: boolean): Want => ({
      kind: 'address',
      nic: 'eth0',
      address,
      prefix: 32,
      bring: bring ? ['x'] : null,
    });
    const entry = (number: number, want: Want) => ({entry: 'before' as const, number, run: 'a', step: 's', title: 't', want, prior: {}});
    const entries = [
      {entry: 'run' as const, run: 'a', time: '', host: 'test1', role: 'director'},
      entry(1, vip('192.0.2.1', true)),
      entry(2, vip('192.0.2.2', true)),
      entry(3, {
        kind: 'ipvs',
        key: ['-t', '192.0.2.1:80'],
        service: {key: ['-t', '192.0.2.1:80'], scheduler: 'rr', persistence: null, extra: [], destinations: []},
      }),
      entry(4, vip('192.0.2.2', false)),
    ];
    expect(earlierSetup(entries)).toEqual({role: 'director', vips: ['192.0.2.1'], services: [['-t', '192.0.2.1:80']]});
    expect(earlierSetup([...entries, ...[1, 2, 3, 4].map(number => ({entry: 'undone' as const, number}))])).toBeUndefined();
  });

  it('refuses damage in the middle instead of guessing', () => {
    expect(() => parseJournal('{"entry":"run"}\n\u0000\u0000\u0000\n{"entry":"done"}\n')).toThrow('line 2');
  });
});
