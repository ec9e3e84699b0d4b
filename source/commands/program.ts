import {Command, CommanderError, Option} from 'commander';
import {InputError} from '../cluster/problem.ts';
import {exitCode, Stop} from './exit-code.ts';
import {clean, problemLines} from './problem-lines.ts';

const about = `Sets up a Linux Virtual Server (IPVS) cluster in direct routing, host by host, and puts a host back.
Without a command it asks what the cluster is, shows the plan, applies it and checks the result.`;

const codes = `
Exit codes:
  0    done, or nothing to do
  1    failed, and rolled back
  2    bad usage or bad input; with plan --detailed-exitcode: there is something to do
  77   needs root
  130  interrupted or declined; nothing stays changed

The cluster file is kept at /etc/lvs-wizard/cluster.yaml, the journal that undo works from in
/var/lib/lvs-wizard.`;

interface Flags {
  file?: string;
  as?: string;
  json?: boolean;
  yes?: boolean;
  detailedExitcode?: boolean;
}

/** Each command's own code is loaded when it is run: what the program costs is what the command costs. */
function build(version: string, end: (code: number) => void): Command {
  const file = () => new Option('-f, --file <path>', 'the cluster file, - for standard input; default: the one kept on this host');
  const as = () => new Option('--as <name>', "this machine's name in the cluster; else its addresses decide");
  const json = () => new Option('--json', 'print one JSON document');
  const yes = () => new Option('-y, --yes', 'do not ask');
  const program = new Command('lvs-wizard')
    .description(about)
    .version(version, '-V, --version', 'print the version')
    .helpOption('-h, --help', 'print this help')
    .helpCommand(false)
    .addHelpText('after', codes)
    .showHelpAfterError('(lvs-wizard --help says what there is)')
    .configureHelp({helpWidth: 100})
    .exitOverride()
    .allowExcessArguments(true)
    .action(async () => {
      const [unknown] = program.args;
      if (unknown !== undefined) program.error(`unknown command ${JSON.stringify(clean(unknown))}`);
      end(await (await import('./wizard.ts')).runWizard());
    });
  program
    .command('plan')
    .description('show what apply would do on this host, and why; changes nothing, needs no root')
    .addOption(file())
    .addOption(as())
    .addOption(json())
    .option('--detailed-exitcode', 'exit with 2 when there is something to do')
    .action(async (flags: Flags) => end(await (await import('./plan.ts')).runPlan(flags)));
  program
    .command('apply')
    .description('carry the plan out, check the result; a failure takes everything back')
    .addOption(file())
    .addOption(as())
    .addOption(yes())
    .addOption(json())
    .action(async (flags: Flags) => end(await (await import('./apply.ts')).runApply(flags)));
  program
    .command('undo')
    .description('put this host back as it was before the first apply')
    .addOption(yes())
    .action(async (flags: Flags) => end(await (await import('./undo.ts')).runUndo(flags)));
  program
    .command('token')
    .description('print the cluster as one line for join on the next host')
    .addOption(file())
    .action(async (flags: Flags) => end(await (await import('./token.ts')).runToken(flags)));
  program
    .command('join')
    .argument('<token>', 'the line that token printed')
    .description('set this host up as its part of the cluster in the token')
    .addOption(as())
    .addOption(yes())
    .addOption(json())
    .action(async (token: string, flags: Flags) => end(await (await import('./join.ts')).runJoin(token, flags)));
  for (const command of program.commands) command.helpOption('-h, --help', 'print this help').allowExcessArguments(false).exitOverride();
  return program;
}

/** Runs one command line; the result is the exit code. Every way out says what is wrong in words, never with a stack. */
export async function runProgram(args: readonly string[], version: string): Promise<number> {
  let code: number = exitCode.ok;
  try {
    await build(version, ended => {
      code = ended;
    }).parseAsync(args, {from: 'user'});
    return code;
  } catch (error) {
    return explain(error);
  }
}

function explain(error: unknown): number {
  const say = (...lines: readonly string[]) => void process.stderr.write(lines.map(line => `${line}\n`).join(''));
  if (error instanceof CommanderError) return error.exitCode === 0 ? exitCode.ok : exitCode.badInput;
  if (error instanceof InputError) {
    say(...problemLines(error));
    return exitCode.badInput;
  }
  if (error instanceof Stop) {
    say(error.message);
    return error.code;
  }
  if ((error as Error)?.name === 'Interrupted') {
    say('', 'Left; nothing was changed.');
    return exitCode.interrupted;
  }
  say(`lvs-wizard: ${clean((error as Error)?.message ?? String(error))}`);
  if (process.env.LVS_WIZARD_DEBUG) say((error as Error)?.stack ?? '');
  return exitCode.failed;
}
