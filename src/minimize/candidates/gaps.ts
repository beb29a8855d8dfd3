import type { FramePattern } from '../../suppression/suppression.js';
import type { Noise } from '../candidate.js';

const any: FramePattern = { type: '...' };

/**
 * One anchor, or neighbouring ones, behind a gap. What lies between the allocation and the anchors may differ between findings
 * of one cause: caches grow here or there, `malloc` or `realloc`. For errors that are no leaks the innermost
 * frame stays: it is the place that reads, writes or calls.
 */
export function* gaps(noise: Noise): Iterable<readonly FramePattern[]> {
  const reach = Math.min(noise.lines.length, noise.numCallers);
  const head = noise.isLeak ? [] : noise.lines.slice(0, 1);
  if (head.some((line) => line === undefined)) return;
  for (let first = head.length + 1; first < reach; first++) {
    if (!noise.anchors[first]) continue;
    const anchors: FramePattern[] = [];
    for (let next = first; next < reach && anchors.length < 4 && noise.anchors[next]; next++) {
      anchors.push(noise.lines[next]!);
      yield [...(head as FramePattern[]), any, ...anchors];
    }
  }
}
