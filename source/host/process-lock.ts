import {spawn} from 'node:child_process';

/**
 * flock(2) on a file, held by flock(1) of util-linux, which waits for the end of a pipe that only this process keeps open. However this
 * process ends, by SIGKILL or a crash of its own, the kernel closes the pipe and the lock is free: no stale lock can be in the way. The
 * file must be in a folder of root's own, or any user could hold the lock for ever.
 */
export function lock(path: string): Promise<(() => Promise<void>) | undefined> {
  return new Promise((resolve, reject) => {
    const holder = spawn('flock', ['-n', '-E', '75', path, 'sh', '-c', 'echo held; exec cat'], {
      stdio: ['pipe', 'pipe', 'ignore'],
      detached: true,
    });
    const ended = new Promise<void>(done => holder.once('close', () => done()));
    holder.once('error', error => reject(new Error(`cannot lock ${path}: ${error.message} (flock belongs to util-linux)`)));
    holder.once('exit', code => (code === 75 ? resolve(undefined) : reject(new Error(`cannot lock ${path}: flock ended with ${code}`))));
    holder.stdout.once('data', () =>
      resolve(() => {
        holder.stdin.end();
        return ended;
      }),
    );
  });
}
