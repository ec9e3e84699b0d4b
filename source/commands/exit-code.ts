/** The contract's exit codes. `plan --detailed-exitcode` also uses 2, for "there are changes". */
export const exitCode = {
  ok: 0,
  failed: 1,
  badInput: 2,
  changes: 2,
  needsRoot: 77,
  interrupted: 130,
} as const;

/** Something that ends a command, with the words for the operator and the exit code. Nothing was changed when it is thrown. */
export class Stop extends Error {
  override readonly name = 'Stop';
  readonly code: number;

  constructor(code: number, message: string) {
    super(message);
    this.code = code;
  }
}
