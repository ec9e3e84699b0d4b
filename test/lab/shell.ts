import {execFileSync} from 'node:child_process';
import process from 'node:process';
import type {BootedLab} from './lab.ts';

/** The longest that somebody may look around. */
const shellMs = 12 * 3_600_000;

/** Joins this terminal to a login shell on the host until `exit`. */
export const openShell = async (lab: BootedLab, host: string): Promise<void> => {
  const {stdin, stdout} = process;
  const terminal = await lab.console;
  const size = () => ({columns: stdout.columns, rows: stdout.rows});
  const resize = () => {
    const {columns, rows} = size();
    void lab.vm.run(['stty', '-F', '/dev/hvc0', 'rows', String(rows), 'cols', String(columns)]);
  };

  // The far terminal does the editing and the echo; Ctrl-C is a character to be passed on.
  stdin.setRawMode(true);
  // Node's raw mode still turns LF into CR LF, which breaks programs that go down a line by LF.
  execFileSync('stty', ['-opost'], {stdio: 'inherit'});
  stdin.on('data', chunk => terminal.write(chunk));
  terminal.on('data', chunk => stdout.write(chunk));
  stdout.on('resize', resize);
  try {
    await lab.request({argv: ['bash', '--login'], host, tty: size(), timeoutMs: shellMs});
  } finally {
    stdout.off('resize', resize);
    stdin.setRawMode(false);
    stdin.pause();
  }
};
