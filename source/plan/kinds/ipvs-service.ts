import {readServices} from '../../ipvs/read-services.ts';
import {changeService, type Service, serviceName} from '../../ipvs/rules.ts';
import type {Kind} from './kind.ts';

/** One virtual service with its real servers, in the kernel now; `service: null`: it must be gone. */
export interface IpvsWant {
  readonly kind: 'ipvs';
  readonly key: Service['key'];
  readonly service: Service | null;
}

/** Wrapped, because a bare null would be lost between "not read" and "not there". */
interface IpvsState {
  readonly service: Service | null;
}

export const ipvs: Kind<IpvsWant, IpvsState> = {
  async observe(host, want) {
    return {service: (await readServices(host)).find(service => serviceName(service) === serviceName(want)) ?? null};
  },
  target: want => ({service: want.service}),
  same: (one, other) => changeService(one.service, other.service).length === 0,
  change: (_, from, to) =>
    changeService(from.service, to.service).map(words => ({do: 'run' as const, argv: ['ipvsadm', ...words] as const})),
  tell(want, now) {
    const name = serviceName(want);
    if (!now.service) return `no service ${name} in the kernel`;
    if (!want.service) return `service ${name} must go`;
    const count = now.service.destinations.length;
    const found = `${name} ${now.service.scheduler} with ${count} real server${count === 1 ? '' : 's'} in the kernel`;
    return changeService(now.service, want.service).length === 0 ? found : `${found}, not as wanted`;
  },
};
