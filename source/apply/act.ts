import {dirname} from 'node:path';
import type {Host} from '../host/host.ts';
import type {Act} from '../plan/step.ts';

/** An act that did not work: the command or file, and its own words. */
export class ActError extends Error {
  override readonly name = 'ActError';
  readonly act: Act;
  /** What the command said, last lines; for a file, the system's error. */
  readonly words: string;

  constructor(act: Act, words: string) {
    super(words);
    this.act = act;
    this.words = words;
  }
}

const lastLines = (text: string): string => text.trim().split('\n').slice(-12).join('\n');

/** Carries out one act. Throws ActError. */
export async function carryOut(host: Host, act: Act): Promise<void> {
  if (act.do === 'run') {
    const {exitCode, stdout, stderr} = await host.run(act.argv, act.timeoutMs === undefined ? {} : {timeoutMs: act.timeoutMs});
    if (exitCode !== 0 && !act.mayFail)
      throw new ActError(act, lastLines(stderr) || lastLines(stdout) || `it ended with exit code ${exitCode} and no word`);
    return;
  }
  try {
    if (act.do === 'remove') await host.remove(act.path);
    else {
      const {uid = 0, gid = 0} = act.owner ?? {};
      await host.write(act.path, Buffer.from(act.text, act.encoding ?? 'utf8'), {mode: act.mode, uid, gid});
    }
  } catch (error) {
    throw new ActError(act, `${dirname(act.path)}: ${(error as Error).message}`);
  }
}
