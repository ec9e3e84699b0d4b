import {connect} from 'node:net';
import {AgentClient, type AgentRequest, type Result} from './agent-client.ts';
import {type HostSpec, knownHosts, seedHosts} from './hosts.ts';
import {type LabHost, labHost, type Runner, vmRunner} from './lab-host.ts';
import {bootVm, type Vm, type VmOptions} from './vm.ts';

export type {Result} from './agent-client.ts';
export type {LabHost, Runner} from './lab-host.ts';

export interface Lab {
  /** By the name of a known host, or by a spec of one's own; a host that is not running yet wants `start()`. */
  host(nameOrSpec: string | HostSpec): LabHost;
  readonly vm: Runner;
  close(): Promise<void>;
}

export interface BootedLab extends Lab {
  /** Passes a request on as it stands. */
  request(request: AgentRequest): Promise<Result>;
  readonly console: Vm['console'];
  consoleLog(): Promise<string>;
}

export interface BootOptions extends VmOptions {
  /** Started, in parallel, before the lab is handed over. */
  readonly hosts?: readonly HostSpec[];
  /** Is told, a line at a time, what is going on. */
  readonly progress?: (line: string) => void;
}

/** Where global-setup.ts listens for test files. */
export const socketVariable = 'LVS_LAB_SOCKET';

const labOver = (agent: AgentClient, close: () => Promise<void>): Lab => ({
  host(nameOrSpec) {
    const spec = typeof nameOrSpec === 'string' ? knownHosts.find(known => known.name === nameOrSpec) : nameOrSpec;
    if (!spec) throw new Error(`no host ${String(nameOrSpec)} in the lab`);
    return labHost(agent, spec);
  },
  vm: vmRunner(agent),
  close,
});

/** In a test file: the lab that global-setup.ts has booted. */
export const connectLab = async (): Promise<Lab> => {
  const path = process.env[socketVariable];
  if (!path) throw new Error(`${socketVariable} is not set: lab tests run through test/lab/global-setup.ts`);
  const agent = new AgentClient(connect(path));
  await agent.ready;
  return labOver(agent, async () => agent.close());
};

/** Boots a virtual machine and hosts in it; close() ends both. */
export const bootLab = async ({hosts = seedHosts, progress = () => {}, ...options}: BootOptions): Promise<BootedLab> => {
  const since = Date.now();
  const say = (text: string) => progress(`${((Date.now() - since) / 1000).toFixed(0).padStart(3)} s  ${text}`);
  say('booting the virtual machine');
  const vm = await bootVm(options);
  const lab = labOver(vm.agent, vm.close);
  try {
    say(`starting ${hosts.map(host => host.name).join(', ')}`);
    const startHost = async (spec: HostSpec) => {
      const failedUnits = await lab.host(spec).start();
      say(`${spec.name} is up${failedUnits ? `, but for ${failedUnits.trim()}` : ''}`);
    };
    await Promise.all(hosts.map(startHost));
    return {...lab, request: request => vm.agent.request(request), console: vm.console, consoleLog: vm.consoleLog};
  } catch (error) {
    await vm.close();
    throw error;
  }
};
