import { check } from '../../check/check.js';
import { packsInLogs } from '../../pack/in-logs.js';
import { packCheckReporters } from '../../report/packs/check.js';
import { defaultNumCallers } from '../../suppression/limits.js';
import { readCorpus, warnOfGaps } from '../corpus.js';
import { exit, type ExitCode } from '../exit.js';
import { settings, type Flags } from '../options.js';
import { allPacks, packsOf } from '../pack-files.js';
import { loadForTools, loadPatterns } from '../load-for-tools.js';
import { readSets } from '../set-files.js';
import type { Terminal } from '../terminal.js';
import { UsageError } from '../usage-error.js';

export async function checkPacks(
  logs: readonly string[],
  flags: Flags,
  terminal: Terminal,
): Promise<ExitCode> {
  const chosen = await settings(flags, terminal.cwd);
  const { config, version } = chosen;
  const packs = await allPacks(terminal);
  if (packs.length === 0) throw new UsageError('there are no packs');
  const configured = new Set((await packsOf(config, terminal)).map(({ head }) => head.name));
  const real = loadPatterns(await readSets(chosen.real, terminal), version);
  const read = await readCorpus(logs, config.logs, terminal, flags);
  const numCallers = chosen.numCallers ?? read.recordedDepth ?? defaultNumCallers;
  warnOfGaps(read, numCallers, terminal);
  const tools = [...new Set(read.findings.map(({ tool }) => tool))].sort();
  const files = packs.map(({ file }) => file);
  const sets = loadForTools(files, tools, { version, numCallers });
  const told = packsInLogs(packs, check(read.findings, sets, { numCallers, real }), read.corpus.processes);
  terminal.out(packCheckReporters[chosen.format]!({ ...told, configured }));
  return told.packs.some((pack) => pack.real.length > 0) ? exit.findings : exit.nothingToSay;
}
