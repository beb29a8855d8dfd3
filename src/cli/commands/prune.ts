import { resolve } from 'node:path';
import { Option, type Command } from 'commander';
import { prune, type Pruned } from '../../prune/prune.js';
import { pruneReporters } from '../../report/prune/index.js';
import { unifiedDiff } from '../../report/rewrite/diff.js';
import { displayText } from '../../report/text.js';
import { defaultNumCallers } from '../../suppression/limits.js';
import { tools } from '../../suppression/tools.js';
import { realVerdictPaths } from '../config-verdicts.js';
import { readCorpus, warnOfGaps } from '../corpus.js';
import { exit, type ExitCode } from '../exit.js';
import { readSources, writeWhole } from '../files.js';
import { readKnowledge } from '../knowledge.js';
import { standardInput } from '../standard-input.js';
import { options, settings, withOptions, type Flags } from '../options.js';
import { setFiles } from '../set-files.js';
import { filesInUse, readSetsInUse } from '../sets-in-use.js';
import { showDiff } from '../show-diff.js';
import type { Terminal } from '../terminal.js';
import { UsageError } from '../usage-error.js';

const allTools = tools.map(({ tool }) => tool);

export function pruneCommand(command: Command): Command {
  return withOptions(
    command
      .description(
        'Tells which entries of suppression files hide nothing of the logs, and why, and removes those of which the logs ' +
          'can show it. What the files hide of the logs they hide afterwards.',
      )
      .argument(
        '[files...]',
        'suppression files, directories, globs, - for standard input (default: those of the configuration, else **/*.supp)',
      ),
    [
      options.logs(),
      new Option(
        '--write',
        'rewrite the files; - goes to standard output, and the report to standard error',
      ).conflicts('diff'),
      options.diff(
        'show what would change as a unified diff, and the report on standard error; writes nothing',
      ),
      new Option('--repair', 'mend entries that a reported finding nearly matches'),
      new Option('--aggressive', 'also remove entries whose code is on no stack of the logs'),
      options.suppressions(),
      options.defaultSupp(),
      options.real(),
      options.own(),
      options.numCallers(`default: that of the logs where they all tell the same, else ${defaultNumCallers}`),
      options.valgrind(),
      options.stdinFilename(),
      options.format(Object.keys(pruneReporters)),
      options.json(),
      options.jobs(),
      options.config(),
    ],
  ).addHelpText(
    'after',
    `
Causes:
  covered      another entry, which stays, hides all that it could hide              goes
  impossible   no error of the version (--valgrind) can match it                     goes
  expired      its "# expires:" is over, and nothing says that it hides anything     goes
  drifted      a reported finding nearly matches it                                  --repair changes it
  never-seen   code that it names is on no stack of the logs: it may not have run    --aggressive removes it
  unmatched    the logs show its code, and nothing that it would hide                goes
  unread       no tool has the name that it is for (see chaff lint)                  stays

  For want of findings an entry goes only where the logs would show them: they are of its tool, show its kinds of leaks,
  were not cut off, and not recorded under suppressions unless they list what was used (valgrind -s or -v, or XML) and
  all of that is in the files given here or with -s.

Exit codes: 0 nothing to prune, or pruned (--write); 1 something to prune; 2 could not run.
The day is today, or that of SOURCE_DATE_EPOCH.

Examples:
  $ chaff prune team.supp --logs logs/                     what could go, and why
  $ chaff prune team.supp --logs logs/ --repair --diff     what would change
  $ chaff prune suppressions/ --logs logs/ --real real.supp --repair --write`,
  );
}

interface PruneFlags extends Flags {
  readonly write?: boolean;
  readonly repair?: boolean;
  readonly aggressive?: boolean;
}

export async function runPrune(
  files: readonly string[],
  flags: PruneFlags,
  terminal: Terminal,
): Promise<ExitCode> {
  const { cwd } = terminal;
  const chosen = await settings(flags, cwd);
  const { config, version } = chosen;
  const names = await setFiles(files, config.sets, terminal, realVerdictPaths(config));
  if (flags.write && names.includes(standardInput) && names.length > 1)
    throw new UsageError('--write can write standard input to standard output only by itself');
  const paths = new Set(names.map((name) => resolve(cwd, name)));
  const shown = (name: string) => (name === standardInput ? (flags.stdinFilename ?? name) : name);
  const sources = (await readSources(names, cwd)).map(({ name, bytes }) => ({ name: shown(name), bytes }));
  const inUse = filesInUse(await readSetsInUse(chosen, flags, terminal), allTools);
  const beside = inUse.filter(({ name }) => !paths.has(resolve(cwd, name)));
  const { real, own } = await readKnowledge(chosen, terminal);
  const read = await readCorpus(flags.logs ?? [], config.logs, terminal, flags);
  const numCallers = chosen.numCallers ?? read.recordedDepth ?? defaultNumCallers;
  warnOfGaps(read, numCallers, terminal);

  terminal.progress('looking for what is not needed');
  const pruned = prune(sources, {
    findings: read.findings,
    corpus: read.corpus,
    beside,
    real,
    own,
    today: terminal.today,
    version,
    numCallers,
    aggressive: flags.aggressive ?? false,
    repair: flags.repair ?? false,
  });
  terminal.progress('');
  for (const { file, line, message } of pruned.broken)
    terminal.err(`warning: ${displayText(`${file}:${line}: left as it is: ${message}`)}\n`);
  if (flags.diff)
    for (const { name, before, after } of pruned.files) showDiff(unifiedDiff(name, before, after), terminal);
  if (flags.write) await write(names, pruned, terminal);
  const outIsTaken = flags.diff ?? (flags.write && names.includes(standardInput));
  const report = pruneReporters[chosen.format]!(pruned, flags.write);
  if (outIsTaken) terminal.err(report);
  else terminal.out(report);
  const isSomething = pruned.verdicts.some(({ action }) => action !== 'keep');
  return isSomething && !flags.write ? exit.findings : exit.nothingToSay;
}

/** Files that stay the same are not touched. `names` are those to write to. */
async function write(names: readonly string[], { files }: Pruned, terminal: Terminal): Promise<void> {
  for (const [index, { before, after }] of files.entries()) {
    if (names[index] === standardInput) terminal.bytes(after);
    else if (after !== before) await writeWhole(names[index]!, after, terminal.cwd);
  }
}
