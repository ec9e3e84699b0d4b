import type {Socket} from 'node:net';
import {createInterface} from 'node:readline';

export interface Result {
  /** 124 when the time was up. */
  exitCode: number;
  stdout: string;
  stderr: string;
}

/** What guest/agent.mjs is asked; its header describes the fields. */
export interface AgentRequest {
  argv: readonly string[];
  host?: string;
  env?: Readonly<Record<string, string>>;
  input?: string;
  timeoutMs: number;
  tty?: {columns: number; rows: number};
}

interface Waiting {
  resolve: (result: Result) => void;
  reject: (error: Error) => void;
  timer: NodeJS.Timeout;
}

/** How much later than the guest's own timeout the outside gives up: then the machine itself hangs. */
const patienceMs = 30_000;

/** The outside's end of the agent's line; many requests may be under way. */
export class AgentClient {
  readonly ready: Promise<void>;
  readonly #socket: Socket;
  readonly #waiting = new Map<number, Waiting>();
  #nextId = 1;
  #closed = false;

  constructor(socket: Socket) {
    this.#socket = socket;
    this.ready = new Promise((resolve, reject) => {
      socket.once('close', () => reject(new Error('the lab went away before it was ready')));
      createInterface({input: socket}).on('line', line => {
        const {id, ready, ...result} = JSON.parse(line) as Result & {id?: number; ready?: true};
        if (ready) resolve();
        if (id !== undefined) this.#settle(id, waiting => waiting.resolve(result));
      });
    });
    this.ready.catch(() => {}); // not everybody waits for it
    socket.on('error', () => {}); // 'close' follows
    socket.once('close', () => {
      this.#closed = true;
      for (const id of [...this.#waiting.keys()]) this.#settle(id, waiting => waiting.reject(new Error('the lab went away')));
    });
  }

  request(request: AgentRequest): Promise<Result> {
    return new Promise((resolve, reject) => {
      if (this.#closed) throw new Error('the lab is gone');
      const id = this.#nextId++;
      const late = () => reject(new Error(`no answer from the lab to: ${request.argv.join(' ')}`));
      const timer = setTimeout(() => this.#settle(id, late), request.timeoutMs + patienceMs);
      this.#waiting.set(id, {resolve, reject, timer});
      this.#socket.write(`${JSON.stringify({id, ...request})}\n`);
    });
  }

  close(): void {
    this.#socket.destroy();
  }

  #settle(id: number, how: (waiting: Waiting) => void): void {
    const waiting = this.#waiting.get(id);
    if (!waiting) return;
    this.#waiting.delete(id);
    clearTimeout(waiting.timer);
    how(waiting);
  }
}
