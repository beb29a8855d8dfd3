import { isAnchor, isStartUpOfOthers, roleOfName } from '../minimize/anchors.js';
import type { FramePattern } from '../suppression/suppression.js';

/** Hands memory out to all and sundry: `malloc`, `operator new`, `g_malloc`, but not `g_strdup`, which copies something. */
export function isGeneralAllocator(line: FramePattern): boolean {
  return (
    line.type === 'fun' && roleOfName(line.pattern) === 'allocator' && !/dup|asprintf/i.test(line.pattern)
  );
}

/** Has nearly every stack such a frame? `main` and the C library are as good as no template at all. */
export function isEverywhere(line: FramePattern): boolean {
  if (isAnchor(line)) return false;
  if (line.type !== 'fun' || isGeneralAllocator(line)) return true;
  return roleOfName(line.pattern) === 'start-up' && !isStartUpOfOthers(line);
}
