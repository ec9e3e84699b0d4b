import {type Kind, sameJson} from './kind.ts';

/** SELinux at run time; at boot it is a setting in /etc/selinux/config. */
export interface SelinuxWant {
  readonly kind: 'selinux';
}

interface SelinuxState {
  readonly mode: 'enforcing' | 'permissive' | 'disabled';
}

export const selinux: Kind<SelinuxWant, SelinuxState> = {
  async observe(host) {
    const enforce = (await host.read('/sys/fs/selinux/enforce').catch(() => undefined))?.trim();
    return {mode: enforce === undefined ? 'disabled' : enforce === '1' ? 'enforcing' : 'permissive'};
  },
  target: (_, now) => ({mode: now.mode === 'enforcing' ? 'permissive' : now.mode}),
  same: sameJson,
  change: (_, from, to) =>
    from.mode === to.mode || from.mode === 'disabled' ? [] : [{do: 'run', argv: ['setenforce', to.mode === 'enforcing' ? '1' : '0']}],
  tell: (_, now) => `SELinux is ${now.mode}`,
};
