import type { Finding } from '../finding/finding.js';
import { replay } from '../match/replay.js';
import type { Tool } from '../suppression/suppression.js';
import type { LintEntry, LintSet } from './rule.js';

/** What an entry hides in the logs, of all the tools that load it. */
export interface Hits {
  /** What it hides for sure. */
  readonly certain: readonly Finding[];
  /** What it may hide, as far as the logs tell. */
  readonly possible: readonly Finding[];
}

const replayed = new WeakMap<LintSet, ReadonlyMap<LintEntry, Hits>>();

/** What the entries of a set hide in its logs, in the order of the set. All rules of a run share the answer. */
export function hitsIn(set: LintSet): ReadonlyMap<LintEntry, Hits> {
  const known = replayed.get(set);
  if (known) return known;
  const hits = new Map<LintEntry, { certain: Finding[]; possible: Finding[] }>();
  for (const { entries } of set.files)
    for (const entry of entries) hits.set(entry, { certain: [], possible: [] });
  for (const tool of set.tools) {
    const own = [...hits.keys()].filter(({ tools }) => tools.includes(tool));
    const suppressions = own.map(({ suppression }) => suppression);
    const result = replay(suppressions, findingsOf(set, tool), { numCallers: set.numCallers });
    result.suppressions.forEach(({ certain, possible }, at) => {
      for (const finding of certain) hits.get(own[at]!)!.certain.push(finding);
      for (const finding of possible) hits.get(own[at]!)!.possible.push(finding);
    });
  }
  replayed.set(set, hits);
  return hits;
}

/** The findings of a tool in the logs of a set. */
export function findingsOf({ evidence }: LintSet, tool: Tool): readonly Finding[] {
  return evidence?.findings.filter((finding) => finding.tool === tool) ?? [];
}
