import type {Facts} from './facts.ts';
import type {Host} from './host.ts';

/** sshd(8): SSH_CONNECTION holds client address, client port, server address, server port. */
export function parseSshConnection(value: string | undefined): Facts['ssh'] {
  const [client, , local] = (value ?? '').split(' ');
  return client && local ? {client, local} : null;
}

/**
 * Whether the operator sits at the other end of an SSH session. sudo and su drop SSH_CONNECTION, so the parents' environments are asked
 * too, up to PID 1; without root those of other users cannot be read, and that ends the search.
 */
export async function readSsh(host: Host): Promise<Facts['ssh']> {
  const own = parseSshConnection(host.env.SSH_CONNECTION);
  if (own) return own;
  let pid = String(process.ppid);
  for (let depth = 0; depth < 20 && Number(pid) > 1; depth++) {
    const environ = await host.read(`/proc/${pid}/environ`).catch(() => undefined);
    const found = environ?.split('\0').find(line => line.startsWith('SSH_CONNECTION='));
    if (found) return parseSshConnection(found.slice('SSH_CONNECTION='.length));
    const stat = await host.read(`/proc/${pid}/stat`).catch(() => undefined);
    // The command name in brackets may hold blanks and brackets: count from the last one (proc(5)).
    pid = stat?.slice(stat.lastIndexOf(')') + 2).split(' ')[1] ?? '0';
  }
  return null;
}
