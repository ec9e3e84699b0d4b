import {EventEmitter} from 'node:events';
import {expect, test} from 'vitest';
import {openSession} from '../../../source/terminal/session.ts';

function scene() {
  const proc = new EventEmitter();
  const log: string[] = [];
  const input = {
    isTTY: true,
    isRaw: true,
    setRawMode(on: boolean) {
      input.isRaw = on;
      log.push(`raw ${on}`);
    },
  };
  const output = {isTTY: true, write: (text: string) => log.push(JSON.stringify(text))};
  const session = openSession({exit: code => log.push(`exit ${code}`), input, output, process: proc as never});
  return {proc, log, session};
}
const restored = ['raw false', JSON.stringify('\u001b[0m\u001b[?25h')];

test.each([
  ['SIGINT', 130],
  ['SIGTERM', 143],
  ['SIGHUP', 129],
] as const)('%s restores the terminal and ends with %i', (signal, code) => {
  const {proc, log} = scene();
  proc.emit(signal, signal);
  expect(log).toEqual([...restored, '"\\n"', `exit ${code}`]);
});

test.each(['exit', 'uncaughtExceptionMonitor'])('%s restores the terminal', event => {
  const {proc, log} = scene();
  proc.emit(event);
  expect(log).toEqual(restored);
});

test('who took the signals gets them until given back', () => {
  const {proc, log, session} = scene();
  const giveBack = session.takeSignals(signal => log.push(`rolling back after ${signal}`));
  proc.emit('SIGTERM', 'SIGTERM');
  expect(log).toEqual(['rolling back after SIGTERM']);
  giveBack();
  giveBack();
  proc.emit('SIGTERM', 'SIGTERM');
  expect(log.at(-1)).toBe('exit 143');
});

test('close takes every listener off, and restoring twice does no harm', () => {
  const {proc, session} = scene();
  session.restore();
  session.close();
  expect(proc.eventNames()).toEqual([]);
});
