import type {Argv} from '../host/host.ts';

/**
 * A step is data. The preview, the dry run, the log, the shell export and the execution all show this very value.
 */
export interface Step {
  /** Stable, e.g. `real-server-arp`. */
  readonly id: string;
  readonly title: string;
  /** One sentence for the operator: why it is there. */
  readonly why: string;
  readonly check: Check;
  /** What brings the host from its state now to the wanted one; empty when done. */
  readonly act: readonly Act[];
  /** What would bring it back, first thing first. Informative: `undo` works from the journal. */
  readonly undo: readonly Act[];
  /** Which of the operator's lifelines it touches. */
  readonly touches: readonly Lifeline[];
}

export type Lifeline = 'address' | 'route' | 'firewall';

export interface Check {
  /** `blocked`: must not be carried out, `evidence` says why and what to do. */
  readonly verdict: 'done' | 'needed' | 'blocked';
  /** What was seen on the host, e.g. `net.ipv4.conf.all.arp_ignore = 0, needs 1`. */
  readonly evidence: string;
}

export type Act =
  | {readonly do: 'run'; readonly argv: Argv; readonly timeoutMs?: number; readonly mayFail?: boolean}
  /** `before`: the text it replaces, null when there is no such file; both are shown as a diff. `secret`: never show the text. */
  | {
      readonly do: 'write';
      readonly path: string;
      readonly text: string;
      /** Default utf8. latin1 carries bytes that are no UTF-8, one to a character. */
      readonly encoding?: 'utf8' | 'latin1';
      readonly mode: number;
      /** Default: root. */
      readonly owner?: {readonly uid: number; readonly gid: number};
      readonly before: string | null;
      readonly secret?: boolean;
    }
  | {readonly do: 'remove'; readonly path: string};

export interface Plan {
  /** The name in the cluster file. */
  readonly host: string;
  readonly role: 'director' | 'real server';
  readonly mode: 'nat' | 'dr' | 'tun';
  readonly steps: readonly Step[];
  /** What the operator should know and no step changes, e.g. rules of others that stay. */
  readonly notes: readonly string[];
}
