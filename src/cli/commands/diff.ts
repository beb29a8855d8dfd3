import { InvalidArgumentError, Option, type Command } from 'commander';
import { diff } from '../../diff/diff.js';
import { effectOn, type Effect } from '../../diff/effect.js';
import { conditions, defaultConditions, fulfilled, type Condition } from '../../diff/fail-on.js';
import { diffReporters } from '../../report/diff/index.js';
import { readSetFile, type SetFile } from '../../set/read-set.js';
import { defaultNumCallers } from '../../suppression/limits.js';
import { readCorpus, warnOfGaps } from '../corpus.js';
import { exit, type ExitCode } from '../exit.js';
import { standardInput } from '../standard-input.js';
import { options, settings, withOptions, type Flags, type Settings } from '../options.js';
import { readSetOrRevision } from '../revisions.js';
import { readSets } from '../set-files.js';
import { loadPatterns } from '../load-for-tools.js';
import { suggestion } from '../suggest.js';
import type { Terminal } from '../terminal.js';
import { UsageError } from '../usage-error.js';

export function diffCommand(command: Command): Command {
  return withOptions(
    command
      .description(
        'Compares two sets entry by entry: which were added, removed, widened, narrowed, renamed or moved, with a finding ' +
          'that shows it. With --logs also which findings are newly hidden and which newly reported.',
      )
      .argument(
        '<before>',
        'a set: a file, a directory, a glob in quotes, - for standard input, or a git revision REV:path',
      )
      .argument('<after>', 'the set to compare it with'),
    [
      options.logs(),
      options.real(),
      new Option(
        '--fail-on <conditions>',
        `exit with 1 when one holds: ${conditions.join(', ')}; with commas between (default: ${defaultConditions.join(',')})`,
      ).argParser(conditionsOf),
      options.numCallers(`default: that of the logs where they all tell the same, else ${defaultNumCallers}`),
      options.valgrind(),
      options.format(Object.keys(diffReporters)),
      options.json(),
      options.jobs(),
      options.config(),
    ],
  ).addHelpText(
    'after',
    `
What is compared:
  Entries that say the same belong together, then those with a name of their own, then those with most lines in common.
  "widened" and "narrowed" as conditions are about the set: an entry that was added widens it unless an old entry hid
  all that it hides, one that was removed narrows it unless a new one still does. Doubt counts.
  "hides" and "reports": some finding of the logs is newly hidden, or newly reported. "any" leaves out white space.
  What Valgrind refuses in either set is named and not compared.

Exit codes:
  0 no condition of --fail-on holds, 1 one holds, 2 could not run.

Examples:
  $ chaff diff old.supp new.supp
  $ chaff diff main:team.supp team.supp --logs logs/ --real real.supp
  $ chaff diff origin/main:suppressions suppressions --format markdown --fail-on any`,
  );
}

interface DiffFlags extends Flags {
  readonly failOn?: readonly Condition[];
}

export async function runDiff(
  names: readonly string[],
  flags: DiffFlags,
  terminal: Terminal,
): Promise<ExitCode> {
  const [before, after] = names as [string, string];
  if (before === standardInput && after === standardInput)
    throw new UsageError('only one of the two sets can be standard input');
  if (flags.real && !flags.logs)
    throw new UsageError('--real says which findings of --logs are real: name the logs');
  const chosen = await settings(flags, terminal.cwd);
  const [old, young] = [await readSide(before, chosen, terminal), await readSide(after, chosen, terminal)];
  const effect = await effectFrom(old, young, flags, chosen, terminal);
  const result = diff(old, young);
  const failed = fulfilled(flags.failOn ?? defaultConditions, result, effect);
  terminal.out(diffReporters[chosen.format]!({ before, after, diff: result, effect, failed }));
  return failed.length > 0 ? exit.findings : exit.nothingToSay;
}

async function readSide(
  name: string,
  { version }: Settings,
  terminal: Terminal,
): Promise<readonly SetFile[]> {
  return (await readSetOrRevision(name, terminal)).map((source) => readSetFile(source, version));
}

async function effectFrom(
  before: readonly SetFile[],
  after: readonly SetFile[],
  { logs, jobs }: Flags,
  chosen: Settings,
  terminal: Terminal,
): Promise<Effect | undefined> {
  if (!logs) return undefined;
  const real = loadPatterns(await readSets(chosen.real, terminal), chosen.version);
  const read = await readCorpus(logs, undefined, terminal, { jobs });
  const numCallers = chosen.numCallers ?? read.recordedDepth ?? defaultNumCallers;
  warnOfGaps(read, numCallers, terminal);
  return effectOn(read.findings, before, after, { real, numCallers, version: chosen.version });
}

function conditionsOf(text: string): readonly Condition[] {
  return text.split(',').map((word) => {
    const condition = conditions.find((each) => each === word.trim());
    if (!condition)
      throw new InvalidArgumentError(`There is no condition “${word}”${suggestion(word, conditions)}.`);
    return condition;
  });
}
