import {text as readAll} from 'node:stream/consumers';
import {earlierSetup, readJournal} from '../apply/journal.ts';
import type {Cluster} from '../cluster/cluster.ts';
import {InputError} from '../cluster/problem.ts';
import type {Facts} from '../host/facts.ts';
import {readFacts} from '../host/read-facts.ts';
import {clusterPath} from '../plan/common.ts';
import type {PlanInput} from '../plan/input.ts';
import type {Context} from './context.ts';
import {exitCode, Stop} from './exit-code.ts';

/** YAML and the schema cost as much to load as the rest of the program: not before they are needed. */
const fileFormat = () => import('../cluster/file.ts');

/** A cluster and the text it is kept as. */
export interface Wanted {
  readonly cluster: Cluster;
  readonly text: string;
}

/** The cluster an earlier apply kept here; undefined without one, or without the right to read it. */
export async function readKept({host}: Context): Promise<Wanted | undefined> {
  const text = await host.read(clusterPath).catch(() => undefined);
  if (text === undefined) return undefined;
  const {parseCluster} = await fileFormat();
  return {text, cluster: parseCluster(text, clusterPath)};
}

/** The file named by `-f`, or the kept one. Throws InputError and, where there is none, Stop. */
export async function readWanted({host}: Context, file: string | undefined): Promise<Wanted> {
  const path = file ?? clusterPath;
  const text = path === '-' ? await readAll(process.stdin) : await readFile(host, path);
  const {parseCluster} = await fileFormat();
  if (text !== undefined) return {text, cluster: parseCluster(text, path)};
  if (file === undefined)
    throw new Stop(
      exitCode.badInput,
      `There is no cluster file on this host yet (${clusterPath}): name one with -f FILE, paste a join line, or run lvs-wizard on a terminal to be asked.`,
    );
  throw new InputError('command line', [{where: '--file', found: JSON.stringify(path), wanted: 'a file that is there'}]);
}

async function readFile(host: Context['host'], path: string): Promise<string | undefined> {
  try {
    return await host.read(path);
  } catch (error) {
    throw new InputError('command line', [
      {
        where: '--file',
        found: `${JSON.stringify(path)}: ${(error as NodeJS.ErrnoException).code ?? 'unreadable'}`,
        wanted: 'a file that can be read',
      },
    ]);
  }
}

/** The text to keep for a cluster that came without one (from the wizard, from a token): comments of the kept file stay. */
export const textOf = async (cluster: Cluster, kept: Wanted | undefined): Promise<string> =>
  (await fileFormat()).renderCluster(cluster, kept?.text);

function unlessDenied(error: NodeJS.ErrnoException): readonly [] {
  if (error.code === 'EACCES') return [];
  throw error;
}

/** Facts, and which of the cluster's hosts this is. */
export async function toInput(context: Context, wanted: Wanted, as?: string, known?: Facts): Promise<PlanInput> {
  const [facts, {findMember}] = await Promise.all([known ?? readFacts(context.host), import('../cluster/member.ts')]);
  const member = findMember(
    wanted.cluster,
    facts.nics.flatMap(({addresses}) => addresses.map(({address}) => address)),
    as,
  );
  // Without root the journal cannot be read: the plan then shows what to add, not what to take away.
  const earlier = earlierSetup(await readJournal(context.host).catch(unlessDenied));
  return {cluster: wanted.cluster, clusterText: wanted.text, member, facts, ...(earlier && {earlier})};
}
