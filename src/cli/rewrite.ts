import type { CoverLimits } from '../minimize/cover.js';
import { unifiedDiff } from '../report/rewrite/diff.js';
import { rewriteJson } from '../report/rewrite/json.js';
import { rewriteSummary } from '../report/rewrite/summary.js';
import { displayText } from '../report/text.js';
import { evidenceOf } from '../rewrite/evidence.js';
import { rewrite } from '../rewrite/rewrite.js';
import { defaultNumCallers } from '../suppression/limits.js';
import { load } from '../suppression/load.js';
import { parse } from '../suppression/parse.js';
import { print } from '../suppression/print.js';
import type { Tree } from '../suppression/tree.js';
import { defaultTools } from '../suppression/tools.js';
import { readCorpus, warnOfGaps } from './corpus.js';
import { exit, type ExitCode } from './exit.js';
import { readSources, writeWhole } from './files.js';
import { readKnowledge, warnOfCutStacks, warnOfUnmet } from './knowledge.js';
import { settings, type Flags } from './options.js';
import { loadSetsInUse, readSetsInUse } from './sets-in-use.js';
import { showDiff } from './show-diff.js';
import type { Terminal } from './terminal.js';
import { UsageError } from './usage-error.js';

/** `minimize --rewrite FILE`: repairs and shrinks a set that is there. */
export async function runRewrite(
  file: string,
  logs: readonly string[],
  flags: Flags,
  limits: CoverLimits,
  terminal: Terminal,
): Promise<ExitCode> {
  const { cwd } = terminal;
  if (flags.fromSuppressions) throw new UsageError('--rewrite needs logs, not --from-suppressions');
  if (file === '-' && flags.output === undefined && !flags.dryRun)
    throw new UsageError('--rewrite - has no file to write to: give -o or --dry-run');
  const chosen = await settings(flags, cwd);
  const { config, numCallers = defaultNumCallers, version, format } = chosen;
  const knowledge = await readKnowledge(chosen, terminal, flags.output);
  const before = (await readSources([file], cwd))[0]!.bytes;
  const inUse = await readSetsInUse(chosen, flags, terminal, file);
  const read = await readCorpus(logs, config.logs, terminal, flags);
  warnOfGaps(read, numCallers, terminal);
  warnOfCutStacks(knowledge, read, terminal);
  warnOfUnmet(knowledge.real, read.findings, chosen, terminal);
  const evidence = evidenceOf(read.corpus, numCallers);
  const warn = (text: string) => terminal.err(`warning: ${displayText(text)}\n`);
  for (const { tool, why } of evidence.gaps)
    warn(`no entry for ${tool} goes or gets narrower for want of findings: some logs were ${why}`);
  const tree = parse(before);
  for (const refusal of refusals(file, tree, { version, numCallers })) warn(refusal);

  if (limits.seconds !== undefined) warn('with --time-limit the result may differ from run to run');
  terminal.progress('searching for the smallest changes');
  const result = await rewrite(tree, {
    findings: read.findings,
    knowledge,
    evidence,
    existing: [...loadSetsInUse(inUse, [...evidence.tools].sort(), { version, numCallers }).values()].flat(),
    numCallers,
    version,
    limits,
    guard: chosen.guard,
    generalise: flags.generalise ?? true,
  });
  terminal.progress('');
  const after = print(result.tree);
  if (!flags.dryRun && (format !== 'json' || flags.output !== '-'))
    await write(file, flags.output, before, after, terminal);
  if (format === 'json') terminal.out(rewriteJson(result));
  else {
    if (flags.dryRun) showDiff(unifiedDiff(file, before, after), terminal);
    terminal.err(rewriteSummary(result, { from: file, to: flags.output ?? file }));
  }
  if (flags.dryRun) return before === after ? exit.nothingToSay : exit.findings;
  return result.uncovered.length + result.unmended.length > 0 ? exit.findings : exit.nothingToSay;
}

/** Why the tools would refuse the file as it is: then they have none of its entries. */
function refusals(
  file: string,
  tree: Tree,
  options: { readonly version: string; readonly numCallers: number },
): readonly string[] {
  return defaultTools.flatMap((tool) => {
    const { refused } = load(tree, { file, tool, ...options });
    return refused
      ? [`${file}:${refused.line}: ${tool} refuses this file, broken pieces stay as they are`]
      : [];
  });
}

/** A file that stays the same is not touched. */
async function write(
  file: string,
  output: string | undefined,
  before: string,
  after: string,
  terminal: Terminal,
): Promise<void> {
  if (output === '-') terminal.bytes(after);
  else if (output !== undefined || after !== before) await writeWhole(output ?? file, after, terminal.cwd);
}
