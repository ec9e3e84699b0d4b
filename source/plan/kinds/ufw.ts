import {parseAssignments} from '../../host/parse.ts';
import {type Kind, sameJson} from './kind.ts';

/** ufw off. It has a switch of its own, now and at boot in one (ufw(8)): its unit stays `active (exited)` either way. */
export interface UfwWant {
  readonly kind: 'ufw';
}

interface UfwState {
  readonly enabled: boolean;
}

export const ufw: Kind<UfwWant, UfwState> = {
  async observe(host) {
    return {enabled: parseAssignments((await host.read('/etc/ufw/ufw.conf').catch(() => undefined)) ?? '').get('ENABLED') === 'yes'};
  },
  target: () => ({enabled: false}),
  same: sameJson,
  // --force: or it asks whether an SSH session may be cut.
  change: (_, from, to) =>
    from.enabled === to.enabled ? [] : [{do: 'run', argv: to.enabled ? ['ufw', '--force', 'enable'] : ['ufw', 'disable']}],
  tell: (_, now) => `ufw is ${now.enabled ? 'on' : 'off'}`,
};
