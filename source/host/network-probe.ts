import {createSocket} from 'node:dgram';
import {connect as open} from 'node:net';
import {setTimeout as sleep} from 'node:timers/promises';
import {readText} from './files.ts';
import type {ConnectOutcome} from './host.ts';

export interface ConnectTarget {
  readonly address: string;
  readonly port: number;
  /** The local address to speak from. */
  readonly from?: string;
  readonly timeoutMs: number;
}

/** One TCP handshake, closed at once. */
export function connect(target: ConnectTarget): Promise<ConnectOutcome> {
  return new Promise(resolve => {
    const socket = open({host: target.address, port: target.port, ...(target.from && {localAddress: target.from})});
    const end = (outcome: ConnectOutcome) => {
      socket.destroy();
      resolve(outcome);
    };
    socket.setTimeout(target.timeoutMs, () => end('silent'));
    socket.once('connect', () => end('open'));
    socket.once('error', (error: NodeJS.ErrnoException) => {
      if (error.code === 'ECONNREFUSED' || error.code === 'ECONNRESET') end('refused');
      else end(error.code === 'ETIMEDOUT' ? 'silent' : 'unreachable');
    });
  });
}

/**
 * The MAC the kernel knows for an address on a NIC, from /proc/net/arp: columns IP, type, flags, MAC, mask, device; flag 0x2 is
 * ATF_COM, a completed entry (linux/if_arp.h).
 */
export function macInArpTable(table: string, address: string, nic: string): string | undefined {
  for (const line of table.split('\n').slice(1)) {
    const [ip, , flags, mac, , device] = line.trim().split(/\s+/);
    if (ip === address && device === nic && (Number(flags) & 2) !== 0) return mac;
  }
  return undefined;
}

/** Port 9 is discard (RFC 863): whoever gets the datagram throws it away; what counts is the ARP request the kernel sends before it. */
export async function whoHas(address: string, nic: string, timeoutMs: number): Promise<string | undefined> {
  const socket = createSocket('udp4');
  socket.on('error', () => undefined);
  await new Promise<void>(resolve => socket.send('', 9, address, () => resolve()));
  try {
    const until = Date.now() + timeoutMs;
    for (;;) {
      const mac = macInArpTable((await readText('/proc/net/arp')) ?? '', address, nic);
      if (mac || Date.now() >= until) return mac;
      await sleep(25);
    }
  } finally {
    socket.close();
  }
}
