import {parseAddresses} from '../../host/parse.ts';
import type {Kind} from './kind.ts';

/** Nobody else on the segment answers for an address. Nothing brings this about: it is looked at, and blocks what comes after. */
export interface VacancyWant {
  readonly kind: 'vacancy';
  readonly address: string;
  readonly nic: string;
}

interface VacancyState {
  readonly ours: boolean;
  readonly heldBy: string | null;
}

/** An answer on a local segment takes a millisecond or two; a host under load may need some more. */
const waitMs = 700;

export const vacancy: Kind<VacancyWant, VacancyState> = {
  async observe(host, want) {
    const {stdout} = await host.run(['ip', '-o', 'addr', 'show', 'dev', want.nic], {timeoutMs: 10_000});
    const ours = [...parseAddresses(stdout).values()].flat().some(({address}) => address === want.address);
    return {ours, heldBy: ours ? null : ((await host.whoHas(want.address, want.nic, waitMs)) ?? null)};
  },
  target: (_, now) => now,
  // Not a state to go back to: who else holds an address is not ours to restore.
  same: () => true,
  change: () => [],
  tell: (want, now) => (now.ours ? `${want.address} is already on ${want.nic} here` : `nobody answers for ${want.address} on ${want.nic}`),
  blocked: (want, now) =>
    now.heldBy === null
      ? undefined
      : `${now.heldBy} answers for ${want.address} on ${want.nic}: two holders of one VIP cut clients off at random. Take it from that machine, or choose another VIP`,
};
