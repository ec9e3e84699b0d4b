import type {Host} from '../host/host.ts';
import {parseProcTable} from './proc-table.ts';
import {parseRules, type Service} from './rules.ts';

/**
 * The virtual services in the kernel. Over netlink (`ipvsadm -S -n`) as root, because only that tells the persistence time; else from
 * /proc. The file is looked at first: ipvsadm would load the module just to find an empty table.
 */
export async function readServices(host: Host): Promise<readonly Service[]> {
  const table = await host.read('/proc/net/ip_vs').catch(() => undefined);
  if (table === undefined) return [];
  if (host.uid === 0) {
    const saved = await host.run(['ipvsadm', '-S', '-n'], {timeoutMs: 20_000});
    if (saved.exitCode === 0) return parseRules(saved.stdout);
  }
  return parseProcTable(table);
}
