/** The kernel's IPVS table as ipvsadm speaks of it (ipvsadm(8), SAVE AND RESTORE): the form rules files and `ipvsadm -S -n` share. */

/** How packets reach a real server; ipvsadm's -m, -g and -i. `local` never appears in rules: the kernel chooses it by itself. */
export type Forward = 'masq' | 'route' | 'tunnel';

export interface Destination {
  readonly address: string;
  readonly port: number;
  readonly forward: Forward;
  readonly weight: number;
  /** Options this program does not set (thresholds, tunnel types), kept word for word. */
  readonly extra: readonly string[];
}

export interface Service {
  /** `-t 192.0.2.1:80`, `-u …`, `--sctp-service …` or `-f 1`. */
  readonly key: readonly [flag: string, target: string];
  readonly scheduler: string;
  /** Seconds; null: none; undefined: some, but for how long was not to be learnt. */
  readonly persistence: number | null | undefined;
  /** As Destination.extra: one-packet scheduling, persistence netmask and engine, scheduler flags. */
  readonly extra: readonly string[];
  readonly destinations: readonly Destination[];
}

export const serviceName = ({key}: Pick<Service, 'key'>): string => key.join(' ');
const destinationName = ({address, port}: Destination): string => (address.includes(':') ? `[${address}]:${port}` : `${address}:${port}`);

const forwardFlags: Readonly<Record<Forward, string>> = {masq: '-m', route: '-g', tunnel: '-i'};
const serviceFlags: Readonly<Record<string, string>> = {
  '-t': '-t',
  '--tcp-service': '-t',
  '-u': '-u',
  '--udp-service': '-u',
  '--sctp-service': '--sctp-service',
  '-f': '-f',
  '--fwmark-service': '-f',
};

export class RulesError extends Error {
  override readonly name = 'RulesError';
}

/** Rules as `ipvsadm -S -n` prints them and `ipvsadm -R` reads them. Throws RulesError naming the line it cannot follow. */
export function parseRules(text: string): readonly Service[] {
  const services = new Map<string, Service>();
  for (const [index, line] of text.split('\n').entries()) {
    const words = line.trim().split(/\s+/);
    if (words[0] === '' || words[0]?.startsWith('#')) continue;
    const key = readKey(words);
    const service = key && services.get(key.join(' '));
    const destination = service && readDestination(words.slice(3));
    if (key && isVerb(words[0], '-A', '--add-service')) services.set(key.join(' '), readService(key, words.slice(3)));
    else if (key && destination && isVerb(words[0], '-a', '--add-server'))
      services.set(key.join(' '), {...service, destinations: [...service.destinations, destination]});
    else throw new RulesError(`line ${index + 1} is not a rule this program understands: ${line.trim().slice(0, 120)}`);
  }
  return [...services.values()];
}

const isVerb = (word: string | undefined, ...verbs: readonly string[]): boolean => word !== undefined && verbs.includes(word);

function readKey(words: readonly string[]): Service['key'] | undefined {
  const flag = serviceFlags[words[1] ?? ''];
  return flag && words[2] ? [flag, words[2]] : undefined;
}

function readService(key: Service['key'], words: readonly string[]): Service {
  const extra: string[] = [];
  let scheduler = 'wlc';
  let persistence: Service['persistence'] = null;
  for (let at = 0; at < words.length; at++) {
    const word = words[at] ?? '';
    if (word === '-s' || word === '--scheduler') scheduler = words[++at] ?? '';
    else if (word === '-p' || word === '--persistent') {
      // The time may be left out: 300 s then (ipvsadm(8)).
      const seconds = Number(words[at + 1]);
      persistence = Number.isInteger(seconds) ? seconds : 300;
      if (Number.isInteger(seconds)) at++;
    } else extra.push(word);
  }
  return {key, scheduler, persistence, extra, destinations: []};
}

function readDestination(words: readonly string[]): Destination | undefined {
  const extra: string[] = [];
  let target: string | undefined;
  let forward: Forward = 'route';
  let weight = 1;
  for (let at = 0; at < words.length; at++) {
    const word = words[at] ?? '';
    if (word === '-r' || word === '--real-server') target = words[++at];
    else if (word === '-w' || word === '--weight') weight = Number(words[++at]);
    else if (word === '-m' || word === '--masquerading') forward = 'masq';
    else if (word === '-g' || word === '--gatewaying') forward = 'route';
    else if (word === '-i' || word === '--ipip') forward = 'tunnel';
    // Named by newer versions, unknown to older ones, and the default.
    else if (word === '--tun-type' && words[at + 1] === 'ipip') at++;
    else extra.push(word);
  }
  const match = /^(?:\[(.+)\]|([^:]+)):(\d+)$/.exec(target ?? '');
  const address = match?.[1] ?? match?.[2];
  return address && Number.isInteger(weight) ? {address, port: Number(match?.[3]), forward, weight, extra} : undefined;
}

const serviceWords = (service: Service): readonly string[] => [
  ...service.key,
  '-s',
  service.scheduler,
  ...(service.persistence == null ? [] : ['-p', String(service.persistence)]),
  ...service.extra,
];

const destinationWords = (service: Service, destination: Destination): readonly string[] => [
  ...service.key,
  '-r',
  destinationName(destination),
  forwardFlags[destination.forward],
  '-w',
  String(destination.weight),
  ...destination.extra,
];

/** The rule lines of a service, `-A` first. */
export const ruleLines = (service: Service): readonly string[] => [
  ['-A', ...serviceWords(service)].join(' '),
  ...service.destinations.map(destination => ['-a', ...destinationWords(service, destination)].join(' ')),
];

/** What could not be read is taken to be as wanted: without root no change is planned on a guess. */
const known = (from: Service, to: Service): Service =>
  from.persistence === undefined && to.persistence !== null ? {...from, persistence: to.persistence} : from;

/**
 * ipvsadm's arguments, a list for each call, that turn one state of a service into another, in place: what stays is not touched, so
 * established connections go on. null: there is no such service.
 */
export function changeService(from: Service | null, to: Service | null): readonly (readonly string[])[] {
  if (!to) return from ? [['-D', ...from.key]] : [];
  const changes: (readonly string[])[] = [];
  if (!from) changes.push(['-A', ...serviceWords(to)]);
  else if (serviceWords(known(from, to)).join(' ') !== serviceWords(to).join(' ')) changes.push(['-E', ...serviceWords(to)]);
  const old = new Map((from?.destinations ?? []).map(destination => [destinationName(destination), destination]));
  for (const destination of to.destinations) {
    const before = old.get(destinationName(destination));
    old.delete(destinationName(destination));
    const words = destinationWords(to, destination);
    if (!before) changes.push(['-a', ...words]);
    else if (destinationWords(to, before).join(' ') !== words.join(' ')) changes.push(['-e', ...words]);
  }
  for (const gone of old.keys()) changes.push(['-d', ...to.key, '-r', gone]);
  return changes;
}
