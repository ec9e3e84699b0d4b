import {InputError} from '../cluster/problem.ts';
import {exitCode, Stop} from './exit-code.ts';
import {clean, problemLines} from './problem-lines.ts';

/** Runs a command. Every way out becomes an exit code, and says what is wrong in words, never with a stack. */
export async function ending(command: () => Promise<number>): Promise<number> {
  try {
    return await command();
  } catch (error) {
    return explain(error);
  }
}

function explain(error: unknown): number {
  const say = (...lines: readonly string[]) => void process.stderr.write(lines.map(line => `${line}\n`).join(''));
  if (error instanceof InputError) {
    say(...problemLines(error));
    return exitCode.badInput;
  }
  if (error instanceof Stop) {
    say(error.message);
    return error.code;
  }
  if ((error as Error)?.name === 'Interrupted') {
    say('', 'Left; nothing was changed.');
    return exitCode.interrupted;
  }
  say(`lvs-wizard: ${clean((error as Error)?.message ?? String(error))}`);
  if (process.env.LVS_WIZARD_DEBUG) say((error as Error)?.stack ?? '');
  return exitCode.failed;
}
