import {execFileSync} from 'node:child_process';
import {mkdtempSync, rmSync, statSync} from 'node:fs';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import {fileURLToPath} from 'node:url';
import {applyRows} from './apply-cost.ts';
import {median, ms, type Row, sideBySide, table, timed, timedUntil} from './measure.ts';

/**
 * npm run bench [-- --no-lab]: what the program costs, beside what a user would otherwise run. Ratios, because the machine is noisy; exit
 * code 1 when a goal is missed.
 */
const root = fileURLToPath(new URL('../..', import.meta.url));
const cli = join(root, 'dist/cli.js');
const emptyNode = () => timed('node', ['-e', '0']);
const say = (line: string) => process.stderr.write(`${line}\n`);

function packed(folder: string): string {
  execFileSync('npm', ['pack', '--pack-destination', folder], {cwd: root, stdio: 'ignore'});
  return join(folder, `lvs-wizard-${process.env.npm_package_version}.tgz`);
}

/** Nothing cached, nothing installed: what the first `npx lvs-wizard` of a host costs besides the download. */
function coldNpx(folder: string, tarball: string): number {
  const cache = mkdtempSync(join(folder, 'cache-'));
  return timed('npx', ['--yes', `file:${tarball}`, '--version'], {npm_config_cache: cache, npm_config_update_notifier: 'false'});
}

async function hostRows(folder: string): Promise<readonly Row[]> {
  say('building, packing…');
  const tarball = packed(folder);
  const size = statSync(tarball).size;
  say('measuring start-up…');
  const rows: Row[] = [
    await sideBySide('--version, to node -e 0', 21, 1.3, () => timed('node', [cli, '--version']), emptyNode),
    await sideBySide('--help, to node -e 0', 21, 1.3, () => timed('node', [cli, '--help']), emptyNode),
  ];
  if (process.getuid?.() === 0) {
    const question = () =>
      timedUntil('script', ['-qec', `node ${cli}`, '/dev/null'], /What is this machine to be/, {TERM: 'xterm-256color', COLUMNS: '100'});
    // The empty program in a terminal of its own, too: script(1) is not what is measured.
    const emptyInTerminal = () => timed('script', ['-qec', 'node -e 0', '/dev/null']);
    rows.push(await sideBySide('first wizard question, to node -e 0', 15, 2.5, question, emptyInTerminal));
  } else say('first wizard question: not measured, it needs root');
  const cold = median([0, 1, 2].map(() => coldNpx(folder, tarball)));
  rows.push({what: 'cold npx of the tarball', ours: ms(cold), yardstick: '', goal: '< 1500 ms', met: cold < 1500});
  rows.push({what: 'tarball', ours: `${(size / 1000).toFixed(0)} kB`, yardstick: '', goal: '< 1000 kB', met: size < 1e6});
  return rows;
}

const folder = mkdtempSync(join(tmpdir(), 'lvs-bench-'));
try {
  const rows = [...(await hostRows(folder)), ...(process.argv.includes('--no-lab') ? [] : await applyRows(say))];
  process.stdout.write(`${table(rows)}\n`);
  process.exitCode = rows.every(({met}) => met) ? 0 : 1;
} finally {
  rmSync(folder, {recursive: true, force: true});
}
