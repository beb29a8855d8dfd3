import { Command, CommanderError } from 'commander';
import { displayText } from '../report/text.js';
import { exit, type ExitCode } from './exit.js';
import type { Flags } from './options.js';
import { terminal as realTerminal, type Terminal } from './terminal.js';
import { UsageError } from './usage-error.js';
import { version } from './version.js';

type Run = (args: readonly string[], flags: Flags, terminal: Terminal) => Promise<ExitCode>;

type Describe = (program: Command) => Command;

/** The commands, in the order of the help. A new command is a file and a line here. Nobody waits until all are loaded. */
const commands: Readonly<Record<string, () => Promise<readonly [Describe, Run]>>> = {
  minimize: () => import('./commands/minimize.js').then((m) => [m.minimizeCommand, m.runMinimize]),
  check: () => import('./commands/check.js').then((m) => [m.checkCommand, m.runCheck]),
  explain: () => import('./commands/explain.js').then((m) => [m.explainCommand, m.runExplain]),
  generate: () => import('./commands/generate.js').then((m) => [m.generateCommand, m.runGenerate]),
  lint: () => import('./commands/lint.js').then((m) => [m.lintCommand, m.runLint]),
  format: () => import('./commands/format.js').then((m) => [m.formatCommand, m.runFormat]),
  diff: () => import('./commands/diff.js').then((m) => [m.diffCommand, m.runDiff]),
  bundle: () => import('./commands/bundle.js').then((m) => [m.bundleCommand, m.runBundle]),
  merge: () => import('./commands/merge.js').then((m) => [m.mergeCommand, m.runMerge]),
  'merge-driver': () =>
    import('./commands/merge-driver.js').then((m) => [m.mergeDriverCommand, m.runMergeDriver]),
  'install-merge-driver': () =>
    import('./commands/install-merge-driver.js').then((m) => [
      m.installMergeDriverCommand,
      m.runInstallMergeDriver,
    ]),
  textconv: () => import('./commands/textconv.js').then((m) => [m.textconvCommand, m.runTextconv]),
  prune: () => import('./commands/prune.js').then((m) => [m.pruneCommand, m.runPrune]),
  convert: () => import('./commands/convert.js').then((m) => [m.convertCommand, m.runConvert]),
  evaluate: () => import('./commands/evaluate.js').then((m) => [m.evaluateCommand, m.runEvaluate]),
  lsp: () => import('./commands/lsp.js').then((m) => [m.lspCommand, m.runLsp]),
};

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
  const named = Object.hasOwn(commands, args[0] ?? '') ? [commands[args[0]!]!] : Object.values(commands);
  for (const [describe, run] of await Promise.all(named.map((command) => command())))
    // What commander passes in front of the command depends on how many arguments the command takes.
    describe(program).action(async (...passed: unknown[]) => {
      const command = passed.at(-1) as Command;
      result = await run(command.args, command.opts<Flags>(), terminal);
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
