import type {Argv} from '../../host/host.ts';
import {parseRoutes} from '../../host/parse.ts';
import type {Act} from '../step.ts';
import {type Kind, sameJson} from './kind.ts';

/** A route of the main table to a host or network without a gateway, now. */
export interface RouteWant {
  readonly kind: 'route';
  /** CIDR. */
  readonly to: string;
  readonly nic: string;
  /** How it is brought there by what keeps it over a reboot; null: it must not be there. */
  readonly bring: Argv | null;
}

/** Another route to the same place, through another NIC or a gateway, is seen and left alone. */
interface RouteState {
  readonly there: boolean;
}

export const route: Kind<RouteWant, RouteState> = {
  async observe(host, want) {
    const routes = parseRoutes((await host.read('/proc/net/route')) ?? '');
    return {there: routes.some(({to, nic, via}) => to === want.to && nic === want.nic && via === null)};
  },
  target: want => ({there: want.bring !== null}),
  same: sameJson,
  change(want, from, to): readonly Act[] {
    if (from.there === to.there) return [];
    if (!to.there) return [{do: 'run', argv: ['ip', 'route', 'del', want.to, 'dev', want.nic]}];
    return [{do: 'run', argv: want.bring ?? ['ip', 'route', 'add', want.to, 'dev', want.nic]}];
  },
  tell: (want, now) => `${now.there ? 'a' : 'no'} route to ${want.to} over ${want.nic}`,
};
