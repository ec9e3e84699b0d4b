import {
  type Cluster,
  type HealthCheck,
  type Mode,
  type Protocol,
  type RealServer,
  schedulers,
  type VirtualService,
} from '../../../source/cluster/cluster.ts';

/** Numbers from 0 to below 1, the same for the same seed (mulberry32). */
export function random(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let t = Math.imul(state ^ (state >>> 15), 1 | state);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 4_294_967_296;
  };
}

/** Draws from one stream of numbers. */
class Dice {
  readonly #next: () => number;

  constructor(seed: number) {
    this.#next = random(seed);
  }

  /** Both ends included. */
  whole(from: number, to: number): number {
    return from + Math.floor(this.#next() * (to - from + 1));
  }

  chance(share: number): boolean {
    return this.#next() < share;
  }

  of<T>(choices: readonly [T, ...T[]]): T {
    return choices[this.whole(0, choices.length - 1)] ?? choices[0];
  }

  /** The value, or (else) undefined. */
  maybe<T>(share: number, value: () => T): T | undefined {
    return this.chance(share) ? value() : undefined;
  }

  text(alphabet: string, length: number): string {
    return Array.from({length}, () => alphabet[this.whole(0, alphabet.length - 1)]).join('');
  }
}

/** A right cluster of any mode, family and size up to 12 real servers: what `parseCluster` would give, no field undefined. */
export function randomCluster(seed: number): Cluster {
  const dice = new Dice(seed);
  const v6 = dice.chance(0.25);
  // Host parts are drawn without repetition, so that no two addresses and no VIP and host are the same.
  let host = dice.whole(0, 3);
  const address = () => {
    host += dice.whole(1, 4);
    return v6 ? `fd00:${(seed & 0xfff) + 1}::${host.toString(16)}` : `192.168.233.${host}`;
  };
  const mode: Mode = dice.of(['dr', 'nat', 'tun']);
  const floats = dice.chance(0.1);
  const two = floats || dice.chance(0.5);
  const names = new Set<string>();
  const name = (): string => {
    const stem = dice.of(['web', 'nginx', 'NODE-', 'db.', '1', 'true', 'null', 'e', 'x--y']);
    const number = dice.chance(0.9) || /[-.]$/.test(stem) ? dice.whole(0, 99) : '';
    const whole = `${stem}${number}${dice.of(['', '', '.example.com', '.prod.example-1.org'])}`;
    if (names.has(whole.toLowerCase())) return name();
    names.add(whole.toLowerCase());
    return whole;
  };
  const nic = () => dice.of(['eth0', 'ens33', 'bond0.100', 'br-lan', 'no', '0', 'a_b']);
  const member = () => ({name: name(), address: address(), interface: dice.maybe(0.6, nic)});
  const check = (): HealthCheck =>
    dice.of<HealthCheck>([
      {type: 'tcp'},
      {type: 'none'},
      {type: 'http', path: dice.of(['/', '/health', '/a?b=1&c=2', '/%20', '/x:y,z']), status: dice.whole(100, 599)},
    ]);
  const reached = (index: number): Partial<VirtualService> => {
    if (floats) return {vip: address()};
    if (dice.chance(0.2)) return {fwmark: index + 1};
    const port = dice.whole(1, 65_535);
    return {vip: address(), port, realPort: dice.maybe(0.3, () => (mode === 'nat' ? dice.whole(1, 65_535) : port))};
  };
  const service = (_: unknown, index: number): VirtualService => ({
    ...reached(index),
    protocol: dice.of<Protocol>(['tcp', 'udp', 'sctp']),
    scheduler: dice.of(schedulers as unknown as readonly [VirtualService['scheduler']]),
    persistence: dice.maybe(0.3, () => dice.whole(1, 2_678_400)),
    check: check(),
  });
  const cluster: Cluster = {
    version: 1,
    name: dice.of(['web', 'A.b_c-1', '5', 'null', 'x'.repeat(63)]),
    mode,
    services: Array.from({length: dice.whole(1, 4)}, service),
    directors: Array.from({length: two ? dice.whole(2, 3) : 1}, (_, index) => ({
      ...member(),
      priority: 1 + index * 80 + dice.whole(0, 79),
    })),
    realServers: Array.from(
      {length: floats ? 0 : dice.whole(1, 12)},
      (): RealServer => ({...member(), weight: dice.of([1, 1, 0, 5, 65_535])}),
    ),
    vrrp:
      two || dice.chance(0.2)
        ? {
            routerId: dice.whole(1, 255),
            advertSeconds: dice.of([1, 1, 3, 40]),
            preempt: dice.chance(0.8),
            unicast: dice.chance(0.3),
            password: dice.maybe(0.4, () => dice.text('abcXYZ019._+=:,/@%-', dice.whole(1, 8))) ?? null,
          }
        : undefined,
    nat: mode === 'nat' ? {gateway: address(), interface: nic()} : undefined,
    firewall: dice.of(['stop', 'open', 'leave']),
    selinux: dice.of(['permissive', 'leave']),
  };
  return withoutUndefined(cluster);
}

function withoutUndefined<T>(value: T): T {
  if (Array.isArray(value)) return value.map(withoutUndefined) as T;
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value).flatMap(([key, item]) => (item === undefined ? [] : [[key, withoutUndefined(item)]])),
  ) as T;
}
