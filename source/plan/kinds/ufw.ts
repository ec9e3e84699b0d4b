import {isUfwOn} from '../../host/security.ts';
import {type Kind, sameJson} from './kind.ts';

/** ufw off, now and at boot. */
export interface UfwWant {
  readonly kind: 'ufw';
}

interface UfwState {
  readonly enabled: boolean;
}

export const ufw: Kind<UfwWant, UfwState> = {
  observe: async host => ({enabled: await isUfwOn(host)}),
  target: () => ({enabled: false}),
  same: sameJson,
  // --force: or it asks whether an SSH session may be cut.
  change: (_, from, to) =>
    from.enabled === to.enabled ? [] : [{do: 'run', argv: to.enabled ? ['ufw', '--force', 'enable'] : ['ufw', 'disable']}],
  tell: (_, now) => `ufw is ${now.enabled ? 'on' : 'off'}`,
};
