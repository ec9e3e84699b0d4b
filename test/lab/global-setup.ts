import {mkdtemp, rm} from 'node:fs/promises';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import type {TestProject} from 'vitest/node';
import {bootLab, socketVariable} from './lab.ts';
import {collectLogs} from './logs.ts';
import {relay} from './relay.ts';
import {toolPackage} from './tool-package.ts';

/** Boots one lab for all test files, which connectLab() then finds; keeps the logs when a test failed. */
export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  const folder = await mkdtemp(join(tmpdir(), 'lvs-lab-tests-'));
  const say = (line: string) => process.stderr.write(`lab: ${line}\n`);
  const lab = await bootLab({tool: await toolPackage(folder), progress: say}).catch(async error => {
    await rm(folder, {recursive: true});
    throw error;
  });
  const socket = join(folder, 'lab');
  const server = await relay(lab, socket);
  process.env[socketVariable] = socket;

  return async () => {
    const failed = project.vitest.state.getCountOfFailedTests() > 0;
    // Logs are a help, not a reason to leave the machine running.
    if (failed)
      await collectLogs(lab).then(
        path => say(`logs are in ${path}`),
        error => say(`no logs: ${error}`),
      );
    server.close();
    await lab.close();
    await rm(folder, {recursive: true, force: true});
  };
}
