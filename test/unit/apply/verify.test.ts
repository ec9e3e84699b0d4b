import {describe, expect, it} from 'vitest';
import {macsOf, verify} from '../../../source/apply/verify.ts';
import {fixture} from '../fixture.ts';
import {type Script, scriptedHost} from '../scripted-host.ts';
import {inputFor} from '../seed.ts';

const states = async (name: string, script: Script) =>
  (await verify(scriptedHost(script), inputFor(name), [])).map(({state, evidence}) => [state, evidence]);
const ask = (from: string, to = '192.168.233.200') => `arping -c 2 -w 2 -I eth0 -s ${from} ${to}`;
const silence = {
  stdout: 'ARPING 192.168.233.200 from 192.168.233.10 eth0\nSent 2 probes (2 broadcast(s))\nReceived 0 response(s)\n',
  exitCode: 1,
};
const listening = {'/proc/net/tcp': fixture('debian-12/proc-net-tcp.txt')};

it('reads each MAC once from what arping says', () => {
  expect(macsOf(fixture('debian-12/arping.txt'))).toEqual(['26:da:98:95:21:f2', '26:da:98:95:21:f2']);
});

describe('director', () => {
  it('is well when it alone answers and every real server does', async () => {
    const found = await states('test1', {commands: {[ask('192.168.233.10')]: silence}});
    expect(found.map(([state]) => state)).toEqual(['ok', 'ok', 'ok', 'ok']);
  });

  it('names the MAC of who answers for the VIP beside it', async () => {
    const found = await states('test1', {commands: {[ask('192.168.233.10')]: fixture('debian-12/arping.txt')}});
    expect(found[1]).toEqual(['failed', expect.stringContaining('26:da:98:95:21:f2')]);
  });

  it('waits for a real server that refuses, and says what that means', async () => {
    const connect = (address: string) => (address.endsWith('100') ? ('refused' as const) : ('open' as const));
    const found = await states('test1', {connect, commands: {[ask('192.168.233.10')]: silence}});
    expect(found[2]).toEqual(['waiting', 'refused: nothing listens there']);
    expect(found[3]?.[0]).toBe('ok');
  });

  it('says so when nobody can be asked', async () => {
    const found = await states('test1', {commands: {[ask('192.168.233.10')]: {exitCode: 127}}});
    expect(found[1]).toEqual(['waiting', expect.stringContaining('arping')]);
  });
});

describe('real server', () => {
  const one = {[ask('192.168.233.100')]: fixture('debian-12/arping.txt')};

  it('is well when something listens and one director answers', async () => {
    expect((await states('nginx1', {files: listening, commands: one})).map(([state]) => state)).toEqual(['ok', 'ok', 'ok']);
  });

  it('has failed when the service listens on the RIP alone', async () => {
    const files = {'/proc/net/tcp': listening['/proc/net/tcp'].replace('00000000:0050', '64E9A8C0:0050')};
    expect((await states('nginx1', {files, commands: one}))[1]).toEqual(['failed', expect.stringContaining('192.168.233.100 only')]);
  });

  it('waits while nothing listens and nobody answers', async () => {
    const found = await states('nginx1', {commands: {[ask('192.168.233.100')]: silence}});
    expect(found.slice(1).map(([state]) => state)).toEqual(['waiting', 'waiting']);
  });

  it('has failed when two machines answer for the VIP', async () => {
    const two = `${fixture('debian-12/arping.txt')}Unicast reply from 192.168.233.200 [52:54:00:00:00:01]  1.0ms\n`;
    expect((await states('nginx1', {files: listening, commands: {[ask('192.168.233.100')]: two}}))[2]?.[0]).toBe('failed');
  });
});
