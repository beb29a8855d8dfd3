import { createHash } from 'node:crypto';
import { basename, dirname } from 'node:path';
import { Option, type Command } from 'commander';
import { evaluate } from '../../evaluate/evaluate.js';
import type { LogCorpus } from '../../log/corpus-sink.js';
import { evaluateReporters } from '../../report/evaluate/index.js';
import { displayText } from '../../report/text.js';
import { defaultNumCallers } from '../../suppression/limits.js';
import { readCorpus, warnOfGaps } from '../corpus.js';
import { exit, type ExitCode } from '../exit.js';
import { readKnowledge } from '../knowledge.js';
import { options, settings, wholeNumber, withOptions, type Flags } from '../options.js';
import type { Terminal } from '../terminal.js';
import { UsageError } from '../usage-error.js';

/** How many nodes each of the many searches may open. */
const nodes = 2_000;

export function evaluateCommand(command: Command): Command {
  return withOptions(
    command
      .description(
        'Leaves out one group of logs at a time, makes sets from the rest and tries them on what only that group ' +
          'shows, beside sets of exact and of cut entries.',
      )
      .argument('[logs...]', 'Valgrind logs, text or XML: files, directories, globs, - for standard input'),
    [
      new Option(
        '--leave-out <group>',
        'what a group is: a run (the logs of one name), a program, or a family (the logs below one directory)',
      )
        .choices(['run', 'program', 'family'])
        .default('run'),
      new Option(
        '--folds <n>',
        'deal the groups into so many parts and leave out one part at a time (default: each group by itself)',
      ).argParser(wholeNumber),
      new Option('--seed <n>', 'how the groups are dealt (default: 1)').argParser(wholeNumber),
      options.real(),
      options.noise(),
      options.unmarked(),
      options.own(),
      options.guard(),
      options.numCallers(),
      options.valgrind(),
      options.format(Object.keys(evaluateReporters)),
      options.json(),
      options.jobs(),
      options.config(),
    ],
  );
}

interface EvaluateFlags extends Flags {
  readonly leaveOut?: 'run' | 'program' | 'family';
  readonly folds?: number;
  readonly seed?: number;
}

export async function runEvaluate(
  logs: readonly string[],
  flags: EvaluateFlags,
  terminal: Terminal,
): Promise<ExitCode> {
  const chosen = await settings(flags, terminal.cwd);
  const { config, numCallers = defaultNumCallers, format } = chosen;
  const knowledge = await readKnowledge(chosen, terminal);
  const read = await readCorpus(logs, config.logs, terminal, flags);
  warnOfGaps(read, numCallers, terminal);
  if (flags.seed !== undefined && flags.folds === undefined)
    throw new UsageError('--seed tells how groups are dealt into parts: it goes with --folds');
  const single = grouping(flags.leaveOut ?? 'run', read.corpus);
  const groups = new Set(read.findings.flatMap(({ places }) => places.map(({ log }) => single(log))));
  if (groups.size < 2)
    throw new UsageError('there is only one group of logs, so nothing is left when it is left out');
  const groupOf = flags.folds === undefined ? single : dealt(groups, single, flags.folds, flags.seed ?? 1);
  const result = await evaluate(read.findings, {
    knowledge,
    numCallers,
    guard: chosen.guard,
    limits: { nodes },
    groupOf,
    onProgress: (done, all, group) =>
      terminal.progress(`leaving out ${done + 1}/${all} ${displayText(group)}`),
  });
  terminal.progress('');
  terminal.out(evaluateReporters[format]!(result));
  return exit.nothingToSay;
}

/** Text and XML logs of one name are one run; a family is the directory that holds the directories of its runs. */
function grouping(by: 'run' | 'program' | 'family', corpus: LogCorpus): (log: string) => string {
  if (by === 'run') return (log) => log.replace(/(?:\.(?:xml|txt|log|gz))+$/, '');
  if (by === 'family') return (log) => dirname(dirname(log));
  const programs = new Map(
    corpus.processes.map(({ log, command }) => [log, basename(command?.split(' ')[0] ?? log)]),
  );
  return (log) => programs.get(log) ?? log;
}

/** Deals groups into parts of equal size. The order is that of hashes, so that a seed deals in the same way everywhere. */
function dealt(
  groups: ReadonlySet<string>,
  groupOf: (log: string) => string,
  parts: number,
  seed: number,
): (log: string) => string {
  if (parts < 2 || parts > groups.size)
    throw new UsageError(`--folds must be a number from 2 to ${groups.size}, the number of groups`);
  const hash = (group: string) => createHash('sha256').update(`${seed}\n${group}`).digest('hex');
  const shuffled = [...groups].map((group) => [hash(group), group] as const).sort();
  const partOf = new Map(shuffled.map(([, group], position) => [group, `part ${(position % parts) + 1}`]));
  return (log) => partOf.get(groupOf(log))!;
}
