import type { Command } from 'commander';
import { check } from '../../check/check.js';
import { metadataIn } from '../../check/metadata.js';
import { withoutUnused } from '../../check/without-unused.js';
import { checkReporters } from '../../report/check/index.js';
import { defaultNumCallers } from '../../suppression/limits.js';
import { readCorpus, warnOfGaps } from '../corpus.js';
import { exit, type ExitCode } from '../exit.js';
import { judgementOf } from '../judgement.js';
import { ownPatterns, warnOfUnmet } from '../knowledge.js';
import { options, settings, withOptions, type Flags } from '../options.js';
import { ownSources } from '../own-sources.js';
import { readSets } from '../set-files.js';
import { loadPatterns } from '../load-for-tools.js';
import { loadSetsInUse, readSetsInUse } from '../sets-in-use.js';
import type { Terminal } from '../terminal.js';
import { version } from '../version.js';

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
      options.own(),
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
  const own = ownPatterns(chosen);
  const inUse = await readSetsInUse(chosen, flags, terminal);
  const real = loadPatterns(await readSets(chosen.real, terminal), chosen.version);
  const read = await readCorpus(logs, chosen.config.logs, terminal, flags);
  const numCallers = chosen.numCallers ?? read.recordedDepth ?? defaultNumCallers;
  warnOfGaps(read, numCallers, terminal);
  warnOfUnmet(real, read.findings, chosen, terminal);
  const tools = [...new Set(read.corpus.processes.flatMap((process) => process.tool ?? []))];
  const needed = new Set([...read.findings.map((finding) => finding.tool), ...tools]);
  const sets = loadSetsInUse(inUse, [...needed].sort(), { version: chosen.version, numCallers });
  const metadataOf = metadataIn([...new Set([...needed].flatMap((tool) => inUse.of(tool)))]);
  const result = withoutUnused(check(read.findings, sets, { numCallers, real, metadataOf }), inUse.installed);
  const judgement = await judgementOf(read.findings, needed, numCallers, chosen);
  const project = { own, sourceOf: ownSources(terminal.cwd) };
  const context = { judgement, project, version: version(), root: terminal.cwd };
  terminal.out(await checkReporters[chosen.format]!(result, context));
  const { reported, uncertain } = result.totals;
  const realHidden = result.findings.some((each) => each.real && each.state === 'hidden');
  const isOverMax = result.suppressions.some((each) => each.isOverMax);
  return reported > 0 || uncertain > 0 || realHidden || isOverMax ? exit.findings : exit.nothingToSay;
}
