import {ActError} from '../apply/act.ts';
import type {Failure} from '../apply/apply.ts';
import {shellQuote} from '../terminal/quote.ts';

/** What failed, in whose words. */
export function failureLines({error}: Failure): readonly string[] {
  if (!(error instanceof ActError)) return [error.message];
  const what = error.act.do === 'run' ? `$ ${shellQuote(error.act.argv)}` : error.act.path;
  return [what, ...error.words.split('\n')];
}
