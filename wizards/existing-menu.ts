/** What to do on a host that already is part of a cluster. */
import type {Cluster} from '../source/cluster/cluster.ts';
import {back, createPrompts, type Prompts} from '../source/terminal/prompt.ts';
import {modeWords} from './mode-question.ts';

export type ExistingChoice = 'change' | 'apply' | 'plan' | 'undo' | 'leave';

/** Esc is the same as leaving: nothing lies before this menu. @throws Interrupted */
export async function askExisting(cluster: Cluster, host: string, ui: Prompts = createPrompts()): Promise<ExistingChoice> {
  const size = `${cluster.realServers.length} real server${cluster.realServers.length === 1 ? '' : 's'}`;
  const choice = await ui.choose<ExistingChoice>({
    message: `${host} is part of cluster ${cluster.name} (${modeWords(cluster.mode)}, ${size}). What now?`,
    choices: [
      {value: 'plan', name: 'show the plan     what differs from what is wanted; changes nothing'},
      {value: 'apply', name: 'apply it again    bring this host back to what is wanted'},
      {value: 'change', name: 'change it         edit the answers, then see the plan'},
      {value: 'undo', name: 'undo              put this host back as it was before the first apply'},
      {value: 'leave', name: 'leave'},
    ],
  });
  return choice === back ? 'leave' : choice;
}
