/** Words for a POSIX shell. No text of a person or a file reaches a shell but through here. */

/** What no shell treats specially, wherever in a command it stands. `=` and `~` are left out: they matter in a first word or at its start. */
const harmless = /^[A-Za-z0-9_@%+:,./-]+$/;
/** A later word may hold `=`: `net.ipv4.ip_forward=1`. */
const harmlessArgument = /^[A-Za-z0-9_@%+=:,./-]+$/;

/** One word, quoted only where it must be. */
export function shellWord(word: string, first = false): string {
  if (word.includes('\0')) throw new Error('a command cannot hold a NUL character');
  return (first ? harmless : harmlessArgument).test(word) ? word : `'${word.replaceAll("'", `'\\''`)}'`;
}

/** A command and its arguments as a line that bash and sh read back as the very same words. */
export function shellQuote(argv: readonly string[]): string {
  return argv.map((word, i) => shellWord(word, i === 0)).join(' ');
}

/** Bytes that a script in UTF-8 cannot hold as they are, or that an editor might change unseen. */
const delicate = /[^\t\n\x20-\x7e\u00a0-\uffff]/u;

/**
 * Shell lines that fill an existing file with `text`, byte for byte; none for an empty text.
 * A quoted heredoc where that is exact and a person can read it, else base64.
 */
export function fileFrom(text: string, encoding: 'utf8' | 'latin1', path: string): string[] {
  const to = shellWord(path);
  if (text === '') return [];
  const plain = !delicate.test(text) && (encoding === 'utf8' || /^[\t\n -~]*$/.test(text));
  if (!plain) return [`printf %s ${Buffer.from(text, encoding).toString('base64')} | base64 -d >${to}`];
  // A heredoc always ends in a line end.
  if (!text.endsWith('\n')) return [`printf %s ${shellWord(text)} >${to}`];
  const lines = new Set(text.split('\n'));
  let delimiter = 'END';
  while (lines.has(delimiter)) delimiter += '_';
  return [`cat >${to} <<'${delimiter}'\n${text}${delimiter}`];
}
