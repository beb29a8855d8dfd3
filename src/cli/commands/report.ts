import { Option, type Command } from 'commander';
import { check } from '../../check/check.js';
import { metadataIn } from '../../check/metadata.js';
import { withoutUnused } from '../../check/without-unused.js';
import { overview } from '../../overview/overview.js';
import { overviewReporters } from '../../report/overview/index.js';
import { defaultNumCallers } from '../../suppression/limits.js';
import { readCorpus, warnOfGaps } from '../corpus.js';
import { exit, type ExitCode } from '../exit.js';
import { writeWhole } from '../files.js';
import { judgementOf } from '../judgement.js';
import { readKnowledge } from '../knowledge.js';
import { formatOf, options, settings, withOptions, type Flags } from '../options.js';
import { loadSetsInUse, readSetsInUse } from '../sets-in-use.js';
import type { Terminal } from '../terminal.js';

export function reportCommand(command: Command): Command {
  return withOptions(
    command
      .description(
        'Tells people what the logs hold, and what the sets make of it: sums, groups of findings by likely cause with their stacks ' +
          'and advice, what each entry hides, what changed. HTML is one file that needs no network.',
      )
      .argument('[logs...]', 'Valgrind logs and corpora: files, directories, globs, - for standard input'),
    [
      options.suppressions(),
      options.defaultSupp(),
      options.real(),
      options.own(),
      options.baseline(),
      new Option('-o, --output <file>', 'write the report to a file (default: standard output)'),
      new Option('--format <format>', 'form of the report (default: html)').choices(
        Object.keys(overviewReporters),
      ),
      options.json(),
      options.numCallers(`default: that of the logs where they all tell the same, else ${defaultNumCallers}`),
      options.valgrind(),
      options.jobs(),
      options.config(),
    ],
  ).addHelpText(
    'after',
    `
A corpus of “chaff collect” tells the trend over its runs as well. Advice is what is likely; its reason and evidence let
you judge.

Exit codes: 0 the report is made, whatever it says (chaff check is the gate); 2 it could not be.

Examples:
  $ chaff report logs/ -s team.supp --real real.supp -o valgrind.html
  $ chaff report logs/ --baseline main.parquet --format markdown -o comment.md
  $ chaff report logs/ --format junit -o valgrind.xml`,
  );
}

interface ReportFlags extends Flags {
  readonly baseline?: readonly string[];
}

export async function runReport(
  logs: readonly string[],
  flags: ReportFlags,
  terminal: Terminal,
): Promise<ExitCode> {
  const { cwd } = terminal;
  const chosen = await settings(flags, cwd);
  const inUse = await readSetsInUse(chosen, flags, terminal);
  const { real, own } = await readKnowledge(chosen, terminal, flags.output);
  const { corpus, findings, collected, ...read } = await readCorpus(
    logs,
    chosen.config.logs,
    terminal,
    flags,
  );
  const numCallers = chosen.numCallers ?? read.recordedDepth ?? defaultNumCallers;
  warnOfGaps({ corpus, findings, collected, ...read }, numCallers, terminal);
  const tools = corpus.processes.flatMap(({ tool }) => tool ?? []);
  const needed = [...new Set([...findings.map(({ tool }) => tool), ...tools])].sort();
  const sets = loadSetsInUse(inUse, needed, { version: chosen.version, numCallers });
  const metadataOf = metadataIn([...new Set(needed.flatMap((tool) => inUse.of(tool)))]);
  const told = overview({
    check: withoutUnused(check(findings, sets, { numCallers, real, metadataOf }), inUse.installed),
    ...{ corpus, own, numCallers, collected },
    judgement: await judgementOf(findings, new Set(needed), numCallers, chosen),
    baseline: await readBaseline(flags, terminal),
  });
  const text = overviewReporters[formatOf(flags, 'html')]!(told);
  if (flags.output === undefined || flags.output === '-') terminal.out(text);
  else await writeWhole(flags.output, Buffer.from(text), cwd);
  return exit.nothingToSay;
}

async function readBaseline({ baseline, jobs, output }: ReportFlags, terminal: Terminal) {
  if (!baseline) return undefined;
  const { corpus, findings } = await readCorpus(baseline, undefined, terminal, { jobs, output });
  return { name: baseline.join(', '), findings, processes: corpus.processes };
}
