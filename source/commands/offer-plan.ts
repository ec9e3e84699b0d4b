import {confirmApply} from '../../wizards/confirm-apply.ts';
import {askPlanMenu, askScriptPath} from '../../wizards/plan-menu.ts';
import {renderScript} from '../../wizards/plan-script.ts';
import {renderPlan} from '../../wizards/plan-view.ts';
import {readCloud} from '../host/machine.ts';
import type {PlanInput} from '../plan/input.ts';
import {type AssessedPlan, makePlan} from '../plan/make-plan.ts';
import {back} from '../terminal/prompt.ts';
import {carryOutPlan, nothingToDo} from './carry-out.ts';
import type {Context} from './context.ts';
import {exitCode} from './exit-code.ts';
import {printResult} from './result.ts';
import {lookAgain} from './review-and-apply.ts';

/** The plan with its menu. `edit`: the person wants to go back to the questions; else an exit code. */
export async function offerPlan(context: Context, wanted: PlanInput): Promise<number | 'edit'> {
  const cloud = await readCloud();
  const input = {...wanted, ...(cloud && {cloud})};
  let assessed = await makePlan(context.host, input);
  const show = (details?: 'all' | number) =>
    context.talk('', ...renderPlan(assessed.plan, {width: context.width, style: context.style.talk, ...(details && {details})}), '');
  show();
  if (nothingToDo(assessed)) return finish(context, input, assessed);
  for (;;) {
    const answer = await askPlanMenu(assessed.plan);
    switch (answer.choice) {
      case 'details':
        show(answer.details);
        break;
      case 'edit':
        return 'edit';
      case 'save':
        await saveScript(context, assessed);
        break;
      case 'quit':
        context.talk('Left; nothing was changed.');
        return exitCode.interrupted;
      case 'apply': {
        if (!(await confirmApply(assessed.plan, {ssh: input.facts.ssh}))) break;
        const again = await lookAgain(context, input, assessed);
        if (again === undefined) return finish(context, input, assessed);
        assessed = again;
        show();
        break;
      }
      default:
        return answer satisfies never;
    }
  }
}

async function finish(context: Context, input: PlanInput, assessed: AssessedPlan): Promise<number> {
  return printResult(context, input, await carryOutPlan(context, input, assessed), {});
}

async function saveScript(context: Context, {plan}: AssessedPlan): Promise<void> {
  const path = await askScriptPath(plan);
  if (path === back) return;
  try {
    // 0700: what it writes is for root, and so is reading how.
    await context.host.write(path, renderScript(plan), {mode: 0o700});
  } catch (error) {
    context.talk(`  Not saved: ${(error as Error).message}`);
  }
}
