import {normalise} from './addresses.ts';
import type {Cluster, Director, RealServer} from './cluster.ts';
import {InputError} from './problem.ts';
import {nearest, quote} from './wording.ts';

/** The host of the cluster that this machine is. */
export type Member = {readonly role: 'director'; readonly entry: Director} | {readonly role: 'real server'; readonly entry: RealServer};

/**
 * This machine's entry.
 * @param localAddresses every address on this machine's NICs, in any spelling
 * @param as the name an operator gave (`--as`); without it the addresses decide
 * @throws InputError with one problem at `--as` that lists the choices
 */
export function findMember(cluster: Cluster, localAddresses: readonly string[], as?: string): Member {
  const members: Member[] = [
    ...cluster.directors.map(entry => ({role: 'director' as const, entry})),
    ...cluster.realServers.map(entry => ({role: 'real server' as const, entry})),
  ];
  const fail = (found: string, before = ''): never => {
    const choices = members.map(({role, entry}) => `${entry.name} (${role}, ${entry.address})`);
    throw new InputError('command line', [{where: '--as', found, wanted: `${before}one of ${choices.join(', ')}`}]);
  };
  if (as !== undefined) {
    const guess = nearest(
      as,
      members.map(({entry}) => entry.name),
    );
    return members.find(({entry}) => same(entry.name, as)) ?? fail(quote(as), guess === undefined ? '' : `${guess}? It must be `);
  }
  const local = new Set(localAddresses.map(normalise));
  const here = members.filter(({entry}) => local.has(normalise(entry.address)));
  const [only] = here;
  if (only === undefined) return fail("nothing, and none of this machine's addresses is in the cluster");
  if (here.length > 1) return fail(`nothing, and this machine has the addresses of ${here.map(({entry}) => entry.name).join(' and ')}`);
  return only;
}

/** Host names know no case: RFC 4343. */
function same(a: string, b: string): boolean {
  return a.toLowerCase() === b.toLowerCase();
}
