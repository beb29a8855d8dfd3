import { readFile, stat } from 'node:fs/promises';
import { resolve } from 'node:path';
import { Option, type Command } from 'commander';
import { compareRuns, nothingCollected, type Collected, type Run } from '../../collect/collected.js';
import { toParquet } from '../../collect/to-parquet.js';
import { addCollected } from '../../collect/unite.js';
import { collectJson, collectText } from '../../report/collect.js';
import { displayText } from '../../report/text.js';
import { collectFiles, type CollectedFiles } from '../reading/collect-files.js';
import { collectHere } from '../reading/collect-here.js';
import { isCorpusFile } from '../reading/corpus-file.js';
import { progressLines } from '../reading/progress-line.js';
import { readCorpusFile } from '../reading/read-corpus-file.js';
import { exit, type ExitCode } from '../exit.js';
import { samePlace, writeWhole } from '../files.js';
import { expandLogs } from '../logs.js';
import { options, settings, withOptions, type Flags } from '../options.js';
import type { Terminal } from '../terminal.js';
import { UsageError } from '../usage-error.js';

const standardOutput = '-';

export function collectCommand(command: Command): Command {
  return withOptions(
    command
      .description(
        'Adds logs, and what other corpora hold, to a corpus: one Parquet file with the distinct findings, their counts, ' +
          'runs, versions, and when they were seen. Every command that takes logs takes it in their place, with the same results.',
      )
      .argument('[logs...]', 'Valgrind logs and corpora: files, directories, globs, - for standard input'),
    [
      new Option(
        '-o, --output <file>',
        'the corpus; what it holds already stays and is not read again (- for standard output)',
      ).makeOptionMandatory(),
      new Option('--fresh', 'forget what the corpus holds already'),
      options.jobs(),
      options.queue(),
      options.patience(),
      options.format(['pretty', 'json']),
      options.json(),
      options.config(),
    ],
  ).addHelpText(
    'after',
    `
A run is the contents of one log. However often, under whatever name and from whatever corpus it comes, it counts once:
uniting corpora is the union of their runs, in any order. Files are replaced as a whole or not at all.

With --queue the logs are read by “chaff worker” processes, on any number of machines that see them at the same places;
the corpus is the same. docs/many-machines.md tells of it, and of what needs no server.

Exit codes:
  0 collected, 2 could not: a file is not there, no corpus, damaged, or of a newer chaff.

Examples:
  $ chaff collect logs/ -o corpus.parquet
  $ chaff collect monday.parquet tuesday.parquet -o week.parquet
  $ chaff check corpus.parquet -s noise.supp
  $ duckdb -c "SELECT count, what FROM 'corpus.parquet' WHERE list_contains(functions, 'g_realloc')"`,
  );
}

interface CollectFlags extends Flags {
  readonly fresh?: boolean;
}

export async function runCollect(
  args: readonly string[],
  flags: CollectFlags,
  terminal: Terminal,
): Promise<ExitCode> {
  const { config, format } = await settings(flags, terminal.cwd);
  const output = flags.output!; // commander sees to it
  const toOutput = output === standardOutput;
  if (toOutput && terminal.outIsTerminal)
    throw new UsageError('a corpus is no text: write it to a file (-o FILE) or a pipe');
  if (toOutput && format === 'json')
    throw new UsageError('standard output takes the corpus or the report (--json), not both');

  const wanted = args.length > 0 ? args : (config.logs ?? []);
  if (wanted.length === 0)
    throw new UsageError('name the logs to collect: files, directories, globs, or - for standard input');
  const old = toOutput ? undefined : await readOld(output, flags.fresh === true, terminal.cwd);
  const isOutput = await samePlace(output, terminal.cwd);
  const names: string[] = [];
  for (const name of await expandLogs(wanted, terminal))
    // Of itself a corpus keeps all there is, and what a directory holds was not named.
    if (wanted.includes(name) ? flags.fresh || !(await isOutput(name)) : !(await isOutput(name)))
      names.push(name);
  if (names.length === 0 && !old) throw new UsageError(`no Valgrind log found in ${wanted.join(', ')}`);

  const collected = nothingCollected();
  if (old) addCollected(collected, old.collected);
  const done = await collect(names, collected, flags, terminal);
  terminal.progress('');
  if (!holdsOutput(collected)) throw new UsageError(`no Valgrind output found in ${names.join(', ')}`);
  const bytes = toParquet(collected);
  if (toOutput) terminal.bytes(Buffer.from(bytes).toString('latin1'));
  else if (!old || Buffer.compare(old.bytes, bytes) !== 0) await writeWhole(output, bytes, terminal.cwd);
  const report = { ...done, output, runs: collected.runs.size, findings: collected.findings.size };
  if (format === 'json') terminal.out(collectJson(report));
  else terminal.err(collectText(report));
  return exit.nothingToSay;
}

interface Old {
  readonly collected: Collected;
  readonly bytes: Uint8Array;
}

/** What the output holds already; undefined where there is nothing, or nothing that is wanted. */
async function readOld(output: string, fresh: boolean, cwd: string): Promise<Old | undefined> {
  const path = resolve(cwd, output);
  const found = await stat(path).catch(() => undefined);
  if (fresh || !found?.isFile() || found.size === 0) return undefined;
  if (!(await isCorpusFile(output, cwd)))
    throw new UsageError(`${output} is there and no corpus; --fresh replaces it`);
  return { collected: await readCorpusFile(output, cwd), bytes: await readFile(path) };
}

async function collect(
  names: readonly string[],
  collected: Collected,
  flags: CollectFlags,
  terminal: Terminal,
): Promise<CollectedFiles> {
  const { cwd } = terminal;
  const onProgress = progressLines(terminal.progress);
  if (flags.queue === undefined) {
    const onRead = ({ runs }: Collected) => tellProblems([...runs.values()], terminal);
    const hands = collectHere({ cwd, jobs: flags.jobs, onProgress });
    return collectFiles(names, cwd, collected, hands, { onRead });
  }
  const { withWorkers } = await import('../queue/hand-out.js');
  const say = (line: string) => terminal.err(`chaff: ${displayText(line)}\n`);
  const read: Run[] = [];
  const onRead = ({ runs }: Collected) => {
    for (const run of runs.values()) read.push(run);
  };
  const options = { patience: flags.patience ?? 120, say, onProgress };
  const done = await withWorkers(flags.queue, cwd, options, (hands) =>
    collectFiles(names, cwd, collected, hands, { onRead }),
  );
  // They came in any order.
  tellProblems(read.sort(compareRuns), terminal);
  return done;
}

function tellProblems(runs: readonly Run[], terminal: Terminal): void {
  for (const { log, problems } of runs)
    for (const { line, message } of problems) terminal.err(displayText(`${log}:${line}: ${message}`) + '\n');
}

function holdsOutput({ runs, findings }: Collected): boolean {
  return findings.size > 0 || [...runs.values()].some(({ processes }) => processes.length > 0);
}
