import {createContext, requireRoot} from './context.ts';
import {readWanted, toInput} from './load.ts';
import {reviewAndApply} from './review-and-apply.ts';

/** `lvs-wizard apply`. */
export async function runApply(flags: {file?: string; as?: string; yes?: boolean; json?: boolean}): Promise<number> {
  const context = createContext();
  requireRoot(context);
  const wanted = await readWanted(context, flags.file);
  return reviewAndApply(context, await toInput(context, wanted, flags.as), flags);
}
