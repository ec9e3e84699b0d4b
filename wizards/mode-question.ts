/** How packets reach the real servers, with what tells the three ways apart. */
import type {Mode} from '../source/cluster/cluster.ts';
import {back} from '../source/terminal/prompt.ts';
import {columns} from '../source/terminal/text.ts';
import type {Context} from './context.ts';
import type {Draft} from './draft.ts';
import type {Question} from './flow.ts';

interface ModeFacts {
  readonly title: string;
  readonly replies: string;
  readonly realServers: string;
  readonly port: string;
  readonly mtu: string;
  readonly size: string;
  readonly speed: string;
}

/** What tells the three ways apart when one has to be chosen. Sizes are the usual ones, no limits. */
const modes: Readonly<Record<Mode, ModeFacts>> = {
  dr: {
    title: 'direct routing',
    replies: 'straight to client',
    realServers: 'same segment',
    port: 'same',
    mtu: 'full',
    size: 'up to about 100',
    speed: 'fastest',
  },
  nat: {
    title: 'masquerading',
    replies: 'back through director',
    realServers: 'behind the director',
    port: 'may differ',
    mtu: 'full',
    size: '10 to 20',
    speed: 'director carries all',
  },
  tun: {
    title: 'IP tunnel',
    replies: 'straight to client',
    realServers: 'any routed network',
    port: 'same',
    mtu: '20 bytes less',
    size: 'up to about 100',
    speed: 'close to DR',
  },
};
const order: readonly Mode[] = ['dr', 'nat', 'tun'];
const later = 'not yet in this version';

/** `DR, direct routing` */
export const modeWords = (mode: Mode): string => `${mode.toUpperCase()}, ${modes[mode].title}`;

/** The comparison, one property a line; at most 80 columns wide. */
export function modeTable(): string[] {
  const row = (caption: string, of: (mode: ModeFacts) => string) => [caption, ...order.map(mode => of(modes[mode]))];
  return columns(
    [
      ['', ...order.map(mode => mode.toUpperCase())],
      row('replies go', m => m.replies),
      row('real servers', m => m.realServers),
      row('their port', m => m.port),
      row('MTU', m => m.mtu),
      row('usual number', m => m.size),
      row('speed', m => m.speed),
    ],
    2,
  );
}

export function modeQuestion({ui}: Context): Question<Draft> {
  return {
    group: 'mode',
    async ask(draft) {
      const [head = '', ...rows] = modeTable().map(line => `  ${line}`);
      ui.say(ui.style.bold(head), ...rows, '');
      const mode = await ui.choose({
        message: 'How do packets reach the real servers?',
        caption: 'Mode',
        default: draft.mode,
        choices: order.map(value => ({
          value,
          name: `${value.toUpperCase().padEnd(4)} ${modes[value].title}`,
          short: modeWords(value),
          // A cluster file may say NAT or TUN already; then keeping it is no new choice.
          ...(value === 'dr' || value === draft.previous?.mode ? {} : {disabled: `(${later})`}),
        })),
      });
      return mode === back ? back : {...draft, mode};
    },
  };
}
