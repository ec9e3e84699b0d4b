import type {Facts} from '../../host/facts.ts';
import {readSelinux} from '../../host/security.ts';
import {type Kind, sameJson} from './kind.ts';

/** SELinux at run time; at boot it is a setting in /etc/selinux/config. */
export interface SelinuxWant {
  readonly kind: 'selinux';
}

interface SelinuxState {
  readonly mode: Facts['selinux'];
}

export const selinux: Kind<SelinuxWant, SelinuxState> = {
  observe: async host => ({mode: await readSelinux(host)}),
  target: (_, now) => ({mode: now.mode === 'enforcing' ? 'permissive' : now.mode}),
  same: sameJson,
  change: (_, from, to) =>
    from.mode === to.mode || from.mode === 'disabled' ? [] : [{do: 'run', argv: ['setenforce', to.mode === 'enforcing' ? '1' : '0']}],
  tell: (_, now) => `SELinux is ${now.mode}`,
};
