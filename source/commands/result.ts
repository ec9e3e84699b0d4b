import {renderSummary} from '../../wizards/summary-view.ts';
import type {UndoReport} from '../apply/undo.ts';
import type {Verified} from '../apply/verify.ts';
import type {Cluster} from '../cluster/cluster.ts';
import {encodeToken} from '../cluster/token.ts';
import type {PlanInput} from '../plan/input.ts';
import type {AssessedPlan} from '../plan/make-plan.ts';
import {visible} from '../terminal/text.ts';
import {nothingToDo, type Outcome} from './carry-out.ts';
import type {Context} from './context.ts';
import {exitCode} from './exit-code.ts';
import {failureLines} from './failure-lines.ts';
import {stepsJson} from './plan-json.ts';

export function reportLines({restored, stuck, remarks}: UndoReport): readonly string[] {
  if (stuck.length === 0)
    return [...remarks, restored === 0 ? 'Nothing had to be taken back.' : 'What was done has been taken back; this host is as it was.'];
  return [...remarks, 'NOT taken back:', ...stuck.map(line => `  ${visible(line)}`), 'Mend the cause, then run: lvs-wizard undo'];
}

/** The end of the talk, and the exit code. */
export function printResult(context: Context, input: PlanInput, {plan, result, verified}: Outcome, flags: {json?: boolean}): number {
  const failed = verified.some(({state}) => state === 'failed');
  if (flags.json) {
    const {host, role, mode, steps} = plan.plan;
    const report =
      result.outcome === 'applied'
        ? {changed: result.changed}
        : {
            rollBack: result.rollBack,
            ...(result.outcome === 'failed' && {failed: {step: result.failure.step, words: failureLines(result.failure)}}),
          };
    context.print(JSON.stringify({host, role, mode, outcome: result.outcome, ...report, steps: stepsJson(steps), verified}, null, 2));
  }
  if (result.outcome !== 'applied') {
    context.talk(...reportLines(result.rollBack));
    return result.outcome === 'interrupted' && result.rollBack.stuck.length === 0 ? exitCode.interrupted : exitCode.failed;
  }
  if (!flags.json) context.talk('', ...summary(context, input, plan, verified));
  if (failed) context.talk('', '  Nothing was taken back: mend what is marked above, then run lvs-wizard apply again, or lvs-wizard undo.');
  return failed ? exitCode.failed : exitCode.ok;
}

function summary(context: Context, {cluster, member}: PlanInput, {plan}: AssessedPlan, verified: readonly Verified[]): readonly string[] {
  const token = encodeToken(cluster);
  const others = [...cluster.directors, ...cluster.realServers].filter(({name}) => name !== member.entry.name);
  // Who applies again and finds all well needs no line to paste.
  const settled = nothingToDo({plan, assessments: []}) && verified.every(({state}) => state === 'ok');
  const client = clientCommand(cluster);
  return renderSummary(
    {
      ...(client !== undefined && {client}),
      host: member.entry.name,
      role: member.role,
      done: plan.steps.filter(({check}) => check.verdict === 'needed').map(({title}) => title),
      verified,
      joinLines: settled ? [] : others.map(({name}) => ({host: name, line: `npx lvs-wizard join ${token}`})),
      repeat: 'npx lvs-wizard apply --yes',
    },
    {style: context.style.talk, width: context.width},
  );
}

/** For the web's own ports. Not from a host of the cluster: a director cannot be a client of its own VIP, a real server meets itself there. */
function clientCommand({services}: Cluster): string | undefined {
  const web = services.find(({protocol, port}) => protocol === 'tcp' && (port === 80 || port === 443));
  return web && `curl ${web.port === 80 ? 'http' : '-k https'}://${web.vip}/`;
}
