import {type AddressWant, address} from './address.ts';
import {type FileWant, file} from './file.ts';
import {type IpvsWant, ipvs} from './ipvs-service.ts';
import type {Kind} from './kind.ts';
import {type ModulesWant, modules} from './modules.ts';
import {type PackagesWant, packages} from './packages.ts';
import {type RouteWant, route} from './route.ts';
import {type SelinuxWant, selinux} from './selinux-mode.ts';
import {type SettingWant, setting} from './setting.ts';
import {type SysctlWant, sysctl} from './sysctl.ts';
import {type UfwWant, ufw} from './ufw.ts';
import {type UnitWant, unit} from './unit.ts';
import {type VacancyWant, vacancy} from './vacancy.ts';

/** Something that must be so on the host. */
export type Want =
  | AddressWant
  | FileWant
  | IpvsWant
  | ModulesWant
  | PackagesWant
  | RouteWant
  | SelinuxWant
  | SettingWant
  | SysctlWant
  | UfwWant
  | UnitWant
  | VacancyWant;

/** The state of one want as plain JSON; only its own kind looks inside. */
export type State = unknown;

/** The compiler checks that no kind is left out. */
const kinds: {readonly [Name in Want['kind']]: Kind<Extract<Want, {kind: Name}>, State>} = {
  address,
  file,
  ipvs,
  modules,
  packages,
  route,
  selinux,
  setting,
  sysctl,
  ufw,
  unit,
  vacancy,
};

/** A want and its state always come from the same kind; that is what makes the one cast here right. */
export const kindOf = (want: Want): Kind<Want, State> => kinds[want.kind] as Kind<Want, State>;
