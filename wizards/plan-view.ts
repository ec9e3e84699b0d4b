/** A plan as lines for a person: short for the first look, or with everything for a closer one. Pure. */
import type {Act, Lifeline, Plan, Step} from '../source/plan/step.ts';
import {shellQuote} from '../source/terminal/quote.ts';
import {mark, plainStyle, type State, type Style} from '../source/terminal/style.ts';
import {displayWidth, pad, truncate, visible, wrap} from '../source/terminal/text.ts';
import {diffLines, diffSize} from './diff.ts';

export interface PlanViewOptions {
  readonly width: number;
  /** Every step in full, or one of them by its number in the plan (from 1), alone. */
  readonly details?: 'all' | number;
  /** Default: no colour. */
  readonly style?: Style;
}

const states = {done: 'good', needed: 'todo', blocked: 'bad'} as const satisfies Record<Step['check']['verdict'], State>;

const lifelines = {
  address: 'an address of the session you came in on',
  route: 'the route back to you',
  firewall: 'the firewall',
} as const satisfies Record<Lifeline, string>;

const count = (n: number, one: string): string => `${n} ${one}${n === 1 ? '' : 's'}`;

/** How many steps there are, what is done, what changes. */
function heading(plan: Plan): string {
  const {steps} = plan;
  const acts = steps.filter(step => step.check.verdict === 'needed').flatMap(step => step.act);
  const files = new Set(acts.flatMap(act => (act.do === 'run' ? [] : [act.path]))).size;
  const number = (verdict: Step['check']['verdict']): number => steps.filter(step => step.check.verdict === verdict).length;
  const touched = [...new Set(steps.filter(step => step.check.verdict === 'needed').flatMap(step => step.touches))];
  const mode = plan.mode.toUpperCase();
  return [
    `Plan for ${plan.host} (${plan.role}, ${mode})`,
    count(steps.length, 'step'),
    ...(number('done') > 0 ? [number('needed') + number('blocked') === 0 ? 'all already done' : `${number('done')} already done`] : []),
    ...(number('blocked') > 0 ? [`${number('blocked')} blocked`] : []),
    ...(files > 0 ? [`changes ${count(files, 'file')}`] : []),
    ...(acts.length === 0
      ? []
      : [touched.length > 0 ? `touches ${touched.map(t => lifelines[t]).join(' and ')}` : 'nothing touches your own way in']),
  ].join(' · ');
}

/** An act on one line: a command as it would be typed, or a file and how much of it changes. */
function actLine(act: Act): string {
  if (act.do === 'run') return visible(shellQuote(act.argv));
  const path = visible(act.path);
  if (act.do === 'remove') return `- ${path}`;
  const size = act.secret ? 'secret, not shown' : diffSize(act.before, act.text);
  return `${act.before === null ? '+' : '~'} ${path}  (${size})`;
}

const indent = '      ';
const actIndent = `${indent}  `;

/** Commands side by side while they fit, files a line each. */
function actLines(acts: readonly Act[], width: number, style: Style): string[] {
  const lines: string[] = [];
  let open = false;
  for (const act of acts) {
    const text = actLine(act);
    const last = lines.at(-1) ?? '';
    const joined = `${last} · ${text}`;
    if (open && act.do === 'run' && joined.length + actIndent.length <= width) lines[lines.length - 1] = joined;
    else lines.push(text);
    open = act.do === 'run';
  }
  return lines.map(line => actIndent + style.dim(truncate(line, width - actIndent.length)));
}

