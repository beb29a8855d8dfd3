import type { Command } from 'commander';
import type { Knowledge } from '../../minimize/marks.js';
import { minimize } from '../../minimize/minimize.js';
import { minimizeJson } from '../../report/minimize/json.js';
import { minimizeSummary } from '../../report/minimize/summary.js';
import { suppressionFile } from '../../report/minimize/supp.js';
import { defaultNumCallers } from '../../suppression/limits.js';
import { readCorpus, warnOfGaps } from '../corpus.js';
import { exit, type ExitCode } from '../exit.js';
import { readSources } from '../files.js';
import { readKnowledge, warnOfCutStacks, warnOfUnmet } from '../knowledge.js';
import { options, settings, withOptions, type Flags, type Settings } from '../options.js';
import { runRewrite } from '../rewrite.js';
import { readSetAsLogs, type SetAsLogs } from '../set-as-logs.js';
import { readSets } from '../set-files.js';
import { loadSetsInUse, readSetsInUse } from '../sets-in-use.js';
import type { Terminal } from '../terminal.js';
import { UsageError } from '../usage-error.js';
import { writeSet } from '../write-set.js';

/** How many nodes the search may open for each independent part: a bound that does not depend on the machine. */
const nodes = 20_000;

export function minimizeCommand(command: Command): Command {
  return withOptions(
    command
      .description(
        'Writes the smallest set of suppressions that hides the noise of the logs and none of the real findings. ' +
          'A finding is real when --real matches it, noise when --noise does, and real when both do; of the rest, ' +
          'those with own code on their stack, or behind the other half of a race, are real.',
      )
      .argument('[logs...]', 'Valgrind logs, text or XML: files, directories, globs, - for standard input'),
    [
      options.real(),
      options.noise(),
      options.unmarked(),
      options.own(),
      options.guard(),
      options.fromSuppressions(),
      options.suppressions(),
      options.defaultSupp(),
      options.rewrite(),
      options.noGeneralise(),
      options.dryRun(),
      options.output(),
      options.numCallers(),
      options.valgrind(),
      options.timeLimit(),
      options.format(['pretty', 'json']),
      options.json(),
      options.jobs(),
      options.config(),
    ],
  );
}

export async function runMinimize(
  logs: readonly string[],
  flags: Flags,
  terminal: Terminal,
): Promise<ExitCode> {
  if (flags.rewrite !== undefined)
    return runRewrite(flags.rewrite, logs, flags, { nodes, seconds: flags.timeLimit }, terminal);
  if (flags.dryRun || flags.generalise === false)
    throw new UsageError('--dry-run and --no-generalise go with --rewrite');
  if (flags.fromSuppressions && logs.length > 0)
    throw new UsageError('--from-suppressions takes the place of logs: name one or the other');
  // Who suppressed a finding by its generated entry took it for noise.
  const chosen = await settings(
    flags.fromSuppressions ? { unmarked: 'noise', ...flags } : flags,
    terminal.cwd,
  );
  const { version, format } = chosen;
  const knowledge = await readKnowledge(chosen, terminal, flags.output);
  const inUse = await readSetsInUse(chosen, flags, terminal);
  const { findings, numCallers, kept, keptBytes, leftOut } = flags.fromSuppressions
    ? await readEntries(flags.fromSuppressions, chosen, knowledge, terminal)
    : await readLogFindings(logs, chosen, knowledge, terminal, flags);
  warnOfUnmet(knowledge.real, findings, chosen, terminal);
  const tools = [...new Set(findings.map((finding) => finding.tool))].sort();
  const existing = [...kept, ...[...loadSetsInUse(inUse, tools, { version, numCallers }).values()].flat()];
  if (flags.timeLimit !== undefined)
    terminal.err('warning: with --time-limit the result may differ from run to run\n');
  terminal.progress('searching for the smallest set');
  const result = await minimize(findings, {
    knowledge,
    existing,
    numCallers,
    guard: chosen.guard,
    limits: { nodes, seconds: flags.timeLimit },
  });
  terminal.progress('');
  const written = [suppressionFile(result.suppressions), keptBytes]
    .filter((bytes) => bytes !== '')
    .join('\n');
  await writeSet(written, flags.output, format === 'pretty', terminal);
  if (format === 'json') terminal.out(minimizeJson(result));
  else terminal.err(`\n${minimizeSummary(result)}`);
  return result.uncovered.length + leftOut > 0 ? exit.findings : exit.nothingToSay;
}

async function readEntries(
  names: readonly string[],
  { real, version, numCallers }: Settings,
  knowledge: Knowledge,
  terminal: Terminal,
): Promise<SetAsLogs> {
  const known = { knowledge, real: await readSets(real, terminal), version, numCallers };
  return readSetAsLogs(await readSources(names, terminal.cwd), known, terminal);
}

async function readLogFindings(
  logs: readonly string[],
  { config, numCallers = defaultNumCallers }: Settings,
  knowledge: Knowledge,
  terminal: Terminal,
  flags: Flags,
): Promise<SetAsLogs> {
  const read = await readCorpus(logs, config.logs, terminal, flags);
  warnOfGaps(read, numCallers, terminal);
  warnOfCutStacks(knowledge, read, terminal);
  return { findings: read.findings, numCallers, kept: [], keptBytes: '', leftOut: 0 };
}
