import type {Host} from '../host/host.ts';
import {remember} from '../host/remember.ts';
import {kindOf, type State, type Want} from './kinds/index.ts';
import type {Act, Check, Lifeline, Step} from './step.ts';

/** One thing the plan brings about: what must be so, in the order in which it is brought about. Pure data. */
export interface Goal {
  readonly id: string;
  readonly title: string;
  readonly why: string;
  readonly wants: readonly Want[];
  readonly touches?: readonly Lifeline[];
  /** Known beforehand to be impossible here: the reason, and what to do. */
  readonly impossible?: string;
}

/** A goal against the host as it is. */
export interface Assessment {
  readonly goal: Goal;
  readonly step: Step;
  /** The state of each want, in their order. */
  readonly states: readonly State[];
}

/** Looks at the host, changes nothing. */
export async function assess(host: Host, goal: Goal): Promise<Assessment> {
  const seen = remember(host);
  const states = await Promise.all(goal.wants.map(want => kindOf(want).observe(seen, want)));
  return {goal, states, step: toStep(goal, states)};
}

/** All goals in one look, side by side. */
export async function assessAll(host: Host, goals: readonly Goal[]): Promise<readonly Assessment[]> {
  const seen = remember(host);
  return Promise.all(goals.map(goal => assess(seen, goal)));
}

/** Pure: what the states mean for the goal. */
export function toStep(goal: Goal, states: readonly State[]): Step {
  const looked = goal.wants.map((want, index) => {
    const kind = kindOf(want);
    const now = states[index];
    const target = kind.target(want, now);
    return {want, kind, now, target, holds: kind.same(now, target)};
  });
  const open = looked.filter(({holds}) => !holds);
  return {
    id: goal.id,
    title: goal.title,
    why: goal.why,
    touches: goal.touches ?? [],
    check: judge(goal, looked, open),
    act: withoutRepeats(open.flatMap(({kind, want, now, target}) => kind.change(want, now, target))),
    undo: withoutRepeats([...open].reverse().flatMap(({kind, want, now, target}) => kind.change(want, target, now))),
  };
}

type Look = {
  readonly want: Want;
  readonly kind: ReturnType<typeof kindOf>;
  readonly now: State;
};

function judge(goal: Goal, all: readonly Look[], open: readonly Look[]): Check {
  const tell = (looks: readonly Look[]) => looks.map(({kind, want, now}) => kind.tell(want, now)).join('; ');
  const reason = goal.impossible ?? all.map(({kind, want, now}) => kind.blocked?.(want, now)).find(found => found !== undefined);
  if (reason !== undefined) return {verdict: 'blocked', evidence: reason};
  return open.length > 0 ? {verdict: 'needed', evidence: tell(open)} : {verdict: 'done', evidence: tell(all)};
}

/** Two wants may be brought about by one command, such as the start of one unit: it runs once. */
function withoutRepeats(acts: readonly Act[]): readonly Act[] {
  const lastWords = acts.map(act => JSON.stringify(act));
  return acts.filter((_, index) => lastWords[index] !== lastWords[index - 1]);
}
