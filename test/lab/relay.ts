import {createServer, type Server} from 'node:net';
import {createInterface} from 'node:readline';
import type {AgentRequest} from './agent-client.ts';
import type {BootedLab} from './lab.ts';

/** Lets other processes use the lab: QEMU's port takes one client only. The protocol is the agent's own. */
export const relay = (lab: BootedLab, path: string): Promise<Server> =>
  new Promise((resolve, reject) => {
    const server = createServer(socket => {
      socket.on('error', () => {}); // a test file that is gone wants no answers
      socket.write('{"ready":true}\n');
      createInterface({input: socket}).on('line', async line => {
        const {id, ...request} = JSON.parse(line) as AgentRequest & {id: number};
        try {
          socket.write(`${JSON.stringify({id, ...(await lab.request(request))})}\n`);
        } catch (error) {
          socket.write(`${JSON.stringify({id, exitCode: 126, stdout: '', stderr: String(error)})}\n`);
        }
      });
    });
    server.once('error', reject).listen(path, () => resolve(server));
  });
