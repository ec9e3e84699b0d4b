import {family, whyUnusable} from './addresses.ts';
import type {Director, RealServer, VirtualService} from './cluster.ts';
import type {Draft, Entry} from './draft.ts';
import type {Problem} from './problem.ts';
import {quote} from './wording.ts';

/** A host of either role, with the field it is written in. */
interface Host {
  readonly where: string;
  readonly value: Director | RealServer;
}

/** What a cross-check looks at: the draft, and its hosts in one list. */
interface Subject extends Draft {
  readonly hosts: readonly Host[];
}

type Check = (subject: Subject) => Iterable<Problem>;

/** Everything in a cluster that is right in itself but does not fit the rest. None of it needs to know the machine. */
export function crossCheck(draft: Draft): Problem[] {
  const list = (name: string, entries: readonly Entry<Director | RealServer>[]): Host[] =>
    entries.map(({index, value}) => ({where: `${name}[${index}]`, value}));
  const subject = {...draft, hosts: [...list('directors', draft.directors), ...list('realServers', draft.realServers)]};
  return [sizes, reachedBy, twice, usable, vips, families, ports, directors, natSection].flatMap(check => [...check(subject)]);
}

const at = (entry: Entry<VirtualService>, field: keyof VirtualService) => `services[${entry.index}].${field}`;

/** A VIP that only moves between directors: nothing is balanced. */
function floatsAlone({count, services, has}: Draft): boolean {
  return count.realServers === 0 && has.vrrp && services.every(({value}) => value.port === undefined && value.fwmark === undefined);
}

function* sizes(subject: Subject): Iterable<Problem> {
  const {count} = subject;
  if (count.services === 0) yield {where: 'services', found: 'an empty list', wanted: 'at least one virtual service'};
  if (count.directors === 0) yield {where: 'directors', found: 'an empty list', wanted: 'at least one director'};
  if (count.realServers === 0 && !floatsAlone(subject)) {
    const wanted =
      'at least one real server; for a VIP that only floats between directors: `vrrp`, and services without `port` or `fwmark`';
    yield {where: 'realServers', found: 'an empty list', wanted};
  }
}

const reachedBy: Check = function* (subject) {
  for (const entry of subject.services) {
    const {vip, fwmark, port} = entry.value;
    if (vip === undefined && fwmark === undefined) {
      yield {where: at(entry, 'vip'), found: 'nothing', wanted: 'an address, or `fwmark` instead'};
    } else if (vip !== undefined && fwmark !== undefined) {
      yield {where: at(entry, 'fwmark'), found: `${fwmark} beside \`vip\``, wanted: 'either `vip` or `fwmark`, not both'};
    } else if (fwmark !== undefined && port !== undefined) {
      yield {
        where: at(entry, 'port'),
        found: `${port} with \`fwmark\``,
        wanted: 'no port: the firewall rule that sets the mark chooses it',
      };
    } else if (vip !== undefined && port === undefined && !floatsAlone(subject)) {
      yield {where: at(entry, 'port'), found: 'nothing', wanted: 'a port with the VIP (only a VIP that floats alone has none)'};
    }
  }
};

const twice: Check = function* ({services, hosts}) {
  yield* repeated(
    hosts.map(({where, value}) => ({where: `${where}.name`, key: value.name.toLowerCase(), shown: quote(value.name)})),
    first => `a name of its own; ${first} has this one`,
  );
  yield* repeated(
    hosts.map(({where, value}) => ({where: `${where}.address`, key: value.address, shown: quote(value.address)})),
    first => `an address of its own; ${first} has this one`,
  );
  yield* repeated(
    services.flatMap(({index, value: {vip, fwmark, port, protocol}}) => {
      const where = `services[${index}]`;
      if (fwmark !== undefined) return vip === undefined ? [{where, key: `${fwmark}`, shown: `fwmark ${fwmark}`}] : [];
      if (vip === undefined) return [];
      const name = port === undefined ? vip : `${vip.includes(':') ? `[${vip}]` : vip}:${port}/${protocol}`;
      return [{where, key: name, shown: name}];
    }),
    first => `a virtual service of its own; ${first} is the same one`,
  );
};

function* repeated(items: readonly {where: string; key: string; shown: string}[], wanted: (first: string) => string): Iterable<Problem> {
  const firsts = new Map<string, string>();
  for (const {where, key, shown} of items) {
    const first = firsts.get(key);
    if (first === undefined) firsts.set(key, where);
    else yield {where, found: shown, wanted: wanted(first)};
  }
}

