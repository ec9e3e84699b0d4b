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
  /** Settings of the package are there without its program (removed and not purged, or put there by other means): they must stay. */
  readonly settingsStay?: true;
}

/** Minutes, not seconds: mirrors can be slow. */
const timeoutMs = 600_000;

/** Nobody is there to be asked; what is recommended beside is left out, so that undo has less to leave behind. */
function installCommand(manager: NonNullable<PackagesWant['manager']>, names: readonly string[]): Argv {
  if (manager !== 'apt-get') return [manager, '-y', 'install', ...names];
  return [
    'env',
    'DEBIAN_FRONTEND=noninteractive',
    'apt-get',
    '-q',
    '-o',
    'Dpkg::Options::=--force-confold',
    'install',
    '-y',
    '--no-install-recommends',
    ...names,
  ];
}

/** dpkg and rpm themselves, for they refuse where apt and dnf would take along what somebody else installed on top of it. */
function removeCommand(manager: NonNullable<PackagesWant['manager']>, {settingsStay}: PackagesState, names: readonly string[]): Argv {
  if (manager !== 'apt-get') return ['rpm', '-e', ...names];
  return ['env', 'DEBIAN_FRONTEND=noninteractive', 'dpkg', settingsStay ? '--remove' : '--purge', ...names];
}

const settings = ['/etc/ipvsadm.rules', '/etc/default/ipvsadm'];

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
    const kept =
      missing.includes('ipvsadm') && (await Promise.all(settings.map(path => host.info(path)))).some(found => found !== undefined);
    return {missing, ...(!lists && {noLists: true as const}), ...(kept && {settingsStay: true as const})};
  },
  target: () => ({missing: []}),
  same: (one, other) => sameJson(one.missing, other.missing),
  close: () => true,
  change({manager}, from, to): readonly Act[] {
    const install = from.missing.filter(name => !to.missing.includes(name));
    const remove = to.missing.filter(name => !from.missing.includes(name));
    if (!manager) return [];
    return [
      ...(install.length > 0 && from.noLists ? [{do: 'run' as const, argv: ['apt-get', '-q', 'update'] as const, timeoutMs}] : []),
      ...(install.length > 0 ? [{do: 'run' as const, argv: installCommand(manager, install), timeoutMs}] : []),
      ...(remove.length > 0 ? [{do: 'run' as const, argv: removeCommand(manager, to, remove), timeoutMs, mayFail: true}] : []),
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
