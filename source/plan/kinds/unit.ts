import type {UnitState} from '../../host/parse.ts';
import {readUnits} from '../../host/units.ts';
import type {Act} from '../step.ts';
import type {Kind} from './kind.ts';

/** A systemd unit: whether it runs now and whether it starts at boot. What is left out stays as it is, and is not looked at. */
export interface UnitWant {
  readonly kind: 'unit';
  /** With its ending, e.g. `firewalld.service`. */
  readonly name: string;
  /** `remembered`: either is right, but undo brings back which it was. */
  readonly active?: boolean | 'remembered';
  readonly enabled?: boolean;
}

const isEnabled = (state: UnitState): boolean => state.enabled === 'enabled';
const isActive = (state: UnitState): boolean => ['active', 'activating', 'reloading'].includes(state.active);

export const unit: Kind<UnitWant, UnitState> = {
  async observe(host, {name, active}) {
    const state = (await readUnits(host, [name]))[name] as UnitState;
    return active === undefined ? {...state, active: 'not asked'} : state;
  },
  target(want, now) {
    return {
      ...now,
      active: typeof want.active !== 'boolean' || want.active === isActive(now) ? now.active : want.active ? 'active' : 'inactive',
      enabled: want.enabled === undefined || want.enabled === isEnabled(now) ? now.enabled : want.enabled ? 'enabled' : 'disabled',
    };
  },
  same: (one, other) => isActive(one) === isActive(other) && isEnabled(one) === isEnabled(other),
  change({name}, from, to): readonly Act[] {
    const run = (...words: readonly string[]): Act => ({do: 'run', argv: ['systemctl', ...words, name], timeoutMs: 120_000});
    const boot = isEnabled(from) === isEnabled(to) ? undefined : isEnabled(to) ? 'enable' : 'disable';
    const now = isActive(from) === isActive(to) ? undefined : isActive(to) ? 'start' : 'stop';
    // For a System V script systemctl hands enabling over to another program, and forgets about --now.
    if (boot && now && !from.script && (boot === 'enable') === (now === 'start')) return [run(boot, '--now')];
    return [...(boot ? [run(boot)] : []), ...(now ? [run(now)] : [])];
  },
  tell(want, now) {
    if (now.load === 'not-found') return `${want.name} is not installed`;
    const parts: string[] = [];
    if (typeof want.active === 'boolean') parts.push(isActive(now) ? 'runs' : 'does not run');
    if (want.enabled !== undefined) parts.push(isEnabled(now) ? 'starts at boot' : 'does not start at boot');
    return `${want.name} ${parts.join(' and ')}`;
  },
};