const usable: Check = function* ({services, hosts, nat}) {
  const addresses = [
    ...services.map(entry => ({where: at(entry, 'vip'), address: entry.value.vip})),
    ...hosts.map(({where, value}) => ({where: `${where}.address`, address: value.address})),
    {where: 'nat.gateway', address: nat?.gateway},
  ];
  for (const {where, address} of addresses) {
    const why = address === undefined ? undefined : whyUnusable(address);
    if (why !== undefined) yield {where, found: `${quote(address)}, ${why}`, wanted: 'an address a host can have (unicast, routable)'};
  }
};

const vips: Check = function* ({services, hosts, nat}) {
  const owners = new Map(hosts.map(({value}) => [value.address, value.name]));
  for (const entry of services) {
    const {vip} = entry.value;
    if (vip === undefined) continue;
    const owner = owners.get(vip) ?? (vip === nat?.gateway ? 'nat.gateway' : undefined);
    if (owner !== undefined) yield {where: at(entry, 'vip'), found: quote(vip), wanted: `an address of its own; this one is ${owner}'s`};
  }
};

const families: Check = function* ({services, realServers, nat, vrrp}) {
  const [first, ...others] = realServers;
  const other = (where: string, address: string, like: RealServer): Problem[] =>
    family(address) === family(like.address)
      ? []
      : [{where, found: quote(address), wanted: `an IPv${family(like.address)} address, as ${like.name} has (${like.address})`}];
  if (first !== undefined) {
    for (const {index, value} of others) yield* other(`realServers[${index}].address`, value.address, first.value);
    for (const entry of services) if (entry.value.vip !== undefined) yield* other(at(entry, 'vip'), entry.value.vip, first.value);
    if (nat !== undefined) yield* other('nat.gateway', nat.gateway, first.value);
  }
  // VRRPv3, the only one for IPv6, counts centiseconds in 12 bits: RFC 5798 section 5.2.7.
  if (vrrp !== undefined && vrrp.advertSeconds > 40 && services.some(({value}) => value.vip?.includes(':'))) {
    yield {where: 'vrrp.advertSeconds', found: `${vrrp.advertSeconds}`, wanted: '40 at most with an IPv6 VIP'};
  }
};

const ports: Check = function* ({mode, services}) {
  for (const entry of services) {
    const {port, realPort} = entry.value;
    if (realPort === undefined) continue;
    const where = at(entry, 'realPort');
    const found = `${realPort}`;
    if (port === undefined) yield {where, found, wanted: 'no `realPort` without `port`'};
    else if (realPort !== port && (mode === 'dr' || mode === 'tun')) {
      const wanted = `${port} like \`port\`, or none: in mode ${mode} packets reach the real server as they are, only NAT rewrites ports`;
      yield {where, found, wanted};
    }
  }
};

const directors: Check = function* ({directors: list, count, has}) {
  if ((count.directors ?? 0) > 1 && !has.vrrp) {
    const wanted = 'a `vrrp` section with more than one director: without it they would all hold the VIP';
    yield {where: 'vrrp', found: 'nothing', wanted};
  }
  if (!has.vrrp) return;
  yield* repeated(
    list.map(({index, value}) => ({where: `directors[${index}].priority`, key: `${value.priority}`, shown: `${value.priority}`})),
    first => `a priority of its own; ${first} is the same, and the higher one is to hold the VIP`,
  );
};

const natSection: Check = function* ({mode, has, nat, hosts, directors: list}) {
  if (mode === 'nat' && !has.nat) {
    yield {where: 'nat', found: 'nothing', wanted: "{gateway: the directors' inner address, interface: its NIC} in mode nat"};
  }
  if (mode !== undefined && mode !== 'nat' && has.nat)
    yield {where: 'nat', found: `it in mode ${mode}`, wanted: 'no `nat` section, or mode nat'};
  const owner = hosts.find(({value}) => value.address === nat?.gateway);
  // A single director may answer on the address it has anyway; between two, the gateway has to move.
  if (nat === undefined || owner === undefined || (list.length === 1 && owner.where.startsWith('directors'))) return;
  yield {where: 'nat.gateway', found: quote(nat.gateway), wanted: `an address of its own; this one is ${owner.value.name}'s`};
};
