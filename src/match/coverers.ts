import type { Suppression } from '../suppression/suppression.js';
import { candidatesIn } from './coverer-candidates.js';
import { covers } from './covers.js';

/**
 * So many candidates may turn out not to cover, for one question. Hardly any does in sets that people have, and each takes
 * up to a tenth of a second (separate.ts).
 */
const mostInVain = 50;

/**
 * Prepares a set for the question which of its entries cover another one: all but itself of which `covers` says so, in
 * the order of the set. They are looked for while the answer is read, so the first one is had without the others. Sets that
 * are made to be slow strike limits; then some are missing at the end.
 */
export function coverersIn(set: readonly Suppression[]): (b: Suppression) => Iterable<Suppression> {
  const candidatesFor = candidatesIn(set);
  return function* coverersOf(b) {
    let inVain = 0;
    for (const a of candidatesFor(b)) {
      if (a === b) continue;
      if (covers(a, b).covers) yield a;
      else if (++inVain > mostInVain) return;
    }
  };
}
