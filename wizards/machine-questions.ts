/** What this machine is, and what the cluster is called. */
import {back} from '../source/terminal/prompt.ts';
import type {Context} from './context.ts';
import {type Draft, takeRole} from './draft.ts';
import type {Question} from './flow.ts';

const group = 'this machine';

export function machineQuestions({ui, facts}: Context): readonly Question<Draft>[] {
  return [
    {
      group,
      async ask(draft) {
        const role = await ui.choose<Draft['role']>({
          message: 'What is this machine to be?',
          caption: 'This machine',
          default: draft.role,
          choices: [
            {
              value: 'director',
              name: 'director      takes the connections and hands them to the real servers',
              short: 'director',
              description: 'Start here: afterwards the wizard gives you one line to paste on each real server.',
            },
            {
              value: 'real server',
              name: 'real server   answers them, for example with nginx',
              short: 'real server',
              description: 'Works, but it is easier to start on the director and paste its line here.',
            },
          ],
        });
        return role === back ? back : takeRole(draft, role, facts);
      },
    },
    {
      group,
      async ask(draft) {
        const {clusterNameComplaint} = await import('./answers.ts');
        const name = await ui.ask({
          message: 'Name of the cluster',
          caption: 'Cluster',
          default: draft.name,
          validate: clusterNameComplaint,
        });
        return name === back ? back : {...draft, name};
      },
    },
  ];
}
