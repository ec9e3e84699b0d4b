import * as z from 'zod/mini';
import {type Cluster, type Director, type RealServer, schedulers, type VirtualService, type Vrrp} from './cluster.ts';
import * as field from './fields.ts';
import type {Problem} from './problem.ts';
import {fieldName, oneOf, type Path, quoteField} from './wording.ts';

/** What a field is when the file does not say it. The one home of the defaults: read here, left out by layout.ts. */
export const defaults = {
  cluster: {firewall: 'stop', selinux: 'permissive'},
  service: {protocol: 'tcp', scheduler: 'rr', check: {type: 'tcp'}},
  director: {priority: 100},
  realServer: {weight: 1},
  vrrp: {advertSeconds: 1, preempt: true, unicast: false, password: null},
} as const;

/** Longest lists. A token of the largest cluster still fits one argument of a command line (128 KiB). */
export const limits = {services: 1000, directors: 16, realServers: 1000} as const;

/** A mapping that knows no other keys; its message lists those it knows, see {@link problemsOf}. */
function mapping<T extends Record<string, z.ZodMiniType>>(shape: T) {
  const keys = Object.keys(shape).join(', ');
  return z.strictObject(shape, {error: issue => (issue.code === 'unrecognized_keys' ? keys : `a mapping with ${keys}`)});
}

function list<T extends z.ZodMiniType>(item: T, most: number, what: string) {
  const wanted = `a list of ${most} ${what} at most`;
  return z.array(item, wanted).check(z.maxLength(most, wanted));
}

const choice = <const T extends readonly [string, ...string[]]>(choices: T) => z.enum(choices, oneOf(choices));
const yesNo = z.boolean('true or false');

const check = z.discriminatedUnion(
  'type',
  [
    mapping({type: z.literal('tcp')}),
    mapping({type: z.literal('http'), path: field.httpPath, status: field.whole(100, 599)}),
    mapping({type: z.literal('none')}),
  ],
  '{type: tcp}, {type: http, path: /, status: 200} or {type: none}',
);

export const service: z.ZodMiniType<VirtualService> = mapping({
  vip: z.optional(field.address),
  fwmark: z.optional(field.whole(1, 4_294_967_295)),
  port: z.optional(field.port),
  protocol: z._default(choice(['tcp', 'udp', 'sctp']), defaults.service.protocol),
  scheduler: z._default(choice(schedulers), defaults.service.scheduler),
  persistence: z.optional(field.whole(1, 2_678_400, ' (seconds)')),
  realPort: z.optional(field.port),
  check: z._default(check, defaults.service.check),
});

const member = {name: field.hostName, address: field.address, interface: z.optional(field.interfaceName)};

export const director: z.ZodMiniType<Director> = mapping({
  ...member,
  priority: z._default(field.whole(1, 254), defaults.director.priority),
});

export const realServer: z.ZodMiniType<RealServer> = mapping({
  ...member,
  weight: z._default(field.whole(0, 65_535), defaults.realServer.weight),
});

export const vrrp: z.ZodMiniType<Vrrp> = mapping({
  routerId: field.whole(1, 255),
  // VRRPv2's field is one byte of seconds (RFC 3768 section 5.3.7); VRRPv3, which IPv6 needs, is narrower: see checks.ts.
  advertSeconds: z._default(field.whole(1, 255, ' (seconds)'), defaults.vrrp.advertSeconds),
  preempt: z._default(yesNo, defaults.vrrp.preempt),
  unicast: z._default(yesNo, defaults.vrrp.unicast),
  password: z._default(z.nullable(field.password), defaults.vrrp.password),
});

export const nat = mapping({gateway: field.address, interface: field.interfaceName});

export const mode = choice(['nat', 'dr', 'tun']);

/** The structure alone; whether its parts fit together is asked in checks.ts. */
export const clusterSchema: z.ZodMiniType<Cluster> = mapping({
  version: z.literal(1, '1'),
  name: field.clusterName,
  mode,
  services: list(service, limits.services, 'virtual services'),
  directors: list(director, limits.directors, 'directors'),
  realServers: list(realServer, limits.realServers, 'real servers'),
  vrrp: z.optional(vrrp),
  nat: z.optional(nat),
  firewall: z._default(choice(['stop', 'open', 'leave']), defaults.cluster.firewall),
  selinux: z._default(choice(['permissive', 'leave']), defaults.cluster.selinux),
});

/**
 * zod's issues as problems.
 * @param input what was parsed: issues do not carry the value they complain about
 * @param whole the name of the thing itself, for an issue with no field: `file`, `token`
 */
export function problemsOf(issues: readonly z.core.$ZodIssue[], input: unknown, whole: string): Problem[] {
  return issues.flatMap(issue => {
    const path = issue.path as Path;
    if (issue.code === 'unrecognized_keys') {
      const known = issue.message.split(', ');
      return issue.keys.map(key => ({
        where: fieldName([...path, key]),
        found: quoteField([], key),
        wanted: known.length === 1 ? `no key but ${known[0]}` : oneOf(known, key),
      }));
    }
    const value = valueAt(input, path);
    const wanted = issue.code === 'invalid_value' && issue.values.length > 1 ? oneOf(issue.values.map(String), value) : issue.message;
    return [{where: fieldName(path) || whole, found: quoteField(path, value), wanted}];
  });
}

function valueAt(input: unknown, path: Path): unknown {
  let value = input;
  for (const key of path) {
    if (typeof value !== 'object' || value === null || !Object.hasOwn(value, key)) return undefined;
    value = (value as Record<string | number, unknown>)[key];
  }
  return value;
}
