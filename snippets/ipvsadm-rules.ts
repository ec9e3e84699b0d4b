const heading = '# The services of lvs-wizard follow; other rules above are kept.';

/** The service a rule line speaks of: `-t 192.0.2.1:80`; undefined for comments and blank lines. */
const keyOf = (line: string): string | undefined => /^\s*-[Aa]\s+(-\S+\s+\S+)/.exec(line)?.[1]?.replace(/\s+/, ' ');

/**
 * The file that restores the table at boot (ipvsadm(8), -R): /etc/sysconfig/ipvsadm or /etc/ipvsadm.rules. Lines of others stay where
 * they are, word for word; those of our services, named by `ours`, are replaced by `rules`.
 */
export function ipvsadmRules(previous: string | null, ours: readonly string[], rules: readonly string[]): string {
  const kept = (previous ?? '').split('\n').filter(line => {
    const key = keyOf(line);
    return line.trim() !== '' && line !== heading && (key === undefined || !ours.includes(key));
  });
  return [...kept, heading, ...rules, ''].join('\n');
}
