import {changeFile, type FileState, observeFile} from './file.ts';
import {type Kind, sameJson} from './kind.ts';

/** One `KEY=value` line in a file that belongs to the distribution; the rest of the file is left as it is. */
export interface SettingWant {
  readonly kind: 'setting';
  readonly path: string;
  readonly key: string;
  /** As it stands behind `=`, quotes included. */
  readonly value: string;
}

const line = (key: string): RegExp => new RegExp(`^${key}=.*$`, 'm');

/**
 * A file that is not there yet comes with the package that an earlier step installs, so `sed` is what the plan can promise; a key that is
 * missing from a file that is there is added at its end.
 */
export const setting: Kind<SettingWant, FileState> = {
  async observe(host, want) {
    const path = await host.realPath(want.path);
    const state = await observeFile(host, path);
    return path === want.path ? state : {...state, path};
  },
  target(want, now) {
    if (now.file?.unreadable) return now;
    if (!now.file) return {file: {encoding: 'utf8', text: `${want.key}=${want.value}\n`, mode: 0o644, uid: 0, gid: 0}, missingFolders: []};
    const wanted = `${want.key}=${want.value}`;
    const {text} = now.file;
    const added = `${text}${text === '' || text.endsWith('\n') ? '' : '\n'}${wanted}\n`;
    return {...now, file: {...now.file, text: line(want.key).test(text) ? text.replace(line(want.key), () => wanted) : added}};
  },
  same: sameJson,
  close: (one, other) => sameJson(one.file, other.file),
  change(want, from, to) {
    const forward = to.file !== null && sameJson(setting.target(want, from).file, to.file);
    if (forward && !sameJson(from.file, to.file) && (from.file === null || line(want.key).test(from.file.text)))
      return [{do: 'run', argv: ['sed', '-i', '--follow-symlinks', `s|^${want.key}=.*|${want.key}=${want.value}|`, want.path]}];
    return changeFile(to.path ?? want.path, from, to);
  },
  tell(want, now) {
    const found = now.file && line(want.key).exec(now.file.text)?.[0];
    if (found === `${want.key}=${want.value}`) return `${found} in ${want.path}`;
    return `${want.path} ${found ? `says ${found}` : now.file ? `has no ${want.key}` : 'is not there yet'}, needs ${want.key}=${want.value}`;
  },
};
