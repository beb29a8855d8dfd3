import type { Command } from 'commander';
import { check } from '../../check/check.js';
import { checkReporters } from '../../report/check/index.js';
import { defaultNumCallers } from '../../suppression/limits.js';
import { readCorpus, warnOfGaps } from '../corpus.js';
import { exit, type ExitCode } from '../exit.js';
import { readSources } from '../files.js';
import { options, settings, withOptions, type Flags } from '../options.js';
import { loadForTools, loadPatterns } from '../sets.js';
import type { Terminal } from '../terminal.js';

export function checkCommand(command: Command): Command {
  return withOptions(
    command
      .command('check')
      .summary('replay sets over logs: what stays reported, what is hidden, what is unused')
      .description(
        'Replays suppressions over logs without Valgrind. Exit code 1 while anything is reported or uncertain, ' +
          'or a real finding is hidden.',
      )
      .argument('[logs...]', 'Valgrind logs, text or XML: files, directories, globs, - for standard input'),
    [
      options.suppressions(),
      options.real(),
      options.numCallers(`default: that of the logs where they all tell the same, else ${defaultNumCallers}`),
      options.valgrind(),
      options.format(Object.keys(checkReporters)),
      options.json(),
      options.config(),
    ],
  );
}

export async function runCheck(logs: readonly string[], flags: Flags, terminal: Terminal): Promise<ExitCode> {
  const chosen = await settings(flags, terminal.cwd);
  const sources = await readSources(chosen.suppressions, terminal.cwd);
  const real = loadPatterns(await readSources(chosen.real, terminal.cwd), chosen.version);
  const read = await readCorpus(logs, chosen.config.logs, terminal);
  const numCallers = chosen.numCallers ?? read.recordedDepth ?? defaultNumCallers;
  warnOfGaps(read, numCallers, terminal);
  const tools = [...new Set(read.corpus.processes.flatMap((process) => process.tool ?? []))];
  const needed = new Set([...read.findings.map((finding) => finding.tool), ...tools]);
  const sets = loadForTools(sources, [...needed].sort(), { version: chosen.version, numCallers });
  const result = check(read.findings, sets, { numCallers, real });
  terminal.out(checkReporters[chosen.format]!(result));
  const { reported, uncertain } = result.totals;
  const realHidden = result.findings.some((each) => each.real && each.state === 'hidden');
  return reported > 0 || uncertain > 0 || realHidden ? exit.findings : exit.nothingToSay;
}
