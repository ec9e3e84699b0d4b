import {decodeToken} from '../cluster/token.ts';
import {createContext, requireRoot} from './context.ts';
import {readKept, textOf, toInput} from './load.ts';
import {reviewAndApply} from './review-and-apply.ts';

/** `lvs-wizard join TOKEN`: the cluster comes from another host, this host finds its part in it by its addresses. */
export async function runJoin(token: string, flags: {as?: string; yes?: boolean; json?: boolean}): Promise<number> {
  const context = createContext();
  const {cluster} = decodeToken(token);
  requireRoot(context);
  const text = await textOf(cluster, await readKept(context));
  return reviewAndApply(context, await toInput(context, {cluster, text}, flags.as), flags);
}
