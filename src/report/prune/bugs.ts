import type { Verdict } from '../../prune/verdict.js';
import { jsonEntry, type JsonEntry } from '../json.js';

/** A report that entries name which go. */
export interface Bug {
  readonly url: string;
  readonly entries: readonly JsonEntry[];
}

/** The reports that are named by what goes, in the order of the set: somebody should look whether they are closed. */
export function bugsOf(verdicts: readonly Verdict[]): readonly Bug[] {
  const bugs = new Map<string, JsonEntry[]>();
  for (const { entry, action } of verdicts) {
    if (action !== 'remove') continue;
    for (const { value } of entry.metadata.bug)
      bugs.set(value, [...(bugs.get(value) ?? []), jsonEntry(entry)]);
  }
  return [...bugs].map(([url, entries]) => ({ url, entries }));
}
