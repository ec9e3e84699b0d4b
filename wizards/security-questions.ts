/** What happens to the host's firewall and to SELinux. */
import {back} from '../source/terminal/prompt.ts';
import type {Context} from './context.ts';
import type {Draft} from './draft.ts';
import type {Question} from './flow.ts';
import {firewallWords} from './machine-line.ts';

const group = 'firewall';

export const firewallChoices = {
  stop: 'stop it, now and at boot',
  open: 'open the ports it needs',
  leave: 'leave it alone',
} as const;

export const selinuxChoices = {
  permissive: 'permissive: it warns, and stops nothing',
  leave: 'leave it enforcing',
} as const;

export function securityQuestions({ui, facts}: Context): readonly Question<Draft>[] {
  return [
    {
      group,
      async ask(draft) {
        const firewall = await ui.choose<Draft['firewall']>({
          caption: 'Firewall',
          message: `The firewall of this cluster's hosts (here: ${firewallWords(facts)})`,
          default: draft.firewall,
          choices: [
            {
              value: 'stop',
              name: firewallChoices.stop,
              description: "Its rules would drop the service's packets. Sensible behind a firewall of the network; undo starts it again.",
            },
            {
              value: 'leave',
              name: firewallChoices.leave,
              description: 'Then you see to it that the service and, in DR, packets for the VIP pass on every host.',
            },
            {value: 'open', name: firewallChoices.open, disabled: draft.firewall === 'open' ? '' : '(not yet in this version)'},
          ],
        });
        return firewall === back ? back : {...draft, firewall};
      },
    },
    {
      group,
      applies: () => facts.selinux === 'enforcing',
      async ask(draft) {
        const selinux = await ui.choose<Draft['selinux']>({
          caption: 'SELinux',
          message: 'SELinux is enforcing here',
          default: draft.selinux,
          choices: [
            {
              value: 'permissive',
              name: selinuxChoices.permissive,
              description: 'Nothing of the set-up is refused; what would have been is in the audit log. Undo turns it back.',
            },
            {
              value: 'leave',
              name: selinuxChoices.leave,
              description: 'Safer, if the policy of the host allows what the set-up does; a refusal would show in the audit log.',
            },
          ],
        });
        return selinux === back ? back : {...draft, selinux};
      },
    },
  ];
}
