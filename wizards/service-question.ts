/** The virtual services: the first is asked for at once, then the list can grow and change. */
import type {VirtualService} from '../source/cluster/cluster.ts';
import {type Back, back} from '../source/terminal/prompt.ts';
import {displayWidth, pad} from '../source/terminal/text.ts';
import type {Context} from './context.ts';
import type {Draft} from './draft.ts';
import type {Question} from './flow.ts';
import {askService} from './service-form.ts';

/** `tcp 192.168.233.200:80 rr, client stays 300 s` */
export function serviceWords(service: VirtualService): string {
  const where =
    service.fwmark === undefined
      ? `${service.vip ?? ''}${service.port === undefined ? '' : `:${service.port}`}`
      : `firewall mark ${service.fwmark}`;
  const stays = service.persistence === undefined ? '' : `, a client stays ${service.persistence} s`;
  return `${service.fwmark === undefined ? `${service.protocol} ` : ''}${where} ${service.scheduler}${stays}`;
}

type Choice = 'done' | 'add' | {readonly change: VirtualService} | {readonly remove: VirtualService};

async function askWhatNext(ui: Context['ui'], services: readonly VirtualService[]): Promise<Choice | Back> {
  const words = services.map(serviceWords);
  const width = Math.max(...words.map(displayWidth));
  return ui.choose<Choice>({
    message: services.length === 1 ? 'One service. Another?' : `${services.length} services. Another?`,
    default: 'done',
    choices: [
      {value: 'done', name: 'no, go on'},
      {value: 'add', name: 'yes, add one'},
      ...services.map((change, i) => ({value: {change}, name: `change   ${pad(words[i] ?? '', width)}`})),
      ...(services.length > 1 ? services.map((remove, i) => ({value: {remove}, name: `remove   ${words[i]}`})) : []),
    ],
  });
}

export function serviceQuestion(context: Context): Question<Draft> {
  return {
    group: 'service',
    async ask(start) {
      let draft = start;
      if (draft.services.length === 0) {
        const first = await askService(context, draft);
        if (first === back) return back;
        draft = {...draft, services: first};
      }
      for (;;) {
        const next = await askWhatNext(context.ui, draft.services);
        if (next === back) return {[back]: draft};
        if (next === 'done') return draft;
        if (next === 'add') {
          const more = await askService(context, draft);
          if (more !== back) draft = {...draft, services: [...draft.services, ...more]};
        } else if ('remove' in next) draft = {...draft, services: draft.services.filter(service => service !== next.remove)};
        else {
          const changed = await askService(context, draft, next.change);
          if (changed !== back) draft = {...draft, services: draft.services.flatMap(s => (s === next.change ? changed : [s]))};
        }
      }
    },
  };
}
