import { formatLeakSet } from '../suppression/leak-set.js';
import { formatLocation } from '../suppression/location.js';
import { leakKinds } from '../suppression/suppression.js';
import type { LintEntry, LintSet } from './rule.js';

/** An entry that says what one before it says. */
export interface Copy {
  readonly entry: LintEntry;
  /** The first one in the set that says it. */
  readonly first: LintEntry;
  /** The last one before it in its own file; undefined where it is the first there. */
  readonly above: LintEntry | undefined;
}

const known = new WeakMap<LintSet, readonly Copy[]>();

/** The copies in a set, in its order. Names do not count. All rules of a run share the answer. */
export function copiesIn(set: LintSet): readonly Copy[] {
  const copies = known.get(set) ?? findCopies(set);
  known.set(set, copies);
  return copies;
}

function findCopies({ files }: LintSet): readonly Copy[] {
  const firsts = new Map<string, LintEntry>();
  const copies: Copy[] = [];
  for (const { entries } of files) {
    const latest = new Map<string, LintEntry>();
    for (const entry of entries) {
      const text = contentOf(entry);
      const first = firsts.get(text);
      if (first) copies.push({ entry, first, above: latest.get(text) });
      else firsts.set(text, entry);
      latest.set(text, entry);
    }
  }
  return copies;
}

/** What an entry says, in one spelling: its tools, its kind, what stands between kind and locations, all locations. */
function contentOf({ tools, suppression, locations }: LintEntry): string {
  const { kind, extra, leakKinds: some = leakKinds } = suppression;
  const lines = locations.map(({ pattern }) => formatLocation(pattern));
  return [tools.join(), kind, extra ?? '', formatLeakSet(some), ...lines].join('\n');
}
