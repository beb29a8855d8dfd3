import { Option, type Command } from 'commander';
import { readSet, type ReadSet, type ReadEntry } from '../../explain/entries.js';
import { explain, saidHidden, type Known, type Question } from '../../explain/explain.js';
import { selectEntry, selectFinding } from '../../explain/select.js';
import type { Finding } from '../../finding/finding.js';
import { explainReporters } from '../../report/explain/index.js';
import { defaultNumCallers } from '../../suppression/limits.js';
import { defaultTools } from '../../suppression/tools.js';
import { displayText } from '../../report/text.js';
import { readCorpus, warnOfGaps } from '../corpus.js';
import { exit, type ExitCode } from '../exit.js';
import { readKnowledge } from '../knowledge.js';
import { options, settings, positiveNumber, withOptions, type Flags } from '../options.js';
import { filesInUse, readSetsInUse } from '../sets-in-use.js';
import { suggestion } from '../suggest.js';
import type { Terminal } from '../terminal.js';
import { UsageError } from '../usage-error.js';

/** How many of the nearest entries are told of one finding, and of each of many. */
const [nearestOfOne, nearestOfMany] = [3, 1];

export function explainCommand(command: Command): Command {
  return withOptions(
    command
      .description(
        'Lays the entries of sets over the stacks of the logs, frame by frame, and tells the smallest change that would ' +
          'make an entry match. Every change that is told was tried. Without --finding and --entry: all findings in short.',
      )
      .argument('[logs...]', 'Valgrind logs, text or XML: files, directories, globs, - for standard input'),
    [
      options.suppressions(),
      options.defaultSupp(),
      new Option(
        '--finding <id>',
        'a finding, by its id as check prints it, or the beginning of that',
      ).conflicts('entry'),
      new Option('--entry <name>', 'an entry, by its name, a part or glob of it, or FILE:LINE'),
      new Option(
        '--nearest <n>',
        `how many of the entries that come near to tell (default: ${nearestOfOne}, of many findings ${nearestOfMany} each)`,
      ).argParser(positiveNumber),
      options.real(),
      options.own(),
      options.numCallers(`default: that of the logs where they all tell the same, else ${defaultNumCallers}`),
      options.valgrind(),
      options.format(Object.keys(explainReporters)),
      options.json(),
      options.jobs(),
      options.config(),
    ],
  );
}

interface ExplainFlags extends Flags {
  readonly finding?: string;
  readonly entry?: string;
  readonly nearest?: number;
}

export async function runExplain(
  logs: readonly string[],
  flags: ExplainFlags,
  terminal: Terminal,
): Promise<ExitCode> {
  const chosen = await settings(flags, terminal.cwd);
  const { version } = chosen;
  if (chosen.suppressions.length === 0 && !chosen.config.packs && !flags.defaultSupp)
    throw new UsageError('name the set to explain: -s FILE');
  const inUse = await readSetsInUse(chosen, flags, terminal);
  const { real, own } = await readKnowledge(chosen, terminal);
  const { corpus, findings, ...read } = await readCorpus(logs, chosen.config.logs, terminal, flags);
  const numCallers = chosen.numCallers ?? read.recordedDepth ?? defaultNumCallers;
  warnOfGaps({ corpus, findings, ...read }, numCallers, terminal);

  const told = [...corpus.processes, ...findings].flatMap(({ tool }) => tool ?? []);
  const tools = [...new Set(told.length > 0 ? told : defaultTools)].sort();
  const set = readSet(filesInUse(inUse, tools), tools, { version, numCallers });
  const asked = flags.finding ?? flags.entry;
  const known: Known = {
    ...{ findings, corpus, set, real, own, version, numCallers },
    nearest: flags.nearest ?? (asked === undefined ? nearestOfMany : nearestOfOne),
  };
  const explained = explain(known, questionOf(flags, known));
  for (const { tool, problem } of explained.refused)
    terminal.err(
      `${displayText(
        `warning: ${problem.file}:${problem.line}: ${problem.message} Until then ${tool} does not start ` +
          `(it says: ${problem.valgrind.message}), and what follows is as if it were mended`,
      )}\n`,
    );
  terminal.out(explainReporters[chosen.format]!(explained));
  return exit.nothingToSay;
}

function questionOf({ finding, entry }: ExplainFlags, known: Known): Question {
  if (finding !== undefined) return { type: 'finding', finding: findingOf(finding, known) };
  if (entry !== undefined) return { type: 'entry', entry: entryOf(entry, known.set) };
  return { type: 'all' };
}

/** So many of the things that a text could mean are told. */
const mostShown = 5;

function findingOf(text: string, known: Known): Finding {
  const all = [...known.findings, ...saidHidden(known).map(({ finding }) => finding)];
  const { one, many } = selectFinding(text, all);
  if (one) return one;
  const ids = (many.length > 0 ? many : all).map(({ id }) => id);
  if (many.length === 0)
    throw new UsageError(
      `no finding ${text} in these logs${suggestion(text, ids)}; chaff check and chaff explain print the ids`,
    );
  throw new UsageError(`several findings begin with ${text}: ${listed(ids)}`);
}

function entryOf(text: string, { entries }: ReadSet): ReadEntry {
  const { one, many } = selectEntry(text, entries);
  if (one) return one;
  if (many.length === 0)
    throw new UsageError(
      `no entry ${text} in the set${suggestion(
        text,
        entries.map(({ name }) => name),
      )}`,
    );
  const places = many.map(({ file, line, name }) => `${file}:${line} (${name})`);
  throw new UsageError(`several entries could be ${text}, name one by its place: ${listed(places)}`);
}

function listed(texts: readonly string[]): string {
  const more = texts.length > mostShown ? ` and ${texts.length - mostShown} more` : '';
  return texts.slice(0, mostShown).join(', ') + more;
}
