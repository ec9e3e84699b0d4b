import {mkdir, mkdtemp, writeFile} from 'node:fs/promises';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import type {BootedLab} from './lab.ts';

/** What a host says of itself: its log since boot, and the tool's own records. */
const hostReport = `
journalctl --boot --no-pager --lines=400
systemctl list-units --failed --no-pager
ip address; ip route; ipvsadm -Ln 2>&1
find /var/lib/lvs-wizard -type f -exec tail -n +1 {} +`;

/** Writes the lab's logs into a folder (LVS_LAB_LOGS, or a new one) and returns its path. */
export const collectLogs = async (lab: BootedLab): Promise<string> => {
  const folder = process.env.LVS_LAB_LOGS ?? (await mkdtemp(join(tmpdir(), 'lvs-lab-logs-')));
  await mkdir(folder, {recursive: true});
  const keep = (name: string, text: string) => writeFile(join(folder, name), text);
  await keep('vm-console.log', await lab.consoleLog());
  const names = (await lab.vm.ok('ls /run/lab/hosts')).split('\n').filter(name => name !== '');
  await Promise.all(
    names.map(async name => {
      await keep(`${name}-console.log`, (await lab.vm.run(['cat', `/run/lab/hosts/${name}/console.log`])).stdout);
      const {stdout, stderr} = await lab.host(name).run(hostReport);
      await keep(`${name}-report.log`, stdout + stderr);
    }),
  );
  return folder;
};
