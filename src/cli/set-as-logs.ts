import { addFinding, createCorpus, sortedFindings } from '../finding/corpus.js';
import { findingsOf } from '../finding/from-suppressions.js';
import type { Finding } from '../finding/finding.js';
import { replay } from '../match/replay.js';
import { harmsOf } from '../merge/harm.js';
import { mark, type Knowledge } from '../minimize/marks.js';
import { displayText } from '../report/text.js';
import { entriesIn, readSetFile } from '../set/read-set.js';
import type { SetEntry } from '../set/set-entry.js';
import { printEntry } from '../suppression/print.js';
import { defaultNumCallers } from '../suppression/limits.js';
import type { SourceFile } from '../suppression/load-set.js';
import type { Suppression } from '../suppression/suppression.js';
import { loadPatterns } from './load-for-tools.js';
import type { Terminal } from './terminal.js';

/** Generated entries in the place of logs; of logs themselves nothing is kept or left out. */
export interface SetAsLogs {
  readonly findings: readonly Finding[];
  /** The depth at which the set will be used: unless told, at least as many frames as the longest of the entries has. */
  readonly numCallers: number;
  /** Entries that are no generated ones: they stay as they are, and what they hide is done. */
  readonly kept: readonly Suppression[];
  /** The bytes of those entries, comments included. */
  readonly keptBytes: string;
  /** How many entries are neither: they hide what is real. */
  readonly leftOut: number;
}

/** What is known of real findings, and the files that say so. */
export interface Known {
  readonly knowledge: Knowledge;
  readonly real: readonly SourceFile[];
  readonly version: string;
  readonly numCallers: number | undefined;
}

/**
 * Reads files of `--gen-suppressions` output as the findings that they were printed for. An entry that stands for many stacks
 * is kept, unless it hides, or may hide, what is real.
 */
export function readSetAsLogs(sources: readonly SourceFile[], known: Known, terminal: Terminal): SetAsLogs {
  const { findings: told, patterns } = findingsOf(loadPatterns(sources, known.version));
  const corpus = createCorpus();
  for (const finding of told) addFinding(corpus, finding);
  const findings = sortedFindings(corpus);
  const longest = told.reduce((most, { frames }) => Math.max(most, frames.length), 0);
  const numCallers = known.numCallers ?? Math.max(defaultNumCallers, longest);
  const entries = new Map(readEntries(sources, known).map((entry) => [placeOf(entry), entry] as const));
  const harmOf = harmIn(findings, known, numCallers);
  const kept: Suppression[] = [];
  for (const pattern of patterns) {
    const harm = harmOf(pattern, entries.get(placeOf(pattern))!);
    if (harm === undefined) kept.push(pattern);
    const what = `“${pattern.name}” stands for many stacks, not for one finding`;
    const becomes = harm === undefined ? 'kept as it is' : `left out, since it hides, or may hide, ${harm}`;
    terminal.err(`${displayText(`${placeOf(pattern)}: warning: ${what}: ${becomes}`)}\n`);
  }
  const sourcesOfKept = new Set(kept.map((pattern) => entries.get(placeOf(pattern))!.source));
  return {
    findings,
    numCallers,
    kept,
    keptBytes: [...sourcesOfKept].map(printEntry).join('\n'),
    leftOut: patterns.length - kept.length,
  };
}

/** Prepares the question what an entry hides that is real, in words. */
function harmIn(
  findings: readonly Finding[],
  known: Known,
  numCallers: number,
): (pattern: Suppression, entry: SetEntry) => string | undefined {
  const real = mark(findings, known.knowledge).filter(({ marked }) => marked === 'real');
  const harmOf = harmsOf({ patterns: readEntries(known.real, known), findings }, numCallers);
  return (pattern, entry) => {
    const harm = harmOf(entry);
    if (harm) return `a finding that is marked real by “${harm.by.name}” (${placeOf(harm.by)})`;
    const hits = replay(
      [pattern],
      real.map(({ finding }) => finding),
    ).findings;
    const at = hits.findIndex(({ certain, possible }) => certain.length + possible.length > 0);
    return at < 0 ? undefined : `${real[at]!.finding.what}: ${real[at]!.reason}`;
  };
}

function readEntries(sources: readonly SourceFile[], { version }: Known): readonly SetEntry[] {
  return entriesIn(sources.map((source) => readSetFile(source, version)));
}

function placeOf({ file, line }: Pick<Suppression, 'file' | 'line'>): string {
  return `${file}:${line}`;
}
