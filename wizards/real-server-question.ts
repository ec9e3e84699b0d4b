/** The real servers, one a line: `nginx1 192.168.233.100`, or just an address. */
import type {RealServer} from '../source/cluster/cluster.ts';
import {back} from '../source/terminal/prompt.ts';
import {pad} from '../source/terminal/text.ts';
import type {AddressRules} from './answers.ts';
import type {Context} from './context.ts';
import type {Draft} from './draft.ts';
import type {Question} from './flow.ts';

type Named = NonNullable<AddressRules['taken']>[number];
type Answers = typeof import('./answers.ts');

/** The first of rs1, rs2 … that nobody has. */
function freeName(taken: readonly string[]): string {
  let n = 1;
  while (taken.includes(`rs${n}`)) n++;
  return `rs${n}`;
}

/** A line as a real server; a string says what is wrong with it. `name address [weight]`, `address [weight]`, or `address name`. */
export function parseRealServer(
  line: string,
  answers: Answers,
  rules: AddressRules & {readonly taken: readonly Named[]},
): RealServer | string {
  const words = line.split(/[\s,]+/).filter(Boolean);
  const names = rules.taken.map(member => member.name);
  // An address may come first, and a name may be left out: who pastes from a list should not have to reorder it.
  const swapped = words.length > 1 && /\./.test(words[0] ?? '') && answers.nameComplaint(words[0] ?? '')?.includes('is an address');
  const rest = swapped && Number.isNaN(Number(words[1])) ? [words[1], words[0], ...words.slice(2)] : words;
  const named = !/^[\d.:/]+$/.test(rest[0] ?? '');
  const [name = '', address = '', weight = '1', ...extra] = named ? rest : [freeName(names), ...rest];
  if (extra.length > 0) return `"${line}" has too many words; wanted: name address [weight], such as nginx1 192.168.233.100.`;
  const complaint = (named ? answers.nameComplaint(name, names) : undefined) ?? answers.addressComplaint(address, rules);
  if (complaint) return complaint;
  if (!/^\d{1,5}$/.test(weight) || Number(weight) > 65_535) return `"${weight}" is not a weight: a number from 0 to 65535, usually 1.`;
  return {name, address, weight: Number(weight)};
}

/** The list so far, aligned. */
export function realServerLines(servers: readonly RealServer[]): string[] {
  // A fixed least width: lines written one after the other align, too.
  return servers.map(({name, address, weight}) => `  ${pad(name, 14)} ${weight === 1 ? address : `${pad(address, 15)} weight ${weight}`}`);
}

/** `-nginx1`, `- nginx1`, `remove nginx1` → nginx1. A name cannot begin with a hyphen, so nothing else is meant. */
const removal = (line: string): string | undefined => line.match(/^(?:-\s*|remove\s+)(\S+)$/)?.[1];

export function realServerQuestion({ui, facts}: Context): Question<Draft> {
  return {
    group: 'real servers',
    async ask(start) {
      const answers = await import('./answers.ts');
      let servers = start.realServers;
      const rules = () => ({
        subnet: start.mode === 'dr' ? answers.segment(facts, [...start.directors, ...servers]) : undefined,
        taken: [...start.directors, ...servers],
      });
      const validate = (line: string): string | undefined => {
        const gone = removal(line);
        if (gone !== undefined) {
          return servers.some(server => server.name === gone)
            ? undefined
            : `${gone} is not in the list: ${servers.map(s => s.name).join(', ') || 'it is empty'}.`;
        }
        if (line === '') return servers.length > 0 ? undefined : 'At least one real server is needed, such as nginx1 192.168.233.100.';
        const parsed = parseRealServer(line, answers, rules());
        return typeof parsed === 'string' ? parsed : undefined;
      };
      if (servers.length > 0) ui.say(...realServerLines(servers));
      for (;;) {
        const more = servers.length > 0;
        const line = await ui.ask({
          message: more ? 'Next real server' : 'First real server',
          hint: `Name and address${more ? ' · Enter alone: that is all · -name: remove one' : ', such as nginx1 192.168.233.100; a weight may follow'}`,
          validate,
        });
        // What was entered so far is kept: Esc goes back to look, not to throw away.
        if (line === back) return {[back]: {...start, realServers: servers}};
        if (line === '') return {...start, realServers: servers};
        const gone = removal(line);
        if (gone !== undefined) {
          servers = servers.filter(server => server.name !== gone);
          ui.say(`  ${gone} removed`, ...realServerLines(servers));
          continue;
        }
        const parsed = parseRealServer(line, answers, rules());
        if (typeof parsed === 'string') continue;
        servers = [...servers, parsed];
        ui.say(...realServerLines([parsed]));
      }
    },
  };
}
