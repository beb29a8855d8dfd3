import { Option, type Command } from 'commander';
import { brokenIn, readForMerge } from '../../merge/broken.js';
import { harmsOf, type RealEvidence } from '../../merge/harm.js';
import { merge } from '../../merge/merge.js';
import { mergeReporters } from '../../report/merge/index.js';
import { displayText } from '../../report/text.js';
import { entriesIn, readSetFile } from '../../set/read-set.js';
import { defaultNumCallers } from '../../suppression/limits.js';
import type { SyntaxProblem } from '../../suppression/problem.js';
import { realVerdictPaths } from '../config-verdicts.js';
import { readCorpus, warnOfGaps } from '../corpus.js';
import { exit, type ExitCode } from '../exit.js';
import { readSources } from '../files.js';
import { options, settings, withOptions, type Flags, type Settings } from '../options.js';
import { readSets, setFiles } from '../set-files.js';
import { loadPatterns } from '../load-for-tools.js';
import type { Terminal } from '../terminal.js';
import { runThreeWay } from '../three-way.js';
import { UsageError } from '../usage-error.js';
import { writeSet } from '../write-set.js';

export function mergeCommand(command: Command): Command {
  return withOptions(
    command
      .description(
        'Prints the union of suppression files: entries that say the same are one, and one that a broader one covers goes, ' +
          'unless the broader one hides a real finding. Exit code 1 where it does: then both stay. No file is changed but that of -o.',
      )
      .argument(
        '[files...]',
        'suppression files, directories, globs, - for standard input (default: those of the configuration)',
      ),
    [
      new Option(
        '--base <file>',
        'three-way merge by meaning of two files, ours and theirs, that were made from this one',
      ).conflicts(['keepNarrow', 'keepBroken', 'provenance', 'real', 'logs', 'numCallers', 'valgrind']),
      options.output(),
      new Option('--keep-narrow', 'keep entries that others cover; only what says the same is folded'),
      new Option('--keep-broken', 'keep what Valgrind refuses as comments, instead of refusing the file'),
      new Option('--provenance', 'write “# from: FILE:LINE” into each entry, also for those folded into it'),
      options.real(),
      options.logs(),
      options.numCallers(),
      options.valgrind(),
      options.format(Object.keys(mergeReporters)),
      options.json(),
      options.jobs(),
      options.config(),
    ],
  ).addHelpText(
    'after',
    `
Folding:
  Of entries that say the same the first stays; of others the broader one, read whole and as cut by --num-callers. The
  one that stays gets the comments of those that go, and "# folded: NAME" where a name would be lost. An entry with
  "# expires:", "# valgrind:" or "# max:" goes only for one that is wanted as long, for the same versions, and counts
  the same.

Real findings:
  --real names patterns of findings that must stay reported, one's own and those of other teams; it repeats, and the
  comments "# owner:" and "# bug:" above a pattern are shown where it decides. With --logs the findings of the logs that
  they match count, and stacks made of calls of the logs that they would match; without, the findings that the patterns
  were printed for.

Three-way merge (--base):
  Each entry is merged apart: moved, reformatted, renamed or commented on one side and edited on the other. Where both
  sides changed what an entry says, or one deleted what the other changed, both versions stand as comments between
  markers ("# <<<<<<< ours"), and the base version stays in force only if both still hide all that it hides. Valgrind
  loads the file all the same. To decide, leave one version and delete the comments. See also
  chaff install-merge-driver.

Exit codes:
  0 merged, 1 merged with conflicts or with what an earlier merge left open, 2 could not: a file is broken
  (file:line:column and the reason are told), or not there.

Examples:
  $ chaff merge ours.supp theirs.supp -o team.supp
  $ chaff merge sets/ --real ours-real.supp --real theirs-real.supp --logs logs/ -o team.supp
  $ git show theirs:my.supp | chaff merge my.supp - --json
  $ chaff merge --base base.supp ours.supp theirs.supp -o merged.supp`,
  );
}

interface MergeFlags extends Flags {
  readonly base?: string;
  readonly keepNarrow?: boolean;
  readonly keepBroken?: boolean;
  readonly provenance?: boolean;
}

export async function runMerge(
  files: readonly string[],
  flags: MergeFlags,
  terminal: Terminal,
): Promise<ExitCode> {
  const chosen = await settings(flags, terminal.cwd);
  const { config, format, version, numCallers = defaultNumCallers } = chosen;
  if (flags.base !== undefined)
    return runThreeWay(files, { base: flags.base, output: flags.output, format }, terminal);
  if (files.length === 0 && config.sets === undefined) throw new UsageError('name the files to merge');
  const sources = await readSources(
    await setFiles(files, config.sets, terminal, realVerdictPaths(config)),
    terminal.cwd,
  );
  const reading = { version, numCallers };
  const read = sources.map((source) => readForMerge(source, reading));
  const broken = brokenIn(read);
  if (broken.length > 0 && !flags.keepBroken) return refuse(broken, terminal);
  const evidence = await realEvidence(chosen, flags, terminal);
  const merged = merge(read, {
    ...reading,
    keepNarrow: flags.keepNarrow,
    provenance: flags.provenance,
    harmOf: harmsOf(evidence, numCallers),
  });
  await writeSet(merged.bytes, flags.output, format === 'pretty', terminal);
  for (const problem of broken)
    terminal.err(displayText(`warning: ${told(problem)}: kept as comments`) + '\n');
  const report = mergeReporters[format]!(merged, broken);
  if (format === 'pretty') terminal.err(report);
  else terminal.out(report);
  return merged.conflicts.length > 0 ? exit.findings : exit.nothingToSay;
}

function refuse(broken: readonly SyntaxProblem[], { err }: Terminal): ExitCode {
  for (const problem of broken) err(`${displayText(told(problem))}\n`);
  err('chaff: nothing was merged: mend what Valgrind refuses, or keep it as comments with --keep-broken\n');
  return exit.couldNotRun;
}

function told({ file, line, column, message, valgrind }: SyntaxProblem): string {
  return `${file}:${line}:${column}: ${message} (Valgrind says: ${valgrind.message})`;
}

/** What `--real` and `--logs` say. */
async function realEvidence(
  chosen: Settings,
  { logs = [], jobs, output }: Flags,
  terminal: Terminal,
): Promise<RealEvidence> {
  const { real, version, numCallers = defaultNumCallers } = chosen;
  if (logs.length > 0 && real.length === 0)
    throw new UsageError('--logs goes with --real: without it no finding of theirs is real');
  const sources = await readSets(real, terminal);
  loadPatterns(sources, version); // which refuses what is broken
  const patterns = entriesIn(sources.map((source) => readSetFile(source, version)));
  if (logs.length === 0) return { patterns, findings: [] };
  const read = await readCorpus(logs, undefined, terminal, { jobs, output });
  warnOfGaps(read, numCallers, terminal);
  return { patterns, findings: read.findings };
}
