import type {Destination, Forward, Service} from './rules.ts';
import {RulesError} from './rules.ts';

const forwards: Readonly<Record<string, Forward>> = {Masq: 'masq', Route: 'route', Tunnel: 'tunnel', Local: 'route'};

/** `C0A8E9C8:0050` or `[2001…]:0050` → address and port. */
function endpoint(text: string): {address: string; port: number} | undefined {
  const match = /^\[?([0-9A-Fa-f:]+?)\]?:([0-9A-Fa-f]{4})$/.exec(text);
  if (!match?.[1] || !match[2]) return undefined;
  const hex = match[1];
  // The kernel writes all eight groups; the URL parser shortens them as everybody else does (RFC 5952).
  const address = hex.includes(':')
    ? new URL(`http://[${hex}]`).hostname.slice(1, -1)
    : [0, 2, 4, 6].map(at => Number.parseInt(hex.slice(at, at + 2), 16)).join('.');
  return {address, port: Number.parseInt(match[2], 16)};
}

const serviceFlag: Readonly<Record<string, string>> = {TCP: '-t', UDP: '-u', SCTP: '--sctp-service', FWM: '-f'};

/**
 * /proc/net/ip_vs (net/netfilter/ipvs/ip_vs_ctl.c, ip_vs_info_seq_show), readable without root. It gives the persistence time in the
 * kernel's own ticks only, so that stays unknown here. Throws RulesError on a line it does not know.
 */
export function parseProcTable(text: string): readonly Service[] {
  const services: (Omit<Service, 'destinations'> & {destinations: Destination[]})[] = [];
  text.split('\n').forEach((line, index) => {
    const words = line.trim().split(/\s+/);
    const [first = '', target = '', third = ''] = words;
    const flag = serviceFlag[first];
    if (flag) {
      const at = first === 'FWM' ? undefined : endpoint(target);
      const name = at
        ? at.address.includes(':')
          ? `[${at.address}]:${at.port}`
          : `${at.address}:${at.port}`
        : String(Number.parseInt(target, 16));
      const persistent = words.includes('persistent');
      const extra = words.includes('ops') ? ['-o'] : [];
      services.push({key: [flag, name], scheduler: third, persistence: persistent ? undefined : null, extra, destinations: []});
    } else if (first === '->' && index > 2) {
      const at = endpoint(target);
      const forward = forwards[third];
      const service = services.at(-1);
      if (!at || !forward || !service) throw new RulesError(`/proc/net/ip_vs, line ${index + 1}: ${line.trim().slice(0, 120)}`);
      service.destinations.push({...at, forward, weight: Number(words[3]), extra: []});
    } else if (index > 2 && first !== '') throw new RulesError(`/proc/net/ip_vs, line ${index + 1}: ${line.trim().slice(0, 120)}`);
  });
  return services;
}
