/** One thing wrong with what a person gave us. */
export interface Problem {
  /** The field, e.g. `realServers[1].address`; a flag, e.g. `--as`; or the thing as a whole, e.g. `token`. */
  readonly where: string;
  /** 1-based line in the file it came from, where there is one. */
  readonly line?: number;
  /** What was found, quoted and cut to a readable length. */
  readonly found: string;
  /** What would be right. */
  readonly wanted: string;
}

/** Bad input: a cluster file, a token, a flag. The program answers it with exit code 2 and every problem, and has changed nothing. */
export class InputError extends Error {
  override readonly name = 'InputError';
  readonly source: string;
  readonly problems: readonly Problem[];

  /** @param source what was read: a file's path, `token`, `command line` */
  constructor(source: string, problems: readonly Problem[]) {
    super(`${source}: ${problems.map(p => `${p.where}: found ${p.found}, wanted ${p.wanted}`).join('; ')}`);
    this.source = source;
    this.problems = problems;
  }
}
