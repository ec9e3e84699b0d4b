/** What each scheduler does, in one line. In the order they are offered: what most people want first. */
import type {Scheduler} from '../source/cluster/cluster.ts';

/** Texts after ipvsadm(8), -s. `satisfies` makes the compiler miss none. */
export const schedulerWords = {
  rr: 'round robin: each real server in turn',
  wrr: 'round robin by weight: stronger servers more often',
  lc: 'least connections: whoever has the fewest',
  wlc: 'least connections by weight',
  sh: 'source hash: a client always comes to the same server',
  mh: 'source hash that moves few clients when a server leaves (Linux 4.18)',
  sed: 'shortest expected delay: (connections + 1) / weight',
  nq: 'never queue: an idle server first, else as sed',
  dh: 'destination hash: for caches and firewalls',
  lblc: 'destination hash with a look at the load, for caches',
  lblcr: 'the same with a set of servers per destination',
  fo: 'failover: all to the heaviest server that is there',
  ovf: 'overflow: the heaviest until full, then the next',
} as const satisfies Record<Scheduler, string>;

export const schedulerOrder = Object.keys(schedulerWords) as Scheduler[];
