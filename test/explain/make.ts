import { createComparer } from '../../src/explain/compare.js';
import { readSet, type ReadSet } from '../../src/explain/entries.js';
import { explain, type Known } from '../../src/explain/explain.js';
import type { ExplainedEntry } from '../../src/explain/explain-entry.js';
import type { ExplainedFinding } from '../../src/explain/explain-finding.js';
import { selectEntry } from '../../src/explain/select.js';
import type { Judging } from '../../src/explain/verdict.js';
import type { Finding } from '../../src/finding/finding.js';
import type { LogCorpus } from '../../src/log/corpus-sink.js';
import { printedReason } from '../../src/report/explain/words.js';
import { defaultTools } from '../../src/suppression/tools.js';
import { newestVersion } from '../../src/suppression/version.js';

export const noLogs: Pick<LogCorpus, 'processes' | 'suppressed'> = { processes: [], suppressed: new Map() };

export function judging(numCallers = 12): Judging {
  return { version: newestVersion, numCallers, comparer: createComparer() };
}

/** A file `a.supp` as all tools read it. */
export function set(bytes: string, numCallers = 12): ReadSet {
  return readSet([{ name: 'a.supp', bytes }], defaultTools, { version: newestVersion, numCallers });
}

/** An entry of a file; `lines` are those between name and `}`. */
export function entry(name: string, ...lines: readonly string[]): string {
  return `{\n   ${[name, ...lines].join('\n   ')}\n}\n`;
}

export function known(bytes: string, findings: readonly Finding[], more: Partial<Known> = {}): Known {
  const numCallers = more.numCallers ?? 12;
  return {
    findings,
    corpus: noLogs,
    set: set(bytes, numCallers),
    real: [],
    own: [],
    version: newestVersion,
    numCallers,
    nearest: 3,
    ...more,
  };
}

export function explainedFinding(of: Known, finding = of.findings[0]!): ExplainedFinding {
  const { about } = explain(of, { type: 'finding', finding });
  if (about.type !== 'finding') throw new Error(about.type);
  return about.finding;
}

export function explainedEntry(of: Known, name: string): ExplainedEntry {
  const { one } = selectEntry(name, of.set.entries);
  const { about } = explain(of, { type: 'entry', entry: one! });
  if (about.type !== 'entry') throw new Error(about.type);
  return about.entry;
}

/** What is said of the entries that come near: `name: reason`. */
export function nearest(of: Known): string[] {
  return explainedFinding(of).nearest.map((each) => `${each.entry.name}: ${printedReason(each)}`);
}
