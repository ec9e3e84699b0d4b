/** What a join may have to ask: the secret that does not travel in the token, and which host this is. */
import type {Cluster} from '../source/cluster/cluster.ts';
import {type Back, createPrompts, type Prompts} from '../source/terminal/prompt.ts';

/** The VRRP password, masked. Esc gives back. @throws Interrupted */
export async function askVrrpPassword(cluster: Pick<Cluster, 'name'>, ui: Prompts = createPrompts()): Promise<string | Back> {
  const {passwordComplaint} = await import('./answers.ts');
  return ui.askSecret({
    message: `VRRP password of cluster ${cluster.name}`,
    caption: 'VRRP password',
    hint: 'The token does not carry it. It is in the cluster file of the first director.',
    validate: passwordComplaint,
  });
}

/** Which of the cluster's hosts this machine is, by name: for when its addresses do not decide. @throws Interrupted */
export async function askWhichHost(cluster: Cluster, addresses: readonly string[], ui: Prompts = createPrompts()): Promise<string | Back> {
  const row = (role: string) => (member: {name: string; address: string}) => ({
    value: member.name,
    name: `${member.name.padEnd(14)} ${member.address.padEnd(15)} ${role}${addresses.includes(member.address) ? ', an address of this machine' : ''}`,
    short: member.name,
  });
  return ui.choose({
    message: 'Which of these is this machine?',
    caption: 'This machine',
    hint: addresses.length > 0 ? `Its addresses: ${addresses.join(', ')}` : 'It has no address.',
    choices: [...cluster.directors.map(row('director')), ...cluster.realServers.map(row('real server'))],
  });
}
