import type {Argv} from '../../host/host.ts';
import type {Act} from '../step.ts';
import {type Kind, sameJson} from './kind.ts';

/** Programs that must be there, and the packages they come in. */
export interface PackagesWant {
  readonly kind: 'packages';
  readonly manager: 'dnf' | 'yum' | 'apt-get' | null;
  /** Program → package. */
  readonly programs: Readonly<Record<string, string>>;
}

interface PackagesState {
  /** The packages whose program is not there. */
  readonly missing: readonly string[];
  /** apt knows of no packages yet, as on a fresh image. */
  readonly noLists?: true;
}

/** Minutes, not seconds: mirrors can be slow. */
const timeoutMs = 600_000;

/** Debian's front end must not ask anything; recommended packages are left out so that undo has less to leave behind. */
function command(manager: NonNullable<PackagesWant['manager']>, verb: 'install' | 'remove', names: readonly string[]): Argv {
  if (manager !== 'apt-get') return [manager, '-y', verb, ...names];
  const words = verb === 'install' ? ['install', '-y', '--no-install-recommends'] : ['purge', '-y'];
  return ['env', 'DEBIAN_FRONTEND=noninteractive', 'apt-get', '-q', ...words, ...names];
}

export const packages: Kind<PackagesWant, PackagesState> = {
  async observe(host, want) {
    const found = await Promise.all(
      Object.entries(want.programs).map(async ([program, name]) => ((await host.which(program)) ? [] : [name])),
    );
    const missing = [...new Set(found.flat())];
    const lists =
      want.manager !== 'apt-get' ||
      missing.length === 0 ||
      (await host.list('/var/lib/apt/lists')).some(name => name.includes('_Packages'));
    return lists ? {missing} : {missing, noLists: true};
  },
  target: () => ({missing: []}),
  same: (one, other) => sameJson(one.missing, other.missing),
  change({manager}, from, to): readonly Act[] {
    const install = from.missing.filter(name => !to.missing.includes(name));
    const remove = to.missing.filter(name => !from.missing.includes(name));
    if (!manager) return [];
    return [
      ...(install.length > 0 && from.noLists ? [{do: 'run' as const, argv: ['apt-get', '-q', 'update'] as const, timeoutMs}] : []),
      ...(install.length > 0 ? [{do: 'run' as const, argv: command(manager, 'install', install), timeoutMs}] : []),
      ...(remove.length > 0 ? [{do: 'run' as const, argv: command(manager, 'remove', remove), timeoutMs}] : []),
    ];
  },
  tell(want, now) {
    if (now.missing.length > 0) return `${now.missing.join(', ')} not installed`;
    return `${Object.keys(want.programs).join(', ')} there`;
  },
  blocked(want, now) {
    if (now.missing.length === 0 || want.manager) return undefined;
    return `no dnf, yum or apt-get here to install ${now.missing.join(', ')} with: install it by hand, then run this again`;
  },
};
