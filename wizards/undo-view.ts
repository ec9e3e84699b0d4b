/** What an undo is going to do. Pure. */
import type {Act, Step} from '../source/plan/step.ts';
import {shellQuote} from '../source/terminal/quote.ts';
import {mark, plainStyle, type Style} from '../source/terminal/style.ts';
import {visible, wrap} from '../source/terminal/text.ts';

const actLine = (act: Act): string => {
  if (act.do === 'run') return visible(shellQuote(act.argv));
  return act.do === 'remove' ? `- ${act.path}` : `~ ${act.path}  (as it was)`;
};

/** Last changed, first taken back; what needs nothing is only counted. */
export function renderUndo(host: string, steps: readonly Step[], options: {readonly width: number; readonly style?: Style}): string[] {
  const {width, style = plainStyle} = options;
  const needed = steps.filter(({check}) => check.verdict === 'needed');
  const already = steps.length - needed.length;
  const head = `Undo on ${host} · ${needed.length} to take back${already > 0 ? ` · ${already} already as before` : ''}`;
  const lines = needed.flatMap(step => [
    `  ${mark(style, 'todo')} ${step.title}`,
    ...step.act.flatMap(act => wrap(actLine(act), width - 8).map(line => `      ${style.dim(line)}`)),
  ]);
  return [`  ${style.bold(head)}`, '', ...lines].map(style.fit);
}
