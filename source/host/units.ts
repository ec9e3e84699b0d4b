import type {Host} from './host.ts';
import {parseUnits, type UnitState} from './parse.ts';

const missing: UnitState = {load: 'not-found', active: 'inactive', enabled: ''};

/** The states of systemd units, all in one call. Without systemd every one is not-found. */
export async function readUnits<Name extends string>(host: Host, names: readonly Name[]): Promise<Record<Name, UnitState>> {
  const {stdout} = await host.run(['systemctl', 'show', '-p', 'Id,LoadState,ActiveState,UnitFileState', '--', ...names], {
    timeoutMs: 20_000,
  });
  const states = parseUnits(stdout);
  const entries = names.map(async (name, index) => [name, await withBootLinks(host, name, states[index] ?? missing)] as const);
  return Object.fromEntries(await Promise.all(entries)) as Record<Name, UnitState>;
}

/** A System V script shows as `generated`, started at boot or not: that stands in its links (Debian's ipvsadm is such a one). */
async function withBootLinks(host: Host, name: string, state: UnitState): Promise<UnitState> {
  if (state.enabled !== 'generated') return state;
  const script = name.replace(/\.service$/, '');
  const starts = (await host.list('/etc/rc3.d')).some(link => /^S\d\d/.test(link) && link.slice(3) === script);
  return {...state, script: true, enabled: starts ? 'enabled' : 'disabled'};
}
