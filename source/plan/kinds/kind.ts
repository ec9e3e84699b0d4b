import type {Host} from '../../host/host.ts';
import type {Act} from '../step.ts';

/**
 * One kind of thing that can be so or not so on a host: a file's content, a sysctl, an address …  Its state can be observed, and there
 * are acts that lead from one state to another. That one `change` serves the way there (now → wanted) and the way back (now → as it was
 * before the first apply), so both cannot drift apart, and a half-done change is undone like a whole one.
 */
export interface Kind<Want, State> {
  /** Reads; changes nothing. States are plain JSON values: the journal keeps them. */
  observe(host: Host, want: Want): Promise<State>;
  /** The state to bring about, given the one now. What the want does not speak of stays as it is. */
  target(want: Want, now: State): State;
  same(one: State, other: State): boolean;
  change(want: Want, from: State, to: State): readonly Act[];
  /** What was seen, and what is needed if that differs: one phrase for the operator. */
  tell(want: Want, now: State): string;
  /**
   * Undo need not insist: the rest is left where something else has come to use it (a module, a folder, a package), and is told. Default:
   * only `same` is good enough.
   */
  close?(one: State, other: State): boolean;
  /** Why this must not be carried out, and what to do; undefined: it may. */
  blocked?(want: Want, now: State): string | undefined;
}

export const sameJson = (one: unknown, other: unknown): boolean => JSON.stringify(one) === JSON.stringify(other);
