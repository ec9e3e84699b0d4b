/** What every question gets. */
import type {Facts} from '../source/host/facts.ts';
import type {Prompts} from '../source/terminal/prompt.ts';

export interface Context {
  readonly ui: Prompts;
  readonly facts: Facts;
}
