import type {Facts} from './facts.ts';
import type {Host} from './host.ts';
import {parseAssignments} from './parse.ts';

/** selinuxfs tells what holds now; without it SELinux is off. */
export async function readSelinux(host: Host): Promise<Facts['selinux']> {
  const enforce = (await host.read('/sys/fs/selinux/enforce').catch(() => undefined))?.trim();
  if (enforce === undefined) return 'disabled';
  return enforce === '1' ? 'enforcing' : 'permissive';
}

/** ufw has a switch of its own, now and at boot in one (ufw(8)); its unit stays `active (exited)` either way. */
export async function isUfwOn(host: Host): Promise<boolean> {
  return parseAssignments((await host.read('/etc/ufw/ufw.conf').catch(() => undefined)) ?? '').get('ENABLED') === 'yes';
}
