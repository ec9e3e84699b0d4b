import {dirname} from 'node:path';
import type {Host} from '../../host/host.ts';
import {parseRules, RulesError, ruleLines} from '../../ipvs/rules.ts';
import type {Act} from '../step.ts';
import {type Kind, sameJson} from './kind.ts';

/** A whole file of a given content; `text: null`: there must be no such file. */
export interface FileWant {
  readonly kind: 'file';
  readonly path: string;
  readonly text: string | null;
  /** For a new file, and for a secret one; any other keeps the mode it has. */
  readonly mode: number;
  /** Its text never reaches a screen or a log. */
  readonly secret?: boolean;
  /** systemd must read its units again after a change. */
  readonly systemd?: boolean;
  /** Another text may mean the same: Red Hat's ipvsadm service writes its rules file anew at every shutdown. */
  readonly meaning?: 'ipvs rules';
}

function meansTheSame({meaning, text}: FileWant, found: string): boolean {
  if (meaning === undefined || text === null) return false;
  try {
    const rules = (of: string) => parseRules(of).flatMap(ruleLines).sort();
    return sameJson(rules(found), rules(text));
  } catch (error) {
    if (error instanceof RulesError) return false;
    throw error;
  }
}

export interface FileContent {
  /** latin1 stands for bytes that are no UTF-8: it maps each to one character and back. */
  readonly encoding: 'utf8' | 'latin1';
  readonly text: string;
  readonly mode: number;
  readonly uid: number;
  readonly gid: number;
  /** Not for this user's eyes: what is in it is not known, and taken to be right. Never so for root, who alone changes anything. */
  readonly unreadable?: true;
}

export interface FileState {
  readonly file: FileContent | null;
  /** Folders on the way that are not there, outermost first. */
  readonly missingFolders: readonly string[];
  /** Where a symbolic link led; absent where there is none. */
  readonly path?: string;
}

export async function observeFile(host: Host, path: string): Promise<FileState> {
  const info = await host.info(path);
  if (info && info.type !== 'file') throw new Error(`${path} is a ${info.type}, not a plain file: move it out of the way first`);
  const missingFolders: string[] = [];
  for (let folder = dirname(path); folder !== '/' && !(await host.info(folder)); folder = dirname(folder)) missingFolders.unshift(folder);
  if (!info) return {file: null, missingFolders};
  const {mode, uid, gid} = info;
  const bytes = await host.readBytes(path).catch((error: NodeJS.ErrnoException) => {
    if (error.code !== 'EACCES') throw error;
  });
  if (!bytes) return {file: {encoding: 'utf8', text: '', mode, uid, gid, unreadable: true}, missingFolders};
  const utf8 = Buffer.from(bytes).toString('utf8');
  const faithful = Buffer.from(utf8, 'utf8').equals(bytes);
  return {
    file: {encoding: faithful ? 'utf8' : 'latin1', text: faithful ? utf8 : Buffer.from(bytes).toString('latin1'), mode, uid, gid},
    missingFolders,
  };
}

/** Writing, removing, and the folders on the way: shared by everything that is kept in a file. */
export function changeFile(path: string, from: FileState, to: FileState, secret = false): readonly Act[] {
  const folders = {
    made: from.missingFolders.filter(folder => !to.missingFolders.includes(folder)),
    gone: to.missingFolders.filter(folder => !from.missingFolders.includes(folder)).reverse(),
  };
  const acts: Act[] = [];
  if (folders.made.length > 0) acts.push({do: 'run', argv: ['mkdir', '-p', folders.made.at(-1) ?? '']});
  if (to.file === null) {
    if (from.file !== null) acts.push({do: 'remove', path});
  } else if (!sameJson(from.file, to.file)) {
    const {text, mode, uid, gid, encoding} = to.file;
    acts.push({do: 'write', path, text, mode, owner: {uid, gid}, encoding, before: from.file?.text ?? null, ...(secret && {secret})});
  }
  // Others may have put something there meanwhile: then it stays.
  for (const folder of folders.gone) acts.push({do: 'run', argv: ['rmdir', folder], mayFail: true});
  return acts;
}

export const file: Kind<FileWant, FileState> = {
  observe: (host, want) => observeFile(host, want.path),
  target(want, now) {
    if (now.file?.unreadable) return now;
    if (want.text === null) return {...now, file: null};
    if (now.file && meansTheSame(want, now.file.text)) return now;
    const mode = now.file && !want.secret ? now.file.mode : want.mode;
    return {file: {encoding: 'utf8', text: want.text, mode, uid: now.file?.uid ?? 0, gid: now.file?.gid ?? 0}, missingFolders: []};
  },
  same: sameJson,
  close: (one, other) => sameJson(one.file, other.file),
  change(want, from, to) {
    const acts = changeFile(want.path, from, to, want.secret);
    return want.systemd && acts.length > 0 ? [...acts, {do: 'run', argv: ['systemctl', 'daemon-reload']}] : acts;
  },
  tell(want, now) {
    if (want.text === null) return now.file ? `${want.path} must go` : `${want.path} is not there`;
    if (!now.file) return `${want.path} is not there`;
    if (now.file.unreadable) return `${want.path} cannot be read without root`;
    return now.file.text === want.text || meansTheSame(want, now.file.text) ? `${want.path} is as it should be` : `${want.path} differs`;
  },
};
