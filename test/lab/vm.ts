import {execFile, spawn} from 'node:child_process';
import {mkdtemp, readdir, readFile, rm} from 'node:fs/promises';
import {createServer, type Server, type Socket} from 'node:net';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import {promisify} from 'node:util';
import {AgentClient} from './agent-client.ts';

const exec = promisify(execFile);
const here = import.meta.dirname;

export interface VmOptions {
  /** The tool as `npm pack` makes it. */
  readonly tool: string;
  /** A part of the kernel's version, when the image holds several. */
  readonly kernel?: string;
  /** After this the machine is ended whatever it does. */
  readonly lifeSeconds?: number;
}

export interface Vm {
  readonly agent: AgentClient;
  /** The machine's second console, bytes as they come. */
  readonly console: Promise<Socket>;
  /** The first console's log. */
  consoleLog(): Promise<string>;
  close(): Promise<void>;
}

const connectionTo = async (path: string): Promise<{server: Server; socket: Promise<Socket>}> => {
  const server = createServer();
  const socket = new Promise<Socket>(resolve => server.once('connection', resolve));
  await new Promise<void>((resolve, reject) => server.once('error', reject).listen(path, resolve));
  return {server, socket};
};

const preparedImage = (): Promise<string> =>
  new Promise((resolve, reject) => {
    const child = spawn('bash', [join(here, 'prepare')], {stdio: ['ignore', 'pipe', 'inherit']});
    let path = '';
    child.stdout.setEncoding('utf8').on('data', chunk => {
      path += chunk;
    });
    child.on('close', code => (code === 0 ? resolve(path.trim()) : reject(new Error('this machine could not be prepared for the lab'))));
  });

const kernelIn = async (image: string, wanted: string): Promise<string> => {
  const versions = await readdir(join(image, 'kernels'));
  const version = versions.find(candidate => candidate.includes(wanted));
  if (version === undefined) throw new Error(`no kernel ${wanted} in the image, only ${versions.join(', ')}`);
  return join(image, 'kernels', version);
};

/** Boots the virtual machine and waits for its agent. Nothing of this machine is shared with it but the tool's package. */
export const bootVm = async ({tool, kernel = '', lifeSeconds = 3600}: VmOptions): Promise<Vm> => {
  const image = await preparedImage();
  const boot = await kernelIn(image, kernel);
  const folder = await mkdtemp(join(tmpdir(), 'lvs-lab-'));
  const at = (name: string) => join(folder, name);
  // biome-ignore format: one disk's content a line
  await exec('tar', ['-cf', at('payload.tar'), '--transform', 's,.*\\.tgz$,tool.tgz,',
    '-C', here, 'guest',
    '-P', tool]);
  const [agentEnd, consoleEnd] = await Promise.all([connectionTo(at('agent')), connectionTo(at('console'))]);

  // biome-ignore format: options and their values
  const qemu = ['qemu-system-x86_64',
    // KVM is not asked for: where it is nested it may hang instead of failing.
    '-machine', 'q35', '-accel', 'tcg,thread=multi', '-cpu', 'max,la57=off', '-smp', '2', '-m', '4G',
    '-nodefaults', '-nic', 'none', '-display', 'none', '-no-reboot', '-serial', `file:${at('console.log')}`,
    '-kernel', join(boot, 'vmlinuz'), '-initrd', join(boot, 'initrd'),
    // The emulated TSC is steady, and reading it is far cheaper than reading the HPET that the kernel would choose.
    '-append', 'console=ttyS0 quiet panic=-1 mitigations=off audit=0 apparmor=0 tsc=reliable clocksource=tsc',
    '-drive', `file=${join(image, 'root.ext4')},format=raw,if=virtio,readonly=on`,
    '-drive', `file=${at('payload.tar')},format=raw,if=virtio,readonly=on`,
    '-device', 'virtio-serial-pci',
    '-chardev', `socket,id=agent,path=${at('agent')}`, '-device', 'virtserialport,chardev=agent,name=lab.agent',
    '-chardev', `socket,id=console,path=${at('console')}`, '-device', 'virtconsole,chardev=console'];
  // However this process ends, the kernel ends `timeout`, and with it the machine.
  const leash = ['--pdeathsig', 'KILL'];
  const child = spawn('setpriv', [...leash, 'timeout', '-k', '5', String(lifeSeconds), 'setpriv', ...leash, ...qemu], {
    stdio: ['ignore', 'ignore', 'pipe'],
  });
  let complaint = '';
  child.stderr.setEncoding('utf8').on('data', chunk => {
    complaint += chunk;
  });
  const consoleLog = () => readFile(at('console.log'), 'utf8').catch(() => '');
  const ended = new Promise<void>(resolve => {
    child.once('close', () => resolve());
    child.once('error', error => {
      complaint += error.message;
      resolve();
    });
  });
  const close = async () => {
    child.kill('SIGKILL');
    await ended;
    agentEnd.server.close();
    consoleEnd.server.close();
    for (const end of [agentEnd, consoleEnd]) void end.socket.then(socket => socket.destroy());
    await rm(folder, {recursive: true, force: true});
  };

  const tooLate = AbortSignal.timeout(120_000);
  const failure = Promise.race([ended, new Promise<void>(resolve => tooLate.addEventListener('abort', () => resolve()))]).then(() => {
    throw new Error('it did not come up');
  });
  failure.catch(() => {}); // of no interest once the machine is up
  try {
    const agent = new AgentClient(await Promise.race([agentEnd.socket, failure]));
    await Promise.race([agent.ready, failure]);
    return {agent, console: consoleEnd.socket, consoleLog, close};
  } catch (error) {
    const log = await consoleLog();
    await close();
    throw new Error(`the lab's virtual machine: ${error instanceof Error ? error.message : error}\n${complaint}${log}`);
  }
};
