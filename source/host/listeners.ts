import type {Host} from './host.ts';
import {dottedLittleEndian} from './parse.ts';

export interface Listener {
  /** IPv4 dotted, or `any`. An IPv6 `any` socket takes IPv4 as well unless it was told not to (net.ipv6.bindv6only). */
  readonly address: string;
  readonly port: number;
}

/** /proc/net/{tcp,udp}{,6} (proc(5)): local address in hex, state 0A is TCP_LISTEN; a UDP socket that only receives has state 07. */
export function parseListeners(table: string, state: '0A' | '07'): readonly Listener[] {
  return table.split('\n').flatMap(line => {
    const [, local = '', , found] = line.trim().split(/\s+/);
    const [hex = '', port] = local.split(':');
    if (found !== state || !port) return [];
    if (/^0+$/.test(hex)) return [{address: 'any', port: Number.parseInt(port, 16)}];
    // Other IPv6 addresses cannot serve an IPv4 VIP.
    return hex.length === 8 ? [{address: dottedLittleEndian(hex), port: Number.parseInt(port, 16)}] : [];
  });
}

/** Who listens on this host. SCTP sockets are not in these files. */
export async function readListeners(host: Host, protocol: 'tcp' | 'udp'): Promise<readonly Listener[]> {
  const texts = await Promise.all([host.read(`/proc/net/${protocol}`), host.read(`/proc/net/${protocol}6`)]);
  return texts.flatMap(text => parseListeners(text ?? '', protocol === 'tcp' ? '0A' : '07'));
}
