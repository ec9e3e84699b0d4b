import type {Host} from '../../host/host.ts';
import type {Act} from '../step.ts';
import {type Kind, sameJson} from './kind.ts';

/** Kernel modules loaded now. Loading at boot is a file's matter (modules-load.d). */
export interface ModulesWant {
  readonly kind: 'modules';
  readonly names: readonly string[];
}

/** Every module that loading the wanted ones can bring in → whether it is there; users first, so that it is the order of removal. */
type ModulesState = Readonly<Record<string, boolean>>;

const moduleName = (path: string): string => (path.split('/').at(-1) ?? '').replace(/\.ko(\.\w+)?$/, '').replaceAll('-', '_');

/** modules.dep(5): `path: dependency dependency …`, dependencies complete and in order, nearest first. */
export function withDependencies(modulesDep: string, names: readonly string[]): readonly string[] {
  const needs = new Map<string, readonly string[]>();
  for (const line of modulesDep.split('\n')) {
    const [path, dependencies] = line.split(':');
    if (path && dependencies !== undefined) needs.set(moduleName(path), dependencies.trim().split(/\s+/).filter(Boolean).map(moduleName));
  }
  // The last mention counts: a module is removed only after all its users.
  return [
    ...new Set(
      [...names]
        .reverse()
        .flatMap(name => [name, ...(needs.get(name) ?? [])])
        .reverse(),
    ),
  ].reverse();
}

/** A built-in module counts as there; it may lack a folder in /sys/module. */
const isThere = async (host: Host, name: string, builtIn: ReadonlySet<string>): Promise<boolean> =>
  builtIn.has(name) || (await host.info(`/sys/module/${name}`)) !== undefined;

export const modules: Kind<ModulesWant, ModulesState> = {
  async observe(host, want) {
    const kernel = ((await host.read('/proc/sys/kernel/osrelease')) ?? '').trim();
    const listed = async (file: string) => (await host.read(`/lib/modules/${kernel}/${file}`)) ?? '';
    const all = withDependencies(await listed('modules.dep'), want.names);
    const builtIn = new Set((await listed('modules.builtin')).split('\n').map(moduleName));
    return Object.fromEntries(await Promise.all(all.map(async name => [name, await isThere(host, name, builtIn)] as const)));
  },
  target: (want, now) => (want.names.every(name => now[name]) ? now : Object.fromEntries(Object.keys(now).map(name => [name, true]))),
  same: sameJson,
  close: () => true,
  change(want, from, to): readonly Act[] {
    const load = want.names.filter(name => to[name] && !from[name]);
    // Only what was not there before goes. rmmod and not `modprobe -r`, which would also take unused modules that were there.
    const unload = Object.keys(to).filter(name => from[name] && !to[name]);
    return [
      ...(load.length > 0 ? [{do: 'run' as const, argv: ['modprobe', '-a', ...load] as const}] : []),
      ...unload.map(name => ({do: 'run' as const, argv: ['rmmod', name] as const, mayFail: true})),
    ];
  },
  tell(want, now) {
    const absent = want.names.filter(name => !now[name]);
    return absent.length > 0 ? `${absent.join(', ')} not loaded` : `${want.names.join(', ')} loaded`;
  },
};
