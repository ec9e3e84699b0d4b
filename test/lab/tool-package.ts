import {execFile} from 'node:child_process';
import {readdir} from 'node:fs/promises';
import {join, resolve} from 'node:path';
import {promisify} from 'node:util';

const project = resolve(import.meta.dirname, '..', '..');

/** Packs the project, which builds it, into the folder; LVS_LAB_TOOL names a package to take instead. */
export const toolPackage = async (folder: string): Promise<string> => {
  const given = process.env.LVS_LAB_TOOL;
  if (given) return resolve(given);
  await promisify(execFile)('npm', ['pack', '--silent', '--pack-destination', folder], {cwd: project, timeout: 120_000});
  const packed = (await readdir(folder)).find(file => file.endsWith('.tgz'));
  if (!packed) throw new Error(`npm pack left no package in ${folder}`);
  return join(folder, packed);
};
