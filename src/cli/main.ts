import { readFileSync } from 'node:fs';
import { Command, CommanderError } from 'commander';
import { displayText } from '../report/text.js';
import { checkCommand, runCheck } from './commands/check.js';
import { evaluateCommand, runEvaluate } from './commands/evaluate.js';
import { generateCommand, runGenerate } from './commands/generate.js';
import { lintCommand, runLint } from './commands/lint.js';
import { minimizeCommand, runMinimize } from './commands/minimize.js';
import { exit, type ExitCode } from './exit.js';
import type { Flags } from './options.js';
import { terminal as realTerminal, type Terminal } from './terminal.js';
import { UsageError } from './usage-error.js';

type Run = (args: readonly string[], flags: Flags, terminal: Terminal) => Promise<ExitCode>;

/** The commands, in the order of the help. A new command is a file and a line here. */
const commands: readonly (readonly [(program: Command) => Command, Run])[] = [
  [minimizeCommand, runMinimize],
  [checkCommand, runCheck],
  [generateCommand, runGenerate],
  [lintCommand, runLint],
  [evaluateCommand, runEvaluate],
];

/** Runs one command line and returns the exit code; `args` are those after the program's name. */
export async function main(args: readonly string[], terminal: Terminal = realTerminal()): Promise<ExitCode> {
  let result: ExitCode = exit.nothingToSay;
  const program = new Command('chaff')
    .description('Manager and minimizer for Valgrind suppression files.')
    .version(version())
    .exitOverride()
    .configureOutput({ writeOut: (text) => terminal.out(text), writeErr: (text) => terminal.err(text) })
    .showHelpAfterError('(--help tells what there is)')
    .addHelpText(
      'after',
      `
Exit codes: 0 nothing to say, 1 findings, 2 could not run.

Examples:
  $ chaff minimize logs/ --real real.supp -o noise.supp
  $ chaff check logs/ -s noise.supp
  $ valgrind --gen-suppressions=all ./prog 2>&1 | chaff generate -`,
    );
  for (const [describe, run] of commands)
    describe(program).action(async (names: string[], flags: Flags) => {
      result = await run(names, flags, terminal);
    });
  try {
    await program.parseAsync(args, { from: 'user' });
    return result;
  } catch (error) {
    if (error instanceof CommanderError) return error.exitCode === 0 ? exit.nothingToSay : exit.couldNotRun;
    if (error instanceof UsageError) terminal.err(`chaff: ${displayText(error.message)}\n`);
    else terminal.err(`chaff: a defect of chaff, please report it: ${displayText(trace(error))}\n`);
    return exit.couldNotRun;
  }
}

/** Message and calls, without the source lines that Node would print of a packed module. */
function trace(error: unknown): string {
  return error instanceof Error ? (error.stack ?? error.message) : String(error);
}

function version(): string {
  const text = readFileSync(new URL('../../package.json', import.meta.url), 'utf8');
  return (JSON.parse(text) as { version: string }).version;
}
