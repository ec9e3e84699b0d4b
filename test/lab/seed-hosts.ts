import {expect} from 'vitest';
import {client, director, realServers} from './hosts.ts';
import {connectLab, type Lab, type LabHost} from './lab.ts';
import {seedCluster, seedVip} from './seed-cluster.ts';
import {diffSnapshots, takeSnapshot} from './snapshot.ts';

/** The seed cluster's hosts under test, and what tests do with them again and again. */
export interface SeedHosts {
  readonly lab: Lab;
  readonly test1: LabHost;
  readonly nginx1: LabHost;
  readonly nginx2: LabHost;
  readonly test2: LabHost;
  /** The hosts the tool works on. */
  readonly members: readonly LabHost[];
}

export const clusterFile = '/root/cluster.yaml';

export async function connectSeedHosts(): Promise<SeedHosts> {
  const lab = await connectLab();
  const [test1, nginx1, nginx2, test2] = [director, ...realServers, client].map(({name}) => lab.host(name)) as [
    LabHost,
    LabHost,
    LabHost,
    LabHost,
  ];
  const members = [test1, nginx1, nginx2];
  await Promise.all(members.map(host => host.write(clusterFile, seedCluster)));
  return {lab, test1, nginx1, nginx2, test2, members};
}

/** Minutes, for the emulated machine may run four of these at once. */
const timeoutMs = 180_000;

export const tool = (host: LabHost, args: string) => host.run(`lvs-wizard ${args}`, {timeoutMs});
export const toolOk = (host: LabHost, args: string) => host.ok(`lvs-wizard ${args} 2>&1`, {timeoutMs});

/** The client's answers to so many requests in a row, each on a connection of its own. */
export async function ask({test2}: SeedHosts, count: number): Promise<readonly string[]> {
  const request = `curl -sS --max-time 5 http://${seedVip}/ || echo "no answer"`;
  return (await test2.ok(`for i in $(seq ${count}); do ${request}; done`)).trim().split('\n');
}

/** Round robin as a client sees it: nginx1, nginx2, nginx1, nginx2, whoever begins. */
export async function expectAlternating(hosts: SeedHosts): Promise<void> {
  const answers = await ask(hosts, 6);
  expect(answers.join(' ')).toMatch(/^(nginx1 nginx2 ?){3}$|^(nginx2 nginx1 ?){3}$/);
}

/** What all hosts under test are now, by name. */
export async function pictures({members}: SeedHosts): Promise<ReadonlyMap<string, string>> {
  return new Map(await Promise.all(members.map(async host => [host.name, await takeSnapshot(host)] as const)));
}

export function expectSame(before: ReadonlyMap<string, string>, after: ReadonlyMap<string, string>): void {
  for (const [name, picture] of before) expect(diffSnapshots(picture, after.get(name) ?? ''), name).toEqual([]);
}
