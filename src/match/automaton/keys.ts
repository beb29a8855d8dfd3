import type { Frame } from '../../finding/finding.js';
import type { MatchingLines } from './matching-lines.js';
import { nodeAt } from './points.js';
import { lineAt, type NumberedLines } from './lines.js';

/**
 * Of each entry the place, among those of all, of one of its lines, its key: the entry fits no stack of which no frame matches
 * that. It is the line that matches the fewest frames of a sample, or of those the line that the fewest entries
 * have: a set is made of what logs show, so that frames which few entries ask for are few there as well.
 * Of an entry without lines it is nothing.
 *
 * @param sample some frames
 */
export function keysOf(
  { lines, places, starts }: NumberedLines,
  matching: MatchingLines,
  sample: readonly Frame[],
): Uint32Array {
  /** Of each line: how many frames it meets, times more than all entries, and how many entries have it. */
  const costs = new Float64Array(lines.length);
  const frame = starts.length;
  for (const each of sample)
    for (const points of matching.of(each, false)) for (const of of points) costs[nodeAt(of)]! += frame;
  for (const place of places) costs[lineAt(place)]! += 1;
  const keys = new Uint32Array(starts.length - 1);
  for (let entry = 0; entry < keys.length; entry++) {
    let least = Infinity;
    for (let at = starts[entry]!; at < starts[entry + 1]!; at++) {
      const cost = costs[lineAt(places[at]!)]!;
      if (cost >= least) continue;
      least = cost;
      keys[entry] = at;
    }
  }
  return keys;
}
