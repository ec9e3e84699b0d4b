import type {Act, Plan, Step} from '../plan/step.ts';

const masked = (act: Act): Act => (act.do === 'write' && act.secret ? {...act, text: '(secret)', before: act.before && '(secret)'} : act);

/** Steps as a document, secrets masked. */
export const stepsJson = (steps: readonly Step[]): readonly Step[] =>
  steps.map(step => ({...step, act: step.act.map(masked), undo: step.undo.map(masked)}));

export const planJson = (plan: Plan): string => JSON.stringify({...plan, steps: stepsJson(plan.steps)}, null, 2);
