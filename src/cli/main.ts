import { Command, CommanderError } from 'commander';
import { displayText } from '../report/text.js';
import { exit } from './exit.js';
import type { Flags } from './options.js';
import { terminal as realTerminal, type Terminal } from './terminal.js';
import { UsageError } from './usage-error.js';
import { version } from './version.js';

/** `word` is the name of the command, or of the one below it that was called. */
type Run = (args: readonly string[], flags: Flags, terminal: Terminal, word: string) => Promise<number>;

/** Tells a command's arguments and options, or the commands below it. */
type Describe = (command: Command) => Command;

/** The commands, in the order of the help, which tells them with none of them loaded. A new command is a file and an entry here. */
const commands: Readonly<
  Record<string, { readonly summary: string; readonly load: () => Promise<readonly [Describe, Run]> }>
> = {
  minimize: {
    summary: 'the smallest set that hides the noise and no real finding',
    load: () => import('./commands/minimize.js').then((m) => [m.minimizeCommand, m.runMinimize]),
  },
  check: {
    summary: 'replay sets over logs: what stays reported, what is hidden, what is unused',
    load: () => import('./commands/check.js').then((m) => [m.checkCommand, m.runCheck]),
  },
  report: {
    summary: 'one page for people: groups, stacks, advice, trend; also Markdown and JUnit',
    load: () => import('./commands/report.js').then((m) => [m.reportCommand, m.runReport]),
  },
  explain: {
    summary: 'why an entry hides a finding, or why it does not',
    load: () => import('./commands/explain.js').then((m) => [m.explainCommand, m.runExplain]),
  },
  triage: {
    summary: 'decide on a page what is to be fixed, annotated or suppressed',
    load: () => import('./commands/triage.js').then((m) => [m.triageCommand, m.runTriage]),
  },
  generate: {
    summary: 'one tidy, named suppression per distinct finding',
    load: () => import('./commands/generate.js').then((m) => [m.generateCommand, m.runGenerate]),
  },
  collect: {
    summary: 'keep the findings of logs in a file that databases read and every command takes',
    load: () => import('./commands/collect.js').then((m) => [m.collectCommand, m.runCollect]),
  },
  worker: {
    summary: 'read logs for “collect --queue” on other machines',
    load: () => import('./commands/worker.js').then((m) => [m.workerCommand, m.runWorker]),
  },
  lint: {
    summary: 'what is wrong, risky or out of date in suppression files',
    load: () => import('./commands/lint.js').then((m) => [m.lintCommand, m.runLint]),
  },
  format: {
    summary: 'canonical layout of suppression files; what Valgrind loads stays the same',
    load: () => import('./commands/format.js').then((m) => [m.formatCommand, m.runFormat]),
  },
  diff: {
    summary: 'what changed between two sets, by meaning',
    load: () => import('./commands/diff.js').then((m) => [m.diffCommand, m.runDiff]),
  },
  bundle: {
    summary: 'the one set that applies here, of sets by platform, library, version and tool',
    load: () => import('./commands/bundle.js').then((m) => [m.bundleCommand, m.runBundle]),
  },
  packs: {
    summary: 'ready-made sets for widely used libraries: which there are, and which would help',
    load: () => import('./commands/packs.js').then((m) => [m.packsCommand, m.runPacks]),
  },
  merge: {
    summary: 'the union of sets as one file: duplicates and covered entries folded',
    load: () => import('./commands/merge.js').then((m) => [m.mergeCommand, m.runMerge]),
  },
  'merge-driver': {
    summary: 'what git calls to merge a suppression file (see install-merge-driver)',
    load: () => import('./commands/merge-driver.js').then((m) => [m.mergeDriverCommand, m.runMergeDriver]),
  },
  'install-merge-driver': {
    summary: 'let git merge and compare suppression files by meaning, in this repository',
    load: () =>
      import('./commands/install-merge-driver.js').then((m) => [
        m.installMergeDriverCommand,
        m.runInstallMergeDriver,
      ]),
  },
  textconv: {
    summary: 'what git diff calls to compare suppression files by what they say',
    load: () => import('./commands/textconv.js').then((m) => [m.textconvCommand, m.runTextconv]),
  },
  prune: {
    summary: 'entries that are not needed any more, and why',
    load: () => import('./commands/prune.js').then((m) => [m.pruneCommand, m.runPrune]),
  },
  convert: {
    summary: 'suppressions for LeakSanitizer or ThreadSanitizer, with a report of what is lost',
    load: () => import('./commands/convert.js').then((m) => [m.convertCommand, m.runConvert]),
  },
  evaluate: {
    summary: 'how well minimize does on findings that it has not seen',
    load: () => import('./commands/evaluate.js').then((m) => [m.evaluateCommand, m.runEvaluate]),
  },
  run: {
    summary: 'run programs under Valgrind, keep good logs, and tell what they show',
    load: () => import('./commands/run.js').then((m) => [m.runCommand, m.runRun as Run]),
  },
  lsp: {
    summary: 'language server for editors',
    load: () => import('./commands/lsp.js').then((m) => [m.lspCommand, m.runLsp]),
  },
};

/** Runs one command line and returns the exit code; `args` are those after the program's name. */
export async function main(args: readonly string[], terminal: Terminal = realTerminal()): Promise<number> {
  let result: number = exit.nothingToSay;
  const program = new Command('chaff')
    .description('Manager and minimizer for Valgrind suppression files.')
    .version(version())
    .exitOverride()
    .configureOutput({
      writeOut: (text) => terminal.out(text),
      // Names of files that begin with a dash are taken for options, and told as such.
      writeErr: (text) => terminal.err(text.split('\n').map(displayText).join('\n')),
    })
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
  for (const [name, { summary }] of Object.entries(commands)) program.command(name).summary(summary);
  const asked = program.commands.find(
    (each) => each.name() === args[0] || (args[0] === 'help' && each.name() === args[1]),
  );
  let words = asked ? args : withoutHelp(args, program);
  if (asked) {
    const [describe, run] = await commands[asked.name()]!.load();
    // What commander passes in front of the command depends on how many arguments the command takes.
    const act = async (...passed: unknown[]) => {
      const command = passed.at(-1) as Command;
      result = await run(command.args, command.opts<Flags>(), terminal, command.name());
    };
    const described = describe(asked);
    if (described.commands.length > 0) words = [args[0]!, ...withoutHelp(args.slice(1), described)];
    for (const each of described.commands.length > 0 ? described.commands : [described]) each.action(act);
  }
  try {
    await program.parseAsync(words, { from: 'user' });
    return result;
  } catch (error) {
    if (error instanceof CommanderError) return error.exitCode === 0 ? exit.nothingToSay : exit.couldNotRun;
    if (error instanceof UsageError) terminal.err(`chaff: ${displayText(error.message)}\n`);
    else terminal.err(`chaff: a defect of chaff, please report it: ${displayText(trace(error))}\n`);
    return exit.couldNotRun;
  }
}

/** To commander, `help` with a word that is no command asks for the help of all; the word alone is refused, with the one that may be meant. */
function withoutHelp(args: readonly string[], { commands: known }: Command): readonly string[] {
  const [help, word] = args;
  const isAsked = help !== 'help' || word === undefined || known.some((each) => each.name() === word);
  return isAsked ? args : args.slice(1);
}

/** Message and calls, without the source lines that Node would print of a packed module. */
function trace(error: unknown): string {
  return error instanceof Error ? (error.stack ?? error.message) : String(error);
}
