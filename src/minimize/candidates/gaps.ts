import type { FramePattern } from '../../suppression/suppression.js';
import { anyFrames, type CandidateSource } from '../candidate.js';

/** More neighbours than this add nothing: four anchors in a row are hardly ever together in two causes. */
const mostAnchors = 4;

/**
 * One anchor, or neighbouring ones, behind a gap. What lies between the allocation and the anchors may differ between findings
 * of one cause: caches grow here or there, `malloc` or `realloc`. For errors that are no leaks the innermost
 * frame stays: it is the place that reads, writes or calls.
 */
export function* gaps(noise: Parameters<CandidateSource>[0]): Iterable<readonly FramePattern[]> {
  for (const { lines, objects, anchors, prelude, isLeak, numCallers } of noise) {
    const reach = Math.min(lines.length, numCallers);
    const head = isLeak ? [] : lines.slice(0, 1);
    if (head.some((line) => line === undefined)) continue;
    for (let first = head.length + 1; first < reach; first++) {
      // The name of an interface, and whatever its library calls it by further in: good with and without symbols.
      const inner = objects[first - 1];
      if (isLeak && anchors[first] && inner && first > prelude) yield [anyFrames, inner, lines[first]!];
      const found: FramePattern[] = [];
      for (let next = first; next < reach && found.length < mostAnchors && anchors[next]; next++) {
        found.push(lines[next]!);
        yield [...(head as FramePattern[]), anyFrames, ...found];
      }
    }
  }
}
