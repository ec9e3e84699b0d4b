/** The director: its name, its address, its NIC. */
import type {Director} from '../source/cluster/cluster.ts';
import {back} from '../source/terminal/prompt.ts';
import type {Context} from './context.ts';
import {type Draft, vipsOf} from './draft.ts';
import type {Question} from './flow.ts';
import {localAddresses, ownAmong} from './local-address.ts';

const group = 'director';

/** The director the questions are about: further ones come with VRRP and are kept as they are. */
const first = (draft: Draft): Partial<Director> => draft.directors[0] ?? {};

function withFirst(draft: Draft, change: Partial<Director>): Draft {
  const director = {name: 'director1', address: '', priority: 100, ...first(draft), ...change};
  return {...draft, directors: [director, ...draft.directors.slice(1)]};
}

/** Everybody but the first director. */
const others = (draft: Draft) => [...draft.directors.slice(1), ...draft.realServers];

export function directorQuestions({ui, facts}: Context): readonly Question<Draft>[] {
  const here = (draft: Draft) => localAddresses(facts, vipsOf(draft));
  const isHere = (draft: Draft): boolean => draft.role === 'director' && ownAmong(facts, others(draft)) === undefined;
  return [
    {
      group,
      async ask(draft) {
        const {nameComplaint} = await import('./answers.ts');
        const name = await ui.ask({
          caption: 'Director',
          message: isHere(draft) ? 'Name of this director' : 'Name of the director',
          default: first(draft).name ?? 'director1',
          validate: text =>
            nameComplaint(
              text,
              others(draft).map(member => member.name),
            ),
        });
        return name === back ? back : withFirst(draft, {name});
      },
    },
    {
      group,
      // With a single address there is nothing to choose; draft.ts has filled it in.
      applies: draft => isHere(draft) && here(draft).length > 1,
      async ask(draft) {
        const chosen = await ui.choose({
          caption: 'Its address',
          message: 'Which of its addresses do the real servers reach it by?',
          default: first(draft).address ?? here(draft)[0]?.address ?? '',
          choices: here(draft).map(({address, prefix, nic}) => ({
            value: address,
            name: `${address}/${prefix} on ${nic}${address === facts.ssh?.local ? '   you came in on it' : ''}`,
            short: `${address} on ${nic}`,
          })),
        });
        if (chosen === back) return back;
        const nic = here(draft).find(local => local.address === chosen)?.nic;
        return withFirst(draft, {address: chosen, ...(nic ? {interface: nic} : {})});
      },
    },
    {
      group,
      applies: draft => !isHere(draft) || here(draft).length === 0,
      async ask(draft) {
        const {addressComplaint, segment} = await import('./answers.ts');
        const subnet = draft.mode === 'dr' ? segment(facts, others(draft)) : undefined;
        const old = first(draft).address;
        const address = await ui.ask({
          caption: 'Its address',
          message: 'Address of the director',
          ...(subnet ? {hint: `in ${subnet.cidr}`} : {}),
          ...(old ? {default: old} : {}),
          validate: text => addressComplaint(text, {subnet, taken: others(draft)}),
        });
        if (address === back) return back;
        if (address === old) return draft;
        // Which NIC of a machine elsewhere has the address is for that machine to find out.
        const {interface: _nic, ...rest} = {name: 'director1', priority: 100, ...first(draft)};
        return {...draft, directors: [{...rest, address}, ...draft.directors.slice(1)]};
      },
    },
  ];
}
