import {renderPlan} from '../../wizards/plan-view.ts';
import {readCloud} from '../host/machine.ts';
import {makePlan} from '../plan/make-plan.ts';
import {createContext} from './context.ts';
import {exitCode} from './exit-code.ts';
import {readWanted, toInput} from './load.ts';
import {planJson} from './plan-json.ts';

/** `lvs-wizard plan`: what apply would do here. Reads only. */
export async function runPlan(flags: {file?: string; as?: string; json?: boolean; detailedExitcode?: boolean}): Promise<number> {
  const context = createContext();
  const [input, cloud] = await Promise.all([toInput(context, await readWanted(context, flags.file), flags.as), readCloud()]);
  const {plan} = await makePlan(context.host, {...input, ...(cloud && {cloud})});
  if (flags.json) context.print(planJson(plan));
  else context.print(...renderPlan(plan, {width: context.width, style: context.style.out, details: 'all'}));
  const changes = plan.steps.some(({check}) => check.verdict !== 'done');
  return changes && flags.detailedExitcode ? exitCode.changes : exitCode.ok;
}