function stepLines(step: Step, number: number, titleWidth: number, {width, style = plainStyle}: PlanViewOptions): string[] {
  const {verdict, evidence} = step.check;
  const lead = `${pad(String(number), 3, 'right')}  ${mark(style, states[verdict])} `;
  const word = pad(verdict, 8);
  // What is done is quiet; what is blocked says all it has to say.
  const about = visible(verdict === 'needed' ? step.why : evidence);
  const room = width - 7 - titleWidth - 2 - 8 - 1;
  // A reason cut short explains nothing: it gets lines of its own where it does not fit.
  const fits = verdict === 'done' || (verdict === 'needed' && displayWidth(about) <= room);
  const title = pad(truncate(step.title, titleWidth), titleWidth);
  const paint = verdict === 'done' ? style.dim : verdict === 'blocked' ? style.bad : (text: string) => text;
  const first =
    `${lead}${paint(title)}  ${verdict === 'done' ? style.dim(word) : word} ${fits ? style.dim(truncate(about, room)) : ''}`.trimEnd();
  return [
    first,
    ...(fits ? [] : wrap(about, width - 1, indent).map(line => (verdict === 'blocked' ? style.bad(line) : style.dim(line)))),
    ...(verdict === 'needed' ? actLines(step.act, width, style) : []),
  ];
}

/** An act in full: the exact command, the whole file as a diff. Long lines are wrapped by the terminal, so that they can be copied. */
function fullAct(act: Act, style: Style): string[] {
  const mode = (value: number): string => value.toString(8).padStart(4, '0');
  switch (act.do) {
    case 'run':
      return [`${indent}$ ${visible(shellQuote(act.argv))}${act.mayFail ? style.dim('   (may fail)') : ''}`];
    case 'remove':
      return [`${indent}${style.bad(`remove ${visible(act.path)}`)}`];
    case 'write': {
      const head = `${indent}${act.before === null ? 'new file' : 'change'} ${visible(act.path)}, mode ${mode(act.mode)}`;
      if (act.secret) return [head, `${indent}  ${style.dim('(secret, not shown)')}`];
      const paint = {' ': style.dim, '+': style.good, '-': style.bad};
      return [
        head,
        ...diffLines(act.before, act.text).map(
          d => `${indent}  ${paint[d.sign](`${d.sign} ${visible(d.text.replaceAll('\t', '    '))}`.trimEnd())}`,
        ),
      ];
    }
  }
}

function fullStep(step: Step, number: number, width: number, style: Style): string[] {
  const {verdict, evidence} = step.check;
  const part = (caption: string, text: string): string[] => {
    const [first = '', ...more] = wrap(visible(text), width - 14);
    return [`${indent}${style.dim(pad(caption, 7))} ${first}`, ...more.map(line => `${indent}        ${line}`)];
  };
  return [
    `${pad(String(number), 3, 'right')}  ${mark(style, states[verdict])} ${style.bold(step.title)}  ${verdict}  ${style.dim(step.id)}`,
    ...part('why', step.why),
    ...part('seen', evidence),
    ...(step.act.length > 0 ? [`${indent}${style.dim('do')}`, ...step.act.flatMap(act => fullAct(act, style))] : []),
    ...(step.undo.length > 0
      ? [`${indent}${style.dim('undo')}`, ...step.undo.map(act => `${indent}${act.do === 'run' ? '$ ' : ''}${actLine(act)}`)]
      : []),
  ];
}

/** The plan, ready to be written line by line. The text of an act marked secret is never in it. */
export function renderPlan(plan: Plan, options: PlanViewOptions): string[] {
  const {width, details, style = plainStyle} = options;
  const numbered = plan.steps.map((step, i) => ({step, number: i + 1}));
  if (typeof details === 'number') {
    return numbered
      .filter(({number}) => number === details)
      .flatMap(({step, number}) => fullStep(step, number, width, style))
      .map(style.fit);
  }
  const titles = Math.min(Math.max(20, ...plan.steps.map(step => step.title.length)), width >= 100 ? 56 : 44);
  const body =
    details === 'all'
      ? numbered.flatMap(({step, number}) => [...(number > 1 ? [''] : []), ...fullStep(step, number, width, style)])
      : numbered.flatMap(({step, number}) => stepLines(step, number, titles, options));
  const notes = plan.notes.flatMap(note => {
    const [first = '', ...more] = wrap(visible(note), width - 4);
    return [`  ${mark(style, 'warn')} ${first}`, ...more.map(line => `    ${line}`)];
  });
  const head = wrap(heading(plan), width - 1, '  ');
  return [...head.map(style.bold), '', ...body, ...(notes.length > 0 ? ['', ...notes] : [])].map(style.fit);
}
