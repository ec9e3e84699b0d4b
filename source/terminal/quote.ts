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

/**
 * A heredoc that hands `text` to `command`, byte for byte. The delimiter is one that no line of the text equals.
 * A heredoc always ends in a line end; a text without one goes through printf instead.
 */
export function heredoc(command: string, text: string): string {
  if (text === '') return `${command} </dev/null`;
  if (!text.endsWith('\n')) return `printf %s ${shellWord(text)} | ${command}`;
  const lines = new Set(text.split('\n'));
  let delimiter = 'END';
  while (lines.has(delimiter)) delimiter += '_';
  return `${command} <<'${delimiter}'\n${text}${delimiter}`;
}
