import {mkdtemp, rm} from 'node:fs/promises';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import process from 'node:process';
import {client, director, realServers} from './hosts.ts';
import {type BootedLab, bootLab} from './lab.ts';
import {seedCluster, seedVip} from './seed-cluster.ts';
import {openShell} from './shell.ts';
import {toolPackage} from './tool-package.ts';

const say = (line: string) => process.stderr.write(`lab: ${line}\n`);
const clusterFile = '/root/cluster.yaml';

const setUp = async (lab: BootedLab): Promise<void> => {
  const hosts = [director, ...realServers].map(({name}) => lab.host(name));
  await Promise.all(hosts.map(host => host.write(clusterFile, seedCluster)));
  say(`lvs-wizard plan -f ${clusterFile}, on ${director.name}:`);
  process.stdout.write(await lab.host(director.name).ok(['lvs-wizard', 'plan', '-f', clusterFile]));
  await Promise.all(
    hosts.map(async host => {
      await host.ok(['lvs-wizard', 'apply', '-f', clusterFile, '--yes'], {timeoutMs: 180_000});
      say(`${host.name} is set up: lvs-wizard apply -f ${clusterFile} --yes`);
    }),
  );
};

const alternates = (answers: readonly string[]): boolean =>
  realServers.every(({page = ''}) => answers.includes(page)) &&
  answers.every((answer, index) => index === 0 || answer !== answers[index - 1]);

/** Exit code 0 when the client saw the real servers take turns. */
const demo = async (lab: BootedLab): Promise<number> => {
  await setUp(lab);
  const fetching = `for i in 1 2 3 4 5 6 7 8; do curl -s --max-time 5 http://${seedVip}/ || echo 'no answer'; done`;
  const answers = (await lab.host(client.name).ok(fetching)).trim().split('\n');
  process.stdout.write(`${client.name} asks http://${seedVip}/ eight times: ${answers.join(', ')}\n`);
  if (!alternates(answers)) {
    say('the real servers do not take turns');
    return 1;
  }
  if (process.stdin.isTTY && process.stdout.isTTY) {
    say(`a shell on ${director.name}; try lvs-wizard, or lvs-wizard undo; "exit" ends the lab`);
    await openShell(lab, director.name);
  }
  return 0;
};

const main = async (): Promise<number> => {
  const folder = await mkdtemp(join(tmpdir(), 'lvs-lab-demo-'));
  let lab: BootedLab | undefined;
  const end = async () => {
    await lab?.close();
    await rm(folder, {recursive: true, force: true});
  };
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.once(signal, () => void end().then(() => process.exit(130)));
  try {
    say('packing the tool');
    lab = await bootLab({tool: await toolPackage(folder), progress: say, lifeSeconds: 13 * 3600});
    return await demo(lab);
  } catch (error) {
    say(error instanceof Error ? error.message : String(error));
    return 1;
  } finally {
    await end();
  }
};

process.exit(await main());
