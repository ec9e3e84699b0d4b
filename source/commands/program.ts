import {Command, CommanderError, Help, Option} from 'commander';
import {ending} from './ending.ts';
import {exitCode} from './exit-code.ts';
import {describe, helpText} from './help-text.ts';
import {clean} from './problem-lines.ts';

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
    .version(version, '-V, --version', 'print the version')
    .helpOption('-h, --help', 'print this help')
    .helpCommand(false)
    .showHelpAfterError('(lvs-wizard --help says what there is)')
    .configureHelp({
      helpWidth: 100,
      formatHelp: (command, helper) => (command.parent ? Help.prototype.formatHelp.call(helper, command, helper) : helpText),
    })
    .exitOverride()
    .allowExcessArguments(true)
    .action(async () => {
      const [unknown] = program.args;
      if (unknown !== undefined) program.error(`unknown command ${JSON.stringify(clean(unknown))}`);
      end(await (await import('./wizard.ts')).runWizard());
    });
  program
    .command('plan')
    .description(describe('plan'))
    .addOption(file())
    .addOption(as())
    .addOption(json())
    .option('--detailed-exitcode', 'exit with 2 when there is something to do')
    .action(async (flags: Flags) => end(await (await import('./plan.ts')).runPlan(flags)));
  program
    .command('apply')
    .description(describe('apply'))
    .addOption(file())
    .addOption(as())
    .addOption(yes())
    .addOption(json())
    .action(async (flags: Flags) => end(await (await import('./apply.ts')).runApply(flags)));
  program
    .command('undo')
    .description(describe('undo'))
    .addOption(yes())
    .action(async (flags: Flags) => end(await (await import('./undo.ts')).runUndo(flags)));
  program
    .command('token')
    .description(describe('token'))
    .addOption(file())
    .action(async (flags: Flags) => end(await (await import('./token.ts')).runToken(flags)));
  program
    .command('join')
    .argument('<token>', 'the line that token printed')
    .description(describe('join'))
    .addOption(as())
    .addOption(yes())
    .addOption(json())
    .action(async (token: string, flags: Flags) => end(await (await import('./join.ts')).runJoin(token, flags)));
  for (const command of program.commands) command.helpOption('-h, --help', 'print this help').allowExcessArguments(false).exitOverride();
  return program;
}

/** Runs one command line; the result is the exit code. */
export async function runProgram(args: readonly string[], version: string): Promise<number> {
  let code: number = exitCode.ok;
  return ending(async () => {
    try {
      await build(version, ended => {
        code = ended;
      }).parseAsync(args, {from: 'user'});
      return code;
    } catch (error) {
      // Usage: commander has said what is wrong. Help and version: it has printed them.
      if (error instanceof CommanderError) return error.exitCode === 0 ? exitCode.ok : exitCode.badInput;
      throw error;
    }
  });
}
