import {encodeToken} from '../cluster/token.ts';
import {createContext} from './context.ts';
import {readWanted} from './load.ts';

/** `lvs-wizard token`: the cluster in one line on stdout. */
export async function runToken(flags: {file?: string}): Promise<number> {
  const context = createContext();
  const {cluster} = await readWanted(context, flags.file);
  context.print(encodeToken(cluster));
  if (cluster.vrrp?.password) context.talk('The VRRP password is not in the token: join asks for it on the next host.');
  return 0;
}
