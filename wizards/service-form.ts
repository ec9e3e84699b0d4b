/** The questions about one virtual service: VIP, port, scheduler, persistence. */
import type {VirtualService} from '../source/cluster/cluster.ts';
import {type Back, back} from '../source/terminal/prompt.ts';
import type {Context} from './context.ts';
import {type Draft, vipsOf} from './draft.ts';
import {type Question, runFlow} from './flow.ts';
import {localAddresses} from './local-address.ts';
import {schedulerOrder, schedulerWords} from './schedulers.ts';

/** What is asked once and may become several services: one a port. */
interface ServiceDraft {
  readonly vip: string;
  readonly ports: string;
  readonly scheduler: VirtualService['scheduler'];
  readonly persistence: number;
}

function questions({ui, facts}: Context, draft: Draft, existing: readonly VirtualService[]): readonly Question<ServiceDraft>[] {
  const group = 'service';
  const members = [...draft.directors, ...draft.realServers];
  // The machine's own addresses are taken, too, whether or not it serves under them.
  const own = localAddresses(facts, vipsOf(draft)).map(({address, nic}) => ({address, name: `this machine's own address on ${nic}`}));
  return [
    {
      group,
      async ask(service) {
        const {addressComplaint, segment} = await import('./answers.ts');
        const subnet = draft.mode === 'dr' ? segment(facts, members) : undefined;
        const vip = await ui.ask({
          caption: 'VIP',
          message: 'Virtual address (VIP)',
          hint: `The address clients connect to${subnet ? `: a free one in ${subnet.cidr}` : ''}.`,
          ...(service.vip ? {default: service.vip} : {}),
          validate: text => addressComplaint(text, {subnet, taken: [...members, ...own]}),
        });
        return vip === back ? back : {...service, vip};
      },
    },
    {
      group,
      async ask(service) {
        const {parsePorts} = await import('./answers.ts');
        const sameVip = existing.filter(other => other.vip === service.vip);
        const ports = await ui.ask({
          caption: 'Port',
          message: 'Port',
          hint: 'Several are welcome, 80 443; TCP unless you say 53/udp.',
          default: service.ports,
          validate: text => {
            const parsed = parsePorts(text, sameVip);
            return typeof parsed === 'string' ? parsed : undefined;
          },
        });
        return ports === back ? back : {...service, ports};
      },
    },
    {
      group,
      async ask(service) {
        const scheduler = await ui.choose({
          caption: 'Scheduler',
          message: 'Who gets the next connection?',
          hint: '(scheduler)',
          default: service.scheduler,
          choices: schedulerOrder.map(value => ({value, name: `${value.padEnd(6)} ${schedulerWords[value]}`, short: value})),
        });
        return scheduler === back ? back : {...service, scheduler};
      },
    },
    {
      group,
      async ask(service) {
        const persistence = await askPersistence(ui, service);
        return persistence === back ? back : {...service, persistence};
      },
    },
  ];
}

async function askPersistence(ui: Context['ui'], {persistence, scheduler}: ServiceDraft): Promise<number | Back> {
  const usual = [0, 300, 3600];
  const hashed = scheduler === 'sh' || scheduler === 'mh';
  const choice = await ui.choose<number>({
    caption: 'Client returns',
    message: 'Should a client come back to the same real server?',
    default: usual.includes(persistence) ? persistence : -1,
    choices: [
      {value: 0, name: 'no           each new connection goes where the scheduler says', short: 'no'},
      {value: 300, name: '5 minutes    after its last connection, then it may change', short: 'for 5 minutes'},
      {value: 3600, name: 'an hour      for log-ins and carts kept on one server', short: 'for an hour'},
      {value: -1, name: 'other        say how many seconds', short: 'for another time'},
    ].map(c => ({...c, ...(hashed && c.value === 0 ? {description: `${scheduler} sends a client to the same server anyway.`} : {})})),
  });
  if (choice !== -1) return choice;
  const {secondsComplaint} = await import('./answers.ts');
  const seconds = await ui.ask({
    message: 'How many seconds',
    caption: 'Seconds',
    default: String(persistence || 300),
    validate: secondsComplaint,
  });
  return seconds === back ? askPersistence(ui, {persistence, scheduler} as ServiceDraft) : Number(seconds);
}

/** Asks for one service, which several ports make several. `replaced` gives the defaults and is not counted as existing. */
export async function askService(context: Context, draft: Draft, replaced?: VirtualService): Promise<VirtualService[] | Back> {
  const existing = draft.services.filter(service => service !== replaced);
  const weighted = new Set(draft.realServers.map(server => server.weight)).size > 1;
  const start: ServiceDraft = {
    vip: replaced?.vip ?? existing.at(-1)?.vip ?? '',
    ports: replaced?.port
      ? `${replaced.port}${replaced.protocol === 'tcp' ? '' : `/${replaced.protocol}`}`
      : existing.length > 0
        ? '443'
        : '80',
    // rr ignores weights: who gave some wants them used.
    scheduler: replaced?.scheduler ?? (weighted ? 'wrr' : 'rr'),
    persistence: replaced?.persistence ?? 0,
  };
  const answer = await runFlow({questions: questions(context, draft, existing), draft: start});
  if (answer === back) return back;
  const {parsePorts} = await import('./answers.ts');
  const ports = parsePorts(answer.ports);
  if (typeof ports === 'string') return back;
  return ports.map(({port, protocol}) => ({
    ...(replaced && ports.length === 1 ? replaced : {}),
    vip: answer.vip,
    port,
    protocol,
    scheduler: answer.scheduler,
    ...(answer.persistence > 0 ? {persistence: answer.persistence} : {}),
    // A TCP connect says nothing about a UDP service.
    check: replaced?.check ?? (protocol === 'tcp' ? {type: 'tcp'} : {type: 'none'}),
  }));
}
