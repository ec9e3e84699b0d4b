/** The last page after a run: what was done, what was verified, what comes next. Pure. */
import {mark, plainStyle, type Style} from '../source/terminal/style.ts';
import {columns, visible, wrap} from '../source/terminal/text.ts';

export interface Verification {
  /** `waiting`: cannot be known yet, e.g. because a real server is not set up so far. */
  readonly state: 'ok' | 'waiting' | 'failed';
  readonly title: string;
  readonly evidence: string;
}

export interface Summary {
  readonly host: string;
  readonly role: 'director' | 'real server';
  /** What was done, a line each; empty when nothing had to be. */
  readonly done: readonly string[];
  readonly verified: readonly Verification[];
  /** What to paste on each host that is left. */
  readonly joinLines: readonly {readonly host: string; readonly line: string}[];
  /** What to type on a client to see it serve; absent where no plain command does. */
  readonly client?: string;
  /** The command that does the same again without questions. */
  readonly repeat: string;
}

export interface SummaryOptions {
  readonly width?: number;
  /** Default: no colour. */
  readonly style?: Style;
}

const states = {ok: 'good', waiting: 'dim', failed: 'bad'} as const;

/** What the whole comes to, in one line. */
function verdict({host, role, verified, done}: Summary): string {
  const failed = verified.filter(check => check.state === 'failed').length;
  const waiting = verified.filter(check => check.state === 'waiting').length;
  const is = `${host} is set up as a ${role}`;
  if (failed > 0) return `${is}, but ${failed} of ${verified.length} checks failed`;
  if (waiting > 0) return `${is}; ${waiting} of ${verified.length} checks wait for the other hosts`;
  return done.length === 0 ? `${is}; it already was` : is;
}

export function renderSummary(summary: Summary, {width = 80, style = plainStyle}: SummaryOptions = {}): string[] {
  const {done, verified, joinLines, client, repeat} = summary;
  const failed = verified.some(check => check.state === 'failed');
  const section = (title: string, lines: readonly string[]): string[] => (lines.length > 0 ? ['', `  ${style.bold(title)}`, ...lines] : []);
  // What is wrong comes first.
  const order = ['failed', 'ok', 'waiting'];
  const sorted = verified.toSorted((a, b) => order.indexOf(a.state) - order.indexOf(b.state));
  const checks = sorted.map(({state, title, evidence}) => [
    `  ${mark(style, states[state])} ${title}`,
    state === 'ok' ? 'ok' : state,
    visible(evidence),
  ]);
  const same = new Set(joinLines.map(({line}) => line)).size === 1;
  const join = same
    ? [...wrap(`on ${joinLines.map(({host}) => host).join(', ')}:`, width - 2, '  '), `    ${style.accent(joinLines[0]?.line ?? '')}`]
    : joinLines.flatMap(({host, line}) => [`  on ${host}:`, `    ${style.accent(line)}`]);
  return [
    `  ${mark(style, failed ? 'bad' : 'good')} ${style.bold(verdict(summary))}`,
    ...section(
      'Done',
      done.flatMap(text => wrap(visible(text), width - 6).map((line, i) => `  ${i === 0 ? style.fit('•') : ' '} ${line}`)),
    ),
    ...section('Verified', columns(checks)),
    // Never wrapped: a line to paste must stay one line.
    ...section('Next, as root', joinLines.length > 0 ? join : []),
    ...section('Then, from a client', client === undefined ? [] : [`    ${client}`]),
    ...section('The same again without questions', [`    ${repeat}`]),
  ].map(style.fit);
}
