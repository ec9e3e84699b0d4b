import {type Kind, sameJson} from './kind.ts';

/** Kernel settings at run time. Keys as sysctl(8) takes them, with `/` instead of `.` where a NIC's name holds a dot. */
export interface SysctlWant {
  readonly kind: 'sysctl';
  readonly values: Readonly<Record<string, string>>;
}

/** null: the kernel has no such setting (yet: `net.ipv4.vs.*` comes with the module). */
type SysctlState = Readonly<Record<string, string | null>>;

const path = (key: string): string => `/proc/sys/${key.includes('/') ? key : key.replaceAll('.', '/')}`;

export const sysctl: Kind<SysctlWant, SysctlState> = {
  async observe(host, want) {
    const read = async (key: string) => [key, (await host.read(path(key)))?.trim().replaceAll('\t', ' ') ?? null] as const;
    return Object.fromEntries(await Promise.all(Object.keys(want.values).map(read)));
  },
  target: want => want.values,
  same: sameJson,
  change(_, from, to) {
    const settings = Object.entries(to).filter(([key, value]) => value !== null && from[key] !== value);
    if (settings.length === 0) return [];
    return [{do: 'run', argv: ['sysctl', '-q', '-w', ...settings.map(([key, value]) => `${key}=${value}`)]}];
  },
  tell(want, now) {
    const wrong = Object.entries(want.values).filter(([key, value]) => now[key] !== value);
    const shown = wrong.length === 0 ? Object.entries(want.values) : wrong;
    return shown.map(([key, value]) => `${key} = ${now[key] ?? 'not there'}${now[key] === value ? '' : `, needs ${value}`}`).join('; ');
  },
};
