import {confirmUndo} from '../../wizards/confirm-apply.ts';
import {renderUndo} from '../../wizards/undo-view.ts';
import {journalPath, openChanges, openJournal, readJournal, stateFolder} from '../apply/journal.ts';
import {planUndo, undoChanges} from '../apply/undo.ts';
import {visible} from '../terminal/text.ts';
import {underLock} from './carry-out.ts';
import {type Context, createContext, requireRoot} from './context.ts';
import {exitCode, Stop} from './exit-code.ts';

/** `lvs-wizard undo`: every open change of the journal, last first. */
export async function runUndo(flags: {yes?: boolean}): Promise<number> {
  const context = createContext();
  requireRoot(context);
  return undo(context, flags);
}

export async function undo(context: Context, flags: {yes?: boolean}): Promise<number> {
  const {host} = context;
  const changes = openChanges(await readJournal(host));
  if (changes.length === 0) {
    context.talk('Nothing to undo: lvs-wizard has changed nothing on this host, or has taken it back already.');
    return exitCode.ok;
  }
  const steps = await planUndo(host, changes);
  context.talk('', ...renderUndo(host.hostname, steps, {width: context.width, style: context.style.talk}), '');
  if (!flags.yes) {
    if (!context.interactive) throw new Stop(exitCode.badInput, 'Nobody can be asked here (no terminal): say --yes to take all this back.');
    if (!(await confirmUndo(host.hostname, steps.length))) throw new Stop(exitCode.interrupted, 'Declined; nothing was changed.');
  }
  return underLock(context, async () => {
    const giveBack = context.session.takeSignals(() => undefined);
    const journal = await openJournal(host);
    const report = await undoChanges(host, journal, {progress: title => context.talk(`  taking back: ${title}`)}).finally(giveBack);
    context.talk(...report.remarks);
    if (report.stuck.length > 0) {
      context.talk('NOT taken back:', ...report.stuck.map(line => `  ${visible(line)}`), 'Mend the cause, then run lvs-wizard undo again.');
      return exitCode.failed;
    }
    // The story of what was done stays, out of the way of the next apply.
    await host.rename(journalPath, `${stateFolder}/undone-${new Date(host.now()).toISOString()}.jsonl`);
    context.talk('This host is as it was before the first apply.');
    return exitCode.ok;
  });
}
