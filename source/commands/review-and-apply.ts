import {confirmApply} from '../../wizards/confirm-apply.ts';
import {renderPlan} from '../../wizards/plan-view.ts';
import {readFacts} from '../host/read-facts.ts';
import type {PlanInput} from '../plan/input.ts';
import {type AssessedPlan, makePlan} from '../plan/make-plan.ts';
import {carryOutPlan, nothingToDo} from './carry-out.ts';
import type {Context} from './context.ts';
import {exitCode, Stop} from './exit-code.ts';
import {printResult} from './result.ts';

export interface ApplyFlags {
  readonly yes?: boolean;
  readonly json?: boolean;
}

/** Shows the plan, asks, applies, verifies, sums up. What is agreed to is what runs. */
export async function reviewAndApply(context: Context, input: PlanInput, flags: ApplyFlags): Promise<number> {
  const agreed = await agree(context, input, flags);
  return printResult(context, input, await carryOutPlan(context, input, agreed), flags);
}

async function agree(context: Context, input: PlanInput, flags: ApplyFlags): Promise<AssessedPlan> {
  let assessed = await makePlan(context.host, input);
  for (;;) {
    showPlan(context, assessed, flags.json);
    refuseBlocked(assessed);
    if (flags.yes || nothingToDo(assessed)) return assessed;
    if (!context.interactive)
      throw new Stop(exitCode.badInput, 'Nobody can be asked here (no terminal): say --yes to apply the plan above.');
    if (!(await confirmApply(assessed.plan, {ssh: input.facts.ssh})))
      throw new Stop(exitCode.interrupted, 'Declined; nothing was changed.');
    const again = await lookAgain(context, input, assessed);
    if (again === undefined) return assessed;
    assessed = again;
  }
}

/** A person took time to read: if the host has changed meanwhile, the plan is shown anew instead of carried out. */
export async function lookAgain(context: Context, input: PlanInput, agreed: AssessedPlan): Promise<AssessedPlan | undefined> {
  const fresh = await makePlan(context.host, {...input, facts: await readFacts(context.host)});
  if (JSON.stringify(fresh.plan) === JSON.stringify(agreed.plan)) return undefined;
  context.talk('', 'This host has changed since the plan was shown. The plan now:');
  return fresh;
}

function showPlan(context: Context, {plan}: AssessedPlan, json = false): void {
  if (!json) context.talk('', ...renderPlan(plan, {width: context.width, style: context.style.talk}), '');
}

export function refuseBlocked({plan}: AssessedPlan): void {
  const blocked = plan.steps.filter(({check}) => check.verdict === 'blocked');
  if (blocked.length === 0) return;
  const reasons = blocked.map(({title, check}) => `  ${title}: ${check.evidence}`);
  throw new Stop(exitCode.failed, ['The plan cannot be carried out here; nothing was changed.', ...reasons].join('\n'));
}
