import { addFinding, createCorpus, sortedFindings } from '../finding/corpus.js';
import { findingsOf } from '../finding/from-suppressions.js';
import type { Finding } from '../finding/finding.js';
import { displayText } from '../report/text.js';
import { entryAt, printEntry } from '../suppression/entry-at.js';
import { parse } from '../suppression/parse.js';
import type { Suppression } from '../suppression/suppression.js';
import { readSources } from './files.js';
import { loadPatterns } from './sets.js';
import type { Terminal } from './terminal.js';

/** Generated entries in the place of logs. */
export interface SetAsLogs {
  readonly findings: readonly Finding[];
  /** Lines of the longest of their entries: whoever uses them uses `--num-callers` of at least that. */
  readonly longest: number;
  /** Entries that are no generated ones: they stay as they are, and what they hide is done. */
  readonly kept: readonly Suppression[];
  /** The bytes of those entries, comments included. */
  readonly keptBytes: string;
}

/** Reads files of `--gen-suppressions` output as the findings that they were printed for. */
export async function readSetAsLogs(
  names: readonly string[],
  version: string,
  terminal: Terminal,
): Promise<SetAsLogs> {
  const sources = await readSources(names, terminal.cwd);
  const { findings, patterns } = findingsOf(loadPatterns(sources, version));
  const corpus = createCorpus();
  for (const finding of findings) addFinding(corpus, finding);
  const trees = new Map(sources.map(({ name, bytes }) => [name, parse(bytes)]));
  const entries = new Set(patterns.flatMap(({ file, line }) => entryAt(trees.get(file)!, line) ?? []));
  for (const { name, file, line } of patterns)
    terminal.err(
      `${displayText(`${file}:${line}: warning: “${name}” stands for many stacks, not for one finding: kept as it is`)}\n`,
    );
  return {
    findings: sortedFindings(corpus),
    longest: findings.reduce((most, { frames }) => Math.max(most, frames.length), 0),
    kept: patterns,
    keptBytes: [...entries].map(printEntry).join('\n'),
  };
}
