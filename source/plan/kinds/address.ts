import type {Argv} from '../../host/host.ts';
import {parseAddresses} from '../../host/parse.ts';
import type {Act} from '../step.ts';
import type {Kind} from './kind.ts';

/** An address on a NIC, now. */
export interface AddressWant {
  readonly kind: 'address';
  readonly nic: string;
  readonly address: string;
  readonly prefix: number;
  /** How it is brought there by what keeps it over a reboot; null: it must not be there. */
  readonly bring: Argv | null;
}

/** The NIC's addresses that are equal to the wanted one but for the prefix. */
interface AddressState {
  readonly prefixes: readonly number[];
}

const has = (state: AddressState, want: AddressWant): boolean => state.prefixes.includes(want.prefix);

export const address: Kind<AddressWant, AddressState> = {
  async observe(host, want) {
    const {stdout} = await host.run(['ip', '-o', 'addr', 'show', 'dev', want.nic], {timeoutMs: 10_000});
    const found = (parseAddresses(stdout).get(want.nic) ?? []).filter(({address}) => address === want.address);
    return {prefixes: found.map(({prefix}) => prefix).sort((one, other) => one - other)};
  },
  target(want, now) {
    const others = now.prefixes.filter(prefix => prefix !== want.prefix);
    return {prefixes: want.bring ? [...others, want.prefix].sort((one, other) => one - other) : others};
  },
  same: (one, other) => one.prefixes.join() === other.prefixes.join(),
  change(want, from, to): readonly Act[] {
    if (has(from, want) === has(to, want)) return [];
    const {address, prefix, nic} = want;
    if (!has(to, want)) return [{do: 'run', argv: ['ip', 'addr', 'del', `${address}/${prefix}`, 'dev', nic]}];
    return [{do: 'run', argv: want.bring ?? ['ip', 'addr', 'add', `${address}/${prefix}`, 'dev', nic]}];
  },
  tell(want, now) {
    const other = now.prefixes.find(prefix => prefix !== want.prefix);
    if (has(now, want)) return `${want.address}/${want.prefix} on ${want.nic}`;
    return `${want.address}/${want.prefix} not on ${want.nic}${other === undefined ? '' : `, but /${other} is`}`;
  },
  blocked(want, now) {
    const other = now.prefixes.find(prefix => prefix !== want.prefix);
    if (!want.bring || other === undefined) return undefined;
    return `${want.nic} already holds ${want.address}/${other}, put there by somebody else: remove it (ip addr del ${want.address}/${other} dev ${want.nic}) or choose another VIP`;
  },
};
