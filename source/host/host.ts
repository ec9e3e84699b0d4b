/**
 * The port to the machine: everything the tool does to a host or learns from it goes through one of these.
 * The real adapter is `shell-host.ts`; unit tests hand in a scripted one (test/unit/scripted-host.ts).
 */

/** A command and its arguments. Never a shell line: nothing in it is expanded or split. */
export type Argv = readonly [string, ...string[]];

export interface RunResult {
  /** 127: the program is not there; 124: it ran into its time limit; 128 + n: ended by signal n. */
  readonly exitCode: number;
  readonly stdout: string;
  readonly stderr: string;
}

export interface RunOptions {
  /** Default 60 000. */
  readonly timeoutMs?: number;
  /** What the command reads from its standard input. Default: nothing. */
  readonly input?: string;
}

/** What a path is, as lstat tells. Times are left out on purpose: nothing here depends on them. */
export interface PathInfo {
  readonly type: 'file' | 'directory' | 'symlink' | 'other';
  /** Permission bits only, e.g. 0o644. */
  readonly mode: number;
  readonly uid: number;
  readonly gid: number;
}

export interface WriteOptions {
  readonly mode: number;
  readonly uid?: number;
  readonly gid?: number;
}

/** `open`: the three-way handshake ended well; `refused`: an RST came back; `silent`: nothing came before the time was up. */
export type ConnectOutcome = 'open' | 'refused' | 'unreachable' | 'silent';

export interface Host {
  readonly hostname: string;
  /** Effective user id; 0 is root. */
  readonly uid: number;
  readonly env: Readonly<Record<string, string | undefined>>;
  /** Milliseconds since the epoch. */
  now(): number;

  /** Runs a command; a failing one is a value, not an exception. */
  run(argv: Argv, options?: RunOptions): Promise<RunResult>;
  /** The absolute path of a program, looked for in PATH and in the sbin folders, or undefined. No process is started. */
  which(program: string): Promise<string | undefined>;

  /** undefined: no such file. Any other trouble throws. Files in /proc and /sys are read whole. */
  read(path: string): Promise<string | undefined>;
  readBytes(path: string): Promise<Uint8Array | undefined>;
  info(path: string): Promise<PathInfo | undefined>;
  /** Names in a folder, sorted; empty when it is not there. */
  list(path: string): Promise<readonly string[]>;
  /** Where a symbolic link finally leads; the path itself if it is none. */
  realPath(path: string): Promise<string>;

  /** Atomic: a hidden temporary file beside it, fsync, rename, fsync of the folder. A reader sees the old bytes or the new ones. */
  write(path: string, content: string | Uint8Array, options: WriteOptions): Promise<void>;
  /** Adds to the end and returns only when it is on disk. */
  append(path: string, text: string, mode: number): Promise<void>;
  remove(path: string): Promise<void>;
  makeFolder(path: string, mode: number): Promise<void>;
  rename(from: string, to: string): Promise<void>;

  /** Takes a lock on a file (made if need be) that dies with this process, whatever kills it; undefined: somebody else has it. */
  lock(path: string): Promise<(() => Promise<void>) | undefined>;
  connect(target: {address: string; port: number; from?: string; timeoutMs: number}): Promise<ConnectOutcome>;
  /**
   * Makes the kernel ask the segment who has `address` (one UDP datagram to its discard port, RFC 863) and returns the MAC that
   * answered, from the neighbour table; undefined: nobody within the time. Needs no root and no arping.
   */
  whoHas(address: string, nic: string, timeoutMs: number): Promise<string | undefined>;
}
