import {constants, type Stats} from 'node:fs';
import {type FileHandle, lstat, mkdir, open, readdir, readFile, realpath, rename as renamePath, unlink} from 'node:fs/promises';
import {basename, dirname, join} from 'node:path';
import type {PathInfo, WriteOptions} from './host.ts';

const absent = new Set(['ENOENT', 'ENOTDIR']);

/** undefined instead of an exception where the path is not there; every other error stays one. */
async function ifThere<T>(work: Promise<T>): Promise<T | undefined> {
  try {
    return await work;
  } catch (error) {
    if (absent.has((error as NodeJS.ErrnoException).code ?? '')) return undefined;
    throw error;
  }
}

export const readBytes = (path: string): Promise<Uint8Array | undefined> => ifThere(readFile(path));
export const readText = (path: string): Promise<string | undefined> => ifThere(readFile(path, 'utf8'));

export async function info(path: string): Promise<PathInfo | undefined> {
  const stats = await ifThere(lstat(path));
  return stats && {type: typeOf(stats), mode: stats.mode & 0o7777, uid: stats.uid, gid: stats.gid};
}

function typeOf(stats: Stats): PathInfo['type'] {
  if (stats.isFile()) return 'file';
  if (stats.isDirectory()) return 'directory';
  return stats.isSymbolicLink() ? 'symlink' : 'other';
}

export const list = async (path: string): Promise<readonly string[]> => ((await ifThere(readdir(path))) ?? []).sort();
export const realPath = async (path: string): Promise<string> => (await ifThere(realpath(path))) ?? path;

/** Makes a rename or a removal in a folder last through a power cut. */
async function syncFolder(path: string): Promise<void> {
  const handle = await open(path, 'r');
  await handle.sync().finally(() => handle.close());
}

/** Hidden, so that no reader of drop-in folders (sysctl.d, network-scripts, systemd) takes a left-over for a file of its own. */
export const temporaryName = (path: string): string => join(dirname(path), `.${basename(path)}.lvs-wizard`);

async function withHandle(handle: FileHandle, work: () => Promise<void>): Promise<void> {
  try {
    await work();
    await handle.sync();
  } finally {
    await handle.close();
  }
}

export async function write(path: string, content: string | Uint8Array, options: WriteOptions): Promise<void> {
  const temporary = temporaryName(path);
  await ifThere(unlink(temporary));
  const handle = await open(temporary, constants.O_WRONLY | constants.O_CREAT | constants.O_EXCL | constants.O_NOFOLLOW, 0o600);
  await withHandle(handle, async () => {
    if (options.uid !== undefined && options.gid !== undefined) await handle.chown(options.uid, options.gid);
    await handle.chmod(options.mode);
    await handle.writeFile(content);
  });
  await renamePath(temporary, path);
  await syncFolder(dirname(path));
}

export async function append(path: string, text: string, mode: number): Promise<void> {
  const handle = await open(path, 'a', mode);
  await withHandle(handle, () => handle.writeFile(text));
}

export async function remove(path: string): Promise<void> {
  await ifThere(unlink(temporaryName(path)));
  await ifThere(unlink(path));
  await ifThere(syncFolder(dirname(path)));
}

export async function makeFolder(path: string, mode: number): Promise<void> {
  await mkdir(path, {mode}).catch((error: NodeJS.ErrnoException) => {
    if (error.code !== 'EEXIST') throw error;
  });
  await syncFolder(dirname(path));
}

export async function rename(from: string, to: string): Promise<void> {
  await renamePath(from, to);
  await syncFolder(dirname(to));
}
