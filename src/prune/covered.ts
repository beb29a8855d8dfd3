import { coverersIn } from '../match/coverers.js';
import { standsFor } from '../merge/stands-for.js';
import type { Suppression } from '../suppression/suppression.js';
import type { PruneEntry } from './entries.js';

/**
 * The entries for which another one stands (merge/stands-for.ts), each with one that stays: whatever they hide, it hides too,
 * whatever the logs show, and as long. Of entries that stand for each other the first one stays. For one that Valgrind counted
 * only one that it counted as well: whoever asks the same log again must find that one.
 *
 * @param entries all that stay so far, in the order of the set
 * @param isCounted did Valgrind count something for the entry?
 */
export function coveredAmong(
  entries: readonly PruneEntry[],
  isCounted: (entry: PruneEntry) => boolean,
  numCallers: number,
): ReadonlyMap<PruneEntry, PruneEntry> {
  const byCut = new Map<Suppression, PruneEntry>();
  for (const entry of entries) for (const suppression of entry.cut.values()) byCut.set(suppression, entry);
  const places = new Map(entries.map((entry, place) => [entry, place]));
  const coverersOf = coverersIn([...byCut.keys()]);
  const coverer = new Map<PruneEntry, PruneEntry>();
  const last = (entry: PruneEntry): PruneEntry => {
    let at = entry;
    for (let next = coverer.get(at); next; next = coverer.get(at)) at = next;
    return at;
  };
  for (const entry of entries) {
    const [first] = entry.cut.values();
    if (entry.isBeside || !first) continue;
    for (const suppression of coverersOf(first)) {
      const other = byCut.get(suppression)!;
      if (other === entry || last(other) === entry || !standsInFor(other, entry)) continue;
      const isLater = places.get(other)! > places.get(entry)!;
      if (isLater && standsInFor(entry, other)) continue;
      coverer.set(entry, other);
      break;
    }
  }
  return new Map([...coverer.keys()].map((entry) => [entry, last(entry)]));

  function standsInFor(a: PruneEntry, b: PruneEntry): boolean {
    return (!isCounted(b) || isCounted(a) || a.isBeside) && standsFor(a, b, numCallers);
  }
}
