import type { Command } from 'commander';
import { check, type Check } from '../../check/check.js';
import { metadataIn } from '../../check/metadata.js';
import type { Finding } from '../../finding/finding.js';
import { checkReporters } from '../../report/check/index.js';
import { defaultNumCallers } from '../../suppression/limits.js';
import type { Tool } from '../../suppression/suppression.js';
import type { Judgement } from '../../verdict/verdict.js';
import { readCorpus, warnOfGaps } from '../corpus.js';
import { exit, type ExitCode } from '../exit.js';
import { readSources } from '../files.js';
import { options, settings, withOptions, type Flags, type Settings } from '../options.js';
import { loadPatterns } from '../sets.js';
import { loadSetsInUse, readSetsInUse } from '../sets-in-use.js';
import type { Terminal } from '../terminal.js';

export function checkCommand(command: Command): Command {
  return withOptions(
    command
      .description(
        'Replays suppressions over logs without Valgrind. Exit code 1 while anything is reported or uncertain, ' +
          'a real finding is hidden, or an entry hides more findings than its comment "# max: N" allows.',
      )
      .argument('[logs...]', 'Valgrind logs, text or XML: files, directories, globs, - for standard input'),
    [
      options.suppressions(),
      options.defaultSupp(),
      options.real(),
      options.numCallers(`default: that of the logs where they all tell the same, else ${defaultNumCallers}`),
      options.valgrind(),
      options.format(Object.keys(checkReporters)),
      options.json(),
      options.jobs(),
      options.config(),
    ],
  );
}

export async function runCheck(logs: readonly string[], flags: Flags, terminal: Terminal): Promise<ExitCode> {
  const chosen = await settings(flags, terminal.cwd);
  const inUse = await readSetsInUse(chosen, flags, terminal);
  const real = loadPatterns(await readSources(chosen.real, terminal.cwd), chosen.version);
  const read = await readCorpus(logs, chosen.config.logs, terminal, flags);
  const numCallers = chosen.numCallers ?? read.recordedDepth ?? defaultNumCallers;
  warnOfGaps(read, numCallers, terminal);
  const tools = [...new Set(read.corpus.processes.flatMap((process) => process.tool ?? []))];
  const needed = new Set([...read.findings.map((finding) => finding.tool), ...tools]);
  const sets = loadSetsInUse(inUse, [...needed].sort(), { version: chosen.version, numCallers });
  const metadataOf = metadataIn([...new Set([...needed].flatMap((tool) => inUse.of(tool)))]);
  const result = withoutIdle(check(read.findings, sets, { numCallers, real, metadataOf }), inUse.defaultSupp);
  const judgement = await judgementOf(read.findings, needed, numCallers, chosen);
  terminal.out(await checkReporters[chosen.format]!(result, judgement));
  const { reported, uncertain } = result.totals;
  const realHidden = result.findings.some((each) => each.real && each.state === 'hidden');
  const isOverMax = result.suppressions.some((each) => each.isOverMax);
  return reported > 0 || uncertain > 0 || realHidden || isOverMax ? exit.findings : exit.nothingToSay;
}

/** What the verdicts of the configuration say. Those for tools that did not run are not unneeded. */
export async function judgementOf(
  findings: readonly Finding[],
  tools: ReadonlySet<Tool>,
  numCallers: number,
  { config, version }: Settings,
): Promise<Judgement | undefined> {
  if (!config.verdicts) return undefined;
  const [{ judge }, { readVerdictFiles }] = await Promise.all([
    import('../../verdict/judge.js'),
    import('../verdict-files.js'),
  ]);
  const judgement = judge(findings, await readVerdictFiles(config.verdicts), { version, numCallers });
  const unneeded = judgement.unneeded.filter(({ entry }) =>
    [...tools].some((tool) => entry.loaded.has(tool)),
  );
  return { ...judgement, unneeded };
}

/** That entries of `file` hide nothing is no news: nobody here looks after them. */
export function withoutIdle(result: Check, file: string | undefined): Check {
  const isIdle = (each: Check['suppressions'][number]) =>
    each.file === file && each.hides + each.mayHide === 0;
  return { ...result, suppressions: result.suppressions.filter((each) => !isIdle(each)) };
}
