import {constants} from 'node:fs';
import {access} from 'node:fs/promises';
import {hostname} from 'node:os';
import * as files from './files.ts';
import type {Argv, Host, RunOptions, RunResult} from './host.ts';
import {connect, whoHas} from './network-probe.ts';
import {lock} from './process-lock.ts';

/**
 * Where administrators' programs live even when PATH of a plain user or of `su` without `-` leaves them out. First of all: what is found
 * is written into units that root runs at boot, so a folder of the operator's own must not come before.
 */
const systemFolders = ['/usr/local/sbin', '/usr/sbin', '/sbin', '/usr/local/bin', '/usr/bin', '/bin'];

const searchPath = [...new Set([...systemFolders, ...(process.env.PATH ?? '').split(':').filter(folder => folder.startsWith('/'))])].join(
  ':',
);

async function which(program: string): Promise<string | undefined> {
  for (const folder of searchPath.split(':')) {
    const path = `${folder}/${program}`;
    const found = await access(path, constants.X_OK).then(
      () => true,
      () => false,
    );
    if (found) return path;
  }
  return undefined;
}

/**
 * Through zx, which quotes every argument for bash. LC_ALL=C because stderr is shown to the operator next to our own words and, in a few
 * places, parsed; BASH_ENV is dropped because root must not run what a variable names.
 */
async function run(argv: Argv, options: RunOptions = {}): Promise<RunResult> {
  const timeoutMs = options.timeoutMs ?? 60_000;
  const {BASH_ENV: _, ...inherited} = process.env;
  // Loaded with the first command: what runs none does not pay for it.
  const {$} = await import('zx/core');
  const shell = $({
    quiet: true,
    nothrow: true,
    ...(options.input ? {input: options.input} : {}),
    // A command that reads its standard input must find the end of it, or it hangs; zx takes an empty `input` for none.
    stdio: [options.input ? 'pipe' : 'ignore', 'pipe', 'pipe'],
    // A process group of its own: Ctrl-C and the end of a session reach this program alone, which then ends the work in order.
    detached: true,
    timeout: timeoutMs,
    // Not SIGKILL: a package manager must leave its database whole.
    timeoutSignal: 'SIGTERM',
    shell: '/bin/bash',
    postfix: '',
    env: {...inherited, PATH: searchPath, LC_ALL: 'C'},
    // One process instead of two: bash becomes the command.
    prefix: 'exec ',
  });
  const started = Date.now();
  const {exitCode, stdout, stderr} = await shell`${argv}`;
  if (exitCode !== null) return {exitCode, stdout, stderr};
  const timedOut = Date.now() - started >= timeoutMs;
  return {exitCode: timedOut ? 124 : 137, stdout, stderr: stderr || (timedOut ? `no end after ${timeoutMs / 1000} s` : 'killed')};
}

/** This machine: the one adapter of the port outside tests. */
export function shellHost(): Host {
  return {
    hostname: hostname(),
    uid: process.geteuid?.() ?? -1,
    env: process.env,
    now: () => Date.now(),
    run,
    which,
    read: files.readText,
    readBytes: files.readBytes,
    info: files.info,
    list: files.list,
    realPath: files.realPath,
    write: files.write,
    append: files.append,
    remove: files.remove,
    makeFolder: files.makeFolder,
    rename: files.rename,
    lock,
    connect,
    async whoHas(address, nic, timeoutMs) {
      // What the kernel remembers may be minutes old. Without root that has to do.
      if (process.geteuid?.() === 0) await run(['ip', 'neigh', 'del', address, 'dev', nic]);
      return whoHas(address, nic, timeoutMs);
    },
  };
}
