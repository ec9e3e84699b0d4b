import {execFileSync} from 'node:child_process';
import {mkdtemp, readFile, rm} from 'node:fs/promises';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import {director} from '../lab/hosts.ts';
import {bootLab, type LabHost} from '../lab/lab.ts';
import {seedCluster} from '../lab/seed-cluster.ts';
import {toolPackage} from '../lab/tool-package.ts';
import {type Row, sideBySide} from './measure.ts';

const script = '/root/by-hand-director';
const timeoutMs = 180_000;

/** Milliseconds by the host's own clock, so that the way to it does not count. */
async function timedThere(host: LabHost, command: string, end: string): Promise<number> {
  const output = await host.ok(
    `start=$(date +%s.%N); ${command} >/tmp/bench.log 2>&1 || { cat /tmp/bench.log >&2; exit 1; }; end=${end}; echo "$start $end"`,
    {timeoutMs},
  );
  const [start = 0, ended = 0] = output.trim().split(' ').map(Number);
  return (ended - start) * 1000;
}

/**
 * What an apply costs on a director of the lab, beside a shell script of the same commands and checks. Node's start is in it; the
 * verification after the last step is not: the journal's last line is written before it begins.
 */
export async function applyRows(say: (line: string) => void): Promise<readonly Row[]> {
  execFileSync(join(import.meta.dirname, '../lab/prepare'), {stdio: ['ignore', 'ignore', 'inherit']});
  const folder = await mkdtemp(join(tmpdir(), 'lvs-bench-lab-'));
  const lab = await bootLab({tool: await toolPackage(folder), hosts: [director], progress: say});
  try {
    const host = lab.host(director.name);
    await host.write('/root/cluster.yaml', seedCluster);
    await host.write(script, await readFile(join(import.meta.dirname, 'by-hand-director'), 'utf8'), 0o755);
    const ours = async () => {
      const taken = await timedThere(
        host,
        'lvs-wizard apply -f /root/cluster.yaml --yes',
        '$(stat -c %.Y /var/lib/lvs-wizard/journal.jsonl)',
      );
      await host.ok('lvs-wizard undo --yes', {timeoutMs});
      return taken;
    };
    const byHand = async () => {
      const taken = await timedThere(host, script, '$(date +%s.%N)');
      await host.ok([script, 'undo'], {timeoutMs});
      return taken;
    };
    say('measuring apply on the director, beside the same by hand…');
    return [await sideBySide('apply on a lab director, to a script', 3, 1.5, ours, byHand)];
  } finally {
    await lab.close();
    await rm(folder, {recursive: true, force: true});
  }
}
