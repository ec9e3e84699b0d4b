import type * as z from 'zod/mini';
import type {Director, Mode, RealServer, VirtualService, Vrrp} from './cluster.ts';
import * as schema from './schema.ts';

/** A list item and its place in the list as written, broken neighbours counted. */
export interface Entry<T> {
  readonly index: number;
  readonly value: T;
}

/**
 * What can be read of a cluster that may be broken in places: every part that is right in itself. The cross-checks work on
 * it, so that one misspelled host does not hide what is wrong between the others.
 */
export interface Draft {
  /** Undefined: missing or wrong. */
  readonly mode?: Mode;
  readonly services: readonly Entry<VirtualService>[];
  readonly directors: readonly Entry<Director>[];
  readonly realServers: readonly Entry<RealServer>[];
  /** Items as written, wrong ones too; undefined when it is no list at all. */
  readonly count: Readonly<Record<'services' | 'directors' | 'realServers', number | undefined>>;
  /** The section is there, right or wrong. */
  readonly has: {readonly vrrp: boolean; readonly nat: boolean};
  readonly vrrp?: Vrrp;
  readonly nat?: {readonly gateway: string; readonly interface: string};
}

/** @param input a cluster file's or token's value, of any shape */
export function draftOf(input: unknown): Draft {
  const part = (key: string): unknown =>
    typeof input === 'object' && input !== null && Object.hasOwn(input, key) ? (input as Record<string, unknown>)[key] : undefined;
  const count = (key: string): number | undefined => {
    const items = part(key);
    return Array.isArray(items) ? items.length : undefined;
  };
  return {
    mode: right(schema.mode, part('mode')),
    services: entries(schema.service, part('services'), schema.limits.services),
    directors: entries(schema.director, part('directors'), schema.limits.directors),
    realServers: entries(schema.realServer, part('realServers'), schema.limits.realServers),
    count: {services: count('services'), directors: count('directors'), realServers: count('realServers')},
    has: {vrrp: part('vrrp') !== undefined, nat: part('nat') !== undefined},
    vrrp: right(schema.vrrp, part('vrrp')),
    nat: right(schema.nat, part('nat')),
  };
}

function right<T>(part: z.ZodMiniType<T>, input: unknown): T | undefined {
  return part.safeParse(input).data;
}

function entries<T>(item: z.ZodMiniType<T>, list: unknown, most: number): Entry<T>[] {
  if (!Array.isArray(list)) return [];
  return list.slice(0, most).flatMap((input: unknown, index) => {
    const value = right(item, input);
    return value === undefined ? [] : [{index, value}];
  });
}
