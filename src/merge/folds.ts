import { coverersIn } from '../match/coverers.js';
import { headsOf } from '../match/covers.js';
import { grouped } from '../rewrite/grouped.js';
import type { SetEntry } from '../set/set-entry.js';
import type { Suppression, Tool } from '../suppression/suppression.js';
import type { Harm } from './harm.js';
import { hidesAllOf, standsFor } from './stands-for.js';

/** An entry that goes, since another one stands for it. */
export interface Fold {
  readonly entry: SetEntry;
  /** One that stays. */
  readonly into: SetEntry;
  /** `same`: of equal content; `equivalent`: each hides what the other hides; `covered`: `into` hides more. */
  readonly how: 'same' | 'equivalent' | 'covered';
}

/** Two entries that stay both, since the broader one hides what is real. */
export interface Conflict {
  readonly broad: SetEntry;
  readonly narrow: SetEntry;
  readonly harm: Harm;
}

export interface FoldOptions {
  readonly numCallers: number;
  /** Only entries of equal content are folded. */
  readonly keepNarrow: boolean;
  readonly harmOf: (entry: SetEntry) => Harm | undefined;
}

export interface Folded {
  /** By the entry that goes, in the order of the entries. */
  readonly folds: ReadonlyMap<SetEntry, Fold>;
  /** Of each narrow entry one at most: with the first that covers it. */
  readonly conflicts: readonly Conflict[];
}

/**
 * Which entries of a set others stand for. Those that stay are the greatest ones of a preorder (stands-for.ts), and of
 * equivalent ones that with the fewest lines, then the smallest content; of equal ones the first. So it does not
 * depend on the order of the entries what the set says afterwards, except where `covers` strikes its limits.
 */
export function foldsIn(entries: readonly SetEntry[], options: FoldOptions): Folded {
  const { numCallers, keepNarrow, harmOf } = options;
  const into = new Map<SetEntry, SetEntry>();
  const distinct: SetEntry[] = [];
  for (const [first, ...copies] of grouped(entries, sameness).values()) {
    distinct.push(first!);
    for (const copy of copies) into.set(copy, first!);
  }
  const last = (entry: SetEntry): SetEntry => {
    let at = entry;
    for (let next = into.get(at); next; next = into.get(at)) at = next;
    return at;
  };
  const refused: Conflict[] = [];
  const candidatesFor = keepNarrow ? copiesIn(distinct) : candidatesIn(distinct);
  for (const narrow of distinct) {
    let conflict: Conflict | undefined;
    for (const broad of candidatesFor(narrow)) {
      if (!standsFor(broad, narrow, numCallers)) continue;
      // Of two that stand for each other the one behind goes.
      if (!isBefore(broad, narrow) && standsFor(narrow, broad, numCallers)) continue;
      if (last(broad) === narrow) continue;
      const harm = harmOf(broad);
      if (harm && !hidesAllOf(narrow, broad, numCallers)) {
        conflict ??= { broad, narrow, harm };
        continue;
      }
      into.set(narrow, broad);
      conflict = undefined;
      break;
    }
    if (conflict) refused.push(conflict);
  }
  return {
    folds: new Map(
      entries.filter((entry) => into.has(entry)).map((entry) => [entry, foldOf(entry, last(entry))]),
    ),
    conflicts: refused.map((each) => ({ ...each, broad: last(each.broad) })),
  };

  function foldOf(entry: SetEntry, winner: SetEntry): Fold {
    const isSame = entry.content === winner.content;
    const how = isSame ? 'same' : hidesAllOf(entry, winner, numCallers) ? 'equivalent' : 'covered';
    return { entry, into: winner, how };
  }
}

/** Equal for entries that say the same and are wanted alike. */
function sameness({ content, metadata: { expires, valgrind, max } }: SetEntry): string {
  return JSON.stringify([content, ...[expires, valgrind, max].map(([first]) => first?.value)]);
}

/** Fewer lines first, then by content. */
function isBefore(a: SetEntry, b: SetEntry): boolean {
  const [mine, theirs] = [linesOf(a), linesOf(b)];
  return mine === theirs ? a.content < b.content : mine < theirs;
}

function linesOf({ loaded }: SetEntry): number {
  return Math.max(0, ...[...loaded.values()].map(({ frames }) => frames.length));
}

/** For an entry those of equal content, which differ in how they are wanted. */
function copiesIn(entries: readonly SetEntry[]): (entry: SetEntry) => Iterable<SetEntry> {
  const copies = grouped(entries, ({ content }) => content);
  return (entry) => copies.get(entry.content)!.filter((each) => each !== entry);
}

/** For an entry those that cover it to the first of its tools, in their order; of one that hides nothing its copies. */
function candidatesIn(entries: readonly SetEntry[]): (entry: SetEntry) => Iterable<SetEntry> {
  const copiesOf = copiesIn(entries);
  const byTool = new Map<
    Tool,
    {
      readonly owners: ReadonlyMap<Suppression, SetEntry>;
      readonly coverersOf: ReturnType<typeof coverersIn>;
    }
  >();
  const prepared = (tool: Tool) => {
    const known = byTool.get(tool);
    if (known) return known;
    const owners = new Map(
      entries.flatMap((entry) => {
        const read = entry.loaded.get(tool);
        return read ? [[read, entry] as const] : [];
      }),
    );
    const fresh = { owners, coverersOf: coverersIn([...owners.keys()]) };
    byTool.set(tool, fresh);
    return fresh;
  };
  return function* (entry) {
    const [first] = entry.loaded;
    if (!first || headsOf(first[1]).length === 0) {
      yield* copiesOf(entry);
      return;
    }
    const [tool, narrow] = first;
    const { owners, coverersOf } = prepared(tool);
    for (const coverer of coverersOf(narrow)) yield owners.get(coverer)!;
  };
}
