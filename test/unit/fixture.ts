import {readFileSync} from 'node:fs';

/** Text captured from a real system: test/fixtures/SYSTEM/COMMAND.txt. Lines that begin with `#captured` say where, and are left out. */
export const fixture = (name: string): string =>
  readFileSync(new URL(`../fixtures/${name}`, import.meta.url), 'utf8').replace(/^#captured.*\n/gm, '');
