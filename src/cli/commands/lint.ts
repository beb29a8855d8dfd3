import type { Command } from 'commander';
import { fixAll, type Fixed } from '../../lint/fix.js';
import { lint, type LintOptions } from '../../lint/lint.js';
import type { Problem } from '../../lint/problem.js';
import type { LintEvidence } from '../../lint/rule.js';
import { rules } from '../../lint/rules.js';
import { plural } from '../../report/plural.js';
import { problemReporters } from '../../report/problems/index.js';
import { explainedRule, listedRules } from '../../report/rules/explained.js';
import { displayText } from '../../report/text.js';
import { evidenceOf } from '../../rewrite/evidence.js';
import { defaultNumCallers } from '../../suppression/limits.js';
import type { SourceFile } from '../../suppression/load-set.js';
import { realVerdictPaths } from '../config-verdicts.js';
import { exit, type ExitCode } from '../exit.js';
import { readSources, writeWhole } from '../files.js';
import { standardInput } from '../standard-input.js';
import { options, settings, withOptions, type Flags, type Settings } from '../options.js';
import { ruleNamed, ruleSettings } from '../rule-settings.js';
import { readSets, setFiles } from '../set-files.js';
import { loadPatterns } from '../load-for-tools.js';
import { showDiff } from '../show-diff.js';
import type { Terminal } from '../terminal.js';
import { UsageError } from '../usage-error.js';
import { version } from '../version.js';

export function lintCommand(command: Command): Command {
  return withOptions(
    command
      .description(
        'Reports what Valgrind would refuse in suppression files, what can never match, what hides more than it says, ' +
          'and what will not last. Exit code 1 on errors, or on more warnings than --max-warnings allows.',
      )
      .argument(
        '[files...]',
        'suppression files, directories, globs, - for standard input (default: those of the configuration, else **/*.supp)',
      ),
    [
      options.fix(),
      options.fixDryRun(),
      options.diff('show the fixes as a unified diff and write nothing; 1 if there are any'),
      options.rule(),
      options.maxWarnings(),
      options.quiet(),
      options.explain(),
      options.logs(),
      options.real(),
      options.tool(),
      options.valgrind(),
      options.numCallers(),
      options.stdinFilename(),
      options.format(Object.keys(problemReporters)),
      options.json(),
      options.jobs(),
      options.config(),
    ],
  );
}

export async function runLint(files: readonly string[], flags: Flags, terminal: Terminal): Promise<ExitCode> {
  if (flags.explain !== undefined) return explain(flags.explain, terminal);
  const { cwd } = terminal;
  const chosen = await settings(flags, cwd);
  const { config, tools, version, numCallers = defaultNumCallers } = chosen;
  // What logs show is held against what hides findings.
  const names = await setFiles(files, config.sets, terminal, flags.logs ? realVerdictPaths(config) : []);
  const shown = (name: string) =>
    name === standardInput && flags.stdinFilename !== undefined ? flags.stdinFilename : name;
  const sources = (await readSources(names, cwd)).map(({ name, bytes }) => ({ name: shown(name), bytes }));
  const lintOptions: LintOptions = {
    ...ruleSettings(flags.rule ?? [], config.rules ?? {}, config.file),
    ...(await evidenceFrom(chosen, flags, terminal)),
    tools,
    version,
    numCallers,
    today: terminal.today,
  };
  if (!flags.fix && !flags.fixDryRun && !flags.diff)
    return report(lint(sources, lintOptions), sources, flags, chosen, terminal);

  const result = fixAll(sources, lintOptions);
  if (flags.diff) return diff(sources, result, terminal);
  const toStandardOutput = names.includes(standardInput) && !flags.fixDryRun;
  if (toStandardOutput && names.length > 1)
    throw new UsageError('--fix can write standard input to standard output only by itself');
  if (!flags.fixDryRun) await write(names, sources, result, terminal);
  say(result, flags, terminal);
  const beside = toStandardOutput ? { ...terminal, out: (text: string) => terminal.err(text) } : terminal;
  return report(result.left, result.files, flags, chosen, beside);
}

function explain(id: string, { out }: Terminal): ExitCode {
  out(id === 'all' ? listedRules(rules) : explainedRule(ruleNamed(id)));
  return exit.nothingToSay;
}

/** What logs tell, where there are some: rules that need them are silent without. */
async function evidenceFrom(
  chosen: Settings,
  { logs = [], jobs }: Flags,
  terminal: Terminal,
): Promise<{ evidence?: LintEvidence }> {
  if (logs.length === 0) return {};
  // Loaded where they are wanted, for most lint without logs, often, and in editors.
  const { readCorpus, warnOfGaps } = await import('../corpus.js');
  const read = await readCorpus(logs, undefined, terminal, { jobs });
  const { numCallers = defaultNumCallers } = chosen;
  warnOfGaps(read, numCallers, terminal);
  const real = loadPatterns(await readSets(chosen.real, terminal), chosen.version);
  return { evidence: { findings: read.findings, real, shown: evidenceOf(read.corpus, numCallers) } };
}

function report(
  problems: readonly Problem[],
  sources: readonly SourceFile[],
  { quiet, maxWarnings }: Flags,
  { format }: Settings,
  { out, err, colour, cwd }: Terminal,
): ExitCode {
  const shown = quiet ? problems.filter(({ severity }) => severity === 'error') : problems;
  const bytes = new Map(sources.map((source) => [source.name, source.bytes]));
  out(problemReporters[format]!(shown, { sources: bytes, colour, rules, version: version(), root: cwd }));
  const count = (severity: Problem['severity']) =>
    problems.filter((problem) => problem.severity === severity).length;
  const isTooMuch = count('warning') > (maxWarnings ?? Infinity);
  // Where warnings are not shown, nothing else would say why.
  if (isTooMuch) err(`${plural(count('warning'), 'warning')}, ${maxWarnings} allowed (--max-warnings)\n`);
  return isTooMuch || count('error') > 0 ? exit.findings : exit.nothingToSay;
}

async function diff(sources: readonly SourceFile[], { files }: Fixed, terminal: Terminal): Promise<ExitCode> {
  const { unifiedDiff } = await import('../../report/rewrite/diff.js');
  const changed = sources.flatMap(({ name, bytes }, index) => {
    const after = files[index]!.bytes;
    return after === bytes ? [] : [unifiedDiff(name, bytes, after)];
  });
  showDiff(changed.join(''), terminal);
  return changed.length > 0 ? exit.findings : exit.nothingToSay;
}

/** Files that stay the same are not touched. `names` are those to write to: standard input goes to standard output. */
async function write(
  names: readonly string[],
  before: readonly SourceFile[],
  { files }: Fixed,
  terminal: Terminal,
): Promise<void> {
  for (const [index, { bytes }] of files.entries()) {
    if (names[index] === standardInput) terminal.bytes(bytes);
    else if (bytes !== before[index]!.bytes) await writeWhole(names[index]!, bytes, terminal.cwd);
  }
}

function say({ fixed }: Fixed, { fixDryRun }: Flags, { err }: Terminal): void {
  if (fixed.length === 0) return;
  for (const { file, line, fix, rule } of fixDryRun ? fixed : [])
    err(`${displayText(`${file}:${line}: ${fix!.description}`)} [${rule}]\n`);
  err(`${fixDryRun ? 'would fix' : 'fixed'} ${plural(fixed.length, 'problem')}\n`);
}
