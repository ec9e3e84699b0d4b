import {isDeepStrictEqual} from 'node:util';
import type {Cluster} from './cluster.ts';
import {defaults} from './schema.ts';

/** A cluster, or a part of it, as plain values in the file's order of keys and without undefined. */
export type Tree = Record<string, unknown>;

/** `none`: every field is written; `quiet`: defaults that few clusters change are left out; `all`: every default is. */
export type LeftOut = 'none' | 'quiet' | 'all';

/** Defaults worth reading in a file that people learn from: how is balanced, who leads, and what happens to the host. */
const telling = new Set(['protocol', 'scheduler', 'firewall', 'selinux']);
const tellingWithVrrp = new Set([...telling, 'priority']);

/** The order a person reads in, whatever order a value was built in. */
const order = {
  cluster: ['version', 'name', 'mode', 'services', 'directors', 'realServers', 'vrrp', 'nat', 'firewall', 'selinux'],
  service: ['vip', 'fwmark', 'port', 'protocol', 'scheduler', 'persistence', 'realPort', 'check'],
  check: ['type', 'path', 'status'],
  director: ['name', 'address', 'interface', 'priority'],
  realServer: ['name', 'address', 'interface', 'weight'],
  vrrp: ['routerId', 'advertSeconds', 'preempt', 'unicast', 'password'],
  nat: ['gateway', 'interface'],
} as const;

/** The cluster as plain values in the file's order. */
export function treeOf(cluster: Cluster, leftOut: LeftOut): Tree {
  const shown = cluster.vrrp === undefined ? telling : tellingWithVrrp;
  const part = (kind: keyof typeof order, values: object): Tree => {
    const tree: Tree = {};
    const usual: Tree = kind in defaults ? {...defaults[kind as keyof typeof defaults]} : {};
    for (const key of order[kind]) {
      const value = (values as Tree)[key];
      const isDefault = Object.hasOwn(usual, key) && isDeepStrictEqual(usual[key], value);
      if (value === undefined || (isDefault && (leftOut === 'all' || (leftOut === 'quiet' && !shown.has(key))))) continue;
      tree[key] = value;
    }
    return tree;
  };
  return part('cluster', {
    ...cluster,
    services: cluster.services.map(service => part('service', {...service, check: part('check', service.check)})),
    directors: cluster.directors.map(director => part('director', director)),
    realServers: cluster.realServers.map(realServer => part('realServer', realServer)),
    vrrp: cluster.vrrp && part('vrrp', cluster.vrrp),
    nat: cluster.nat && part('nat', cluster.nat),
  });
}
