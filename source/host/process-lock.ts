import {createServer} from 'node:net';

/**
 * An abstract Unix socket (unix(7)) is the lock: the kernel takes the name back the moment this process ends, even by SIGKILL or a
 * power cut, so no stale lock file can ever be in the way.
 */
export function lock(name: string): Promise<(() => Promise<void>) | undefined> {
  return new Promise((resolve, reject) => {
    const server = createServer();
    server.once('error', (error: NodeJS.ErrnoException) => (error.code === 'EADDRINUSE' ? resolve(undefined) : reject(error)));
    server.listen(`\0${name}`, () => {
      server.unref();
      resolve(() => new Promise(done => server.close(() => done())));
    });
  });
}
