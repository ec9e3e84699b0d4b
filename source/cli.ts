#!/usr/bin/env node
import manifest from '../package.json' with {type: 'json'};

/** The quick ways out first: nothing is loaded that they do not need. */
async function main(args: readonly string[]): Promise<number> {
  if (args.length === 1 && (args[0] === '--version' || args[0] === '-V')) {
    process.stdout.write(`${manifest.version}\n`);
    return 0;
  }
  if (args.length === 1 && (args[0] === '--help' || args[0] === '-h')) {
    process.stdout.write((await import('./commands/help-text.ts')).helpText);
    return 0;
  }
  if (args.length === 0) {
    // The interview starts without the parser of command lines: who runs it waits for the first question.
    const [{ending}, {runWizard}] = await Promise.all([import('./commands/ending.ts'), import('./commands/wizard.ts')]);
    return ending(runWizard);
  }
  const {runProgram} = await import('./commands/program.ts');
  return runProgram(args, manifest.version);
}

// A reader that goes away (`lvs-wizard plan | head`) ends the talk, not the work.
for (const stream of [process.stdout, process.stderr]) stream.on('error', () => undefined);

// process.exit, and not exitCode: a half-open probe or a prompt must not keep the program alive. Output to a pipe is flushed first.
const code = await main(process.argv.slice(2));
process.stdout.write('', () => process.stderr.write('', () => process.exit(code)));
