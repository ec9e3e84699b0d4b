import type {Host} from '../host/host.ts';
import {shellHost} from '../host/shell-host.ts';
import {openSession, type Session} from '../terminal/session.ts';
import {type Style, styleFor} from '../terminal/style.ts';
import {exitCode, Stop} from './exit-code.ts';

/** What a command works with. stdout carries data, stderr carries talk. */
export interface Context {
  readonly host: Host;
  readonly session: Session;
  /** A person can be asked: both the keyboard and the screen are a terminal. */
  readonly interactive: boolean;
  readonly style: {readonly out: Style; readonly talk: Style};
  /** Columns to lay text out for. */
  readonly width: number;
  print(...lines: readonly string[]): void;
  talk(...lines: readonly string[]): void;
}

export function createContext(): Context {
  const {stdin, stdout, stderr} = process;
  return {
    host: shellHost(),
    session: openSession({exit: code => process.exit(code)}),
    interactive: Boolean(stdin.isTTY && stderr.isTTY),
    style: {out: styleFor(stdout), talk: styleFor(stderr)},
    // A terminal may say 0 (a fresh pty): 80 then, as everybody does.
    width: Math.min(stdout.columns || stderr.columns || 80, 160),
    print: (...lines) => void stdout.write(lines.map(line => `${line}\n`).join('')),
    talk: (...lines) => void stderr.write(lines.map(line => `${line}\n`).join('')),
  };
}

export function requireRoot({host}: Context): void {
  if (host.uid !== 0) throw new Stop(exitCode.needsRoot, 'This changes the host and needs root: run it with sudo, or as root.');
}
