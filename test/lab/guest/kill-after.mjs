// Preloaded into the tool (node --import): pulls the plug right after the journal was written for the KILL_AFTER-th time. The program under
// test is the one that is shipped; it knows nothing of this.
import fs from 'node:fs/promises';
import {syncBuiltinESMExports} from 'node:module';

const open = fs.open;
let left = Number(process.env.KILL_AFTER);

fs.open = async (path, flags, ...rest) => {
  const handle = await open(path, flags, ...rest);
  if (!String(path).endsWith('/journal.jsonl') || flags !== 'a') return handle;
  const close = handle.close.bind(handle);
  handle.close = async () => {
    await close();
    if (--left === 0) process.kill(process.pid, 'SIGKILL');
  };
  return handle;
};
syncBuiltinESMExports();
