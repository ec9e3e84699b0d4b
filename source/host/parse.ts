import type {NicAddress, Presence, Route} from './facts.ts';

/** KEY=value lines as in os-release(5), ifcfg files and `systemctl show`; quotes around a value are taken off, comments passed over. */
export function parseAssignments(text: string): ReadonlyMap<string, string> {
  const values = new Map<string, string>();
  for (const line of text.split('\n')) {
    const match = /^\s*([A-Za-z_][A-Za-z0-9_]*)=(.*)$/.exec(line);
    if (match?.[1] !== undefined && match[2] !== undefined) values.set(match[1], match[2].trim().replace(/^(["'])(.*)\1$/, '$2'));
  }
  return values;
}

/**
 * `ip -o addr`: one address a line, `2: eth0    inet 192.0.2.1/24 brd … scope global eth0\ valid_lft …`. The text form, because the
 * JSON one is missing in iproute2 before 4.13 (CentOS 7).
 */
export function parseAddresses(text: string): ReadonlyMap<string, readonly NicAddress[]> {
  const nics = new Map<string, NicAddress[]>();
  for (const line of text.split('\n')) {
    const match = /^\d+:\s+(\S+)\s+inet(6?)\s+([0-9a-fA-F.:]+)(?:\s+peer\s+[0-9a-fA-F.:]+)?\/(\d+)\s.*?\bscope\s+(\S+)/.exec(line);
    if (!match) continue;
    const [, nic = '', six, address = '', prefix, scope = ''] = match;
    nics.set(nic, [...(nics.get(nic) ?? []), {address, prefix: Number(prefix), family: six ? 6 : 4, scope}]);
  }
  return nics;
}

/** An IPv4 address as /proc/net writes it on the machines we run on: 0100007F is 127.0.0.1. */
export const dottedLittleEndian = (hex: string): string => [6, 4, 2, 0].map(at => Number.parseInt(hex.slice(at, at + 2), 16)).join('.');

/** /proc/net/route: the main table of IPv4; addresses are hex in the byte order of the machine (little-endian on all we run on). */
export function parseRoutes(text: string): readonly Route[] {
  const routes: Route[] = [];
  for (const line of text.split('\n').slice(1)) {
    const [nic, destination, gateway, , , , , mask] = line.split(/\s+/);
    if (!nic || !destination || !gateway || !mask) continue;
    const bits = Number.parseInt(mask, 16).toString(2).replaceAll('0', '').length;
    const to = bits === 0 ? 'default' : `${dottedLittleEndian(destination)}/${bits}`;
    routes.push({to, via: gateway === '00000000' ? null : dottedLittleEndian(gateway), nic});
  }
  return routes;
}

export interface UnitState {
  /** `loaded`, `not-found`, `masked` … (systemctl(1), LoadState). */
  readonly load: string;
  readonly active: string;
  /** `enabled`, `disabled`, `static`, `generated`, … or '' when there is no unit file. */
  readonly enabled: string;
  /** A System V script that systemd wraps. */
  readonly script?: boolean;
}

/** `systemctl show -p Id,LoadState,ActiveState,UnitFileState A B …`: a block a unit, in the order asked, blank lines between. */
export function parseUnits(text: string): readonly UnitState[] {
  return text
    .split(/\n\n+/)
    .filter(block => block.trim() !== '')
    .map(block => {
      const values = parseAssignments(block);
      return {
        load: values.get('LoadState') ?? 'not-found',
        active: values.get('ActiveState') ?? 'inactive',
        enabled: values.get('UnitFileState') ?? '',
      };
    });
}

export function presence(unit: UnitState | undefined): Presence {
  if (!unit || unit.load === 'not-found') return 'absent';
  return unit.active === 'active' || unit.active === 'activating' || unit.active === 'reloading' ? 'running' : 'stopped';
}

/** flags as in /sys/class/net/NIC/flags: IFF_UP is 1 (linux/if.h); operstate of lo and of many tunnels is `unknown`. */
export const isUp = (flags: string, operstate: string): boolean =>
  (Number(flags) & 1) === 1 && ['up', 'unknown'].includes(operstate.trim());
