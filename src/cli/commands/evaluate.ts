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
import { options, settings, withOptions, type Flags } from '../options.js';
import type { Terminal } from '../terminal.js';
import { UsageError } from '../usage-error.js';

/** How many nodes each of the many searches may open. */
const nodes = 2_000;

export function evaluateCommand(command: Command): Command {
  return withOptions(
    command
      .command('evaluate')
      .summary('how well minimize does on findings that it has not seen')
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
      options.real(),
      options.noise(),
      options.unmarked(),
      options.own(),
      options.numCallers(),
      options.valgrind(),
      options.format(Object.keys(evaluateReporters)),
      options.json(),
      options.config(),
    ],
  );
}

interface EvaluateFlags extends Flags {
  readonly leaveOut?: 'run' | 'program' | 'family';
}

export async function runEvaluate(
  logs: readonly string[],
  flags: EvaluateFlags,
  terminal: Terminal,
): Promise<ExitCode> {
  const chosen = await settings(flags, terminal.cwd);
  const { config, numCallers = defaultNumCallers, format } = chosen;
  const knowledge = await readKnowledge(chosen, terminal.cwd);
  const read = await readCorpus(logs, config.logs, terminal);
  warnOfGaps(read, numCallers, terminal);
  const groupOf = grouping(flags.leaveOut ?? 'run', read.corpus);
  const result = await evaluate(read.findings, {
    knowledge,
    numCallers,
    limits: { nodes },
    groupOf,
    onProgress: (done, all, group) =>
      terminal.progress(`leaving out ${done + 1}/${all} ${displayText(group)}`),
  });
  terminal.progress('');
  if (result.groups.length < 2)
    throw new UsageError('there is only one group of logs, so nothing is left when it is left out');
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
