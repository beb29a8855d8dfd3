import { isSystemObject, roleOf } from '../finding/roles.js';
import { formatLocation } from '../suppression/location.js';
import type { FramePattern } from '../suppression/suppression.js';

/** Can the line say what an entry is about? Not allocators, start-up code, libc, the loader or bare wildcards. */
export function isAnchor(line: FramePattern): boolean {
  switch (line.type) {
    case '...':
      return false;
    case 'src':
      return true;
    case 'obj':
      return /[^*?]/.test(line.pattern) && !isSystemObject(line.pattern.replace(/\*+$/, ''));
    case 'fun':
      return /[^*?]/.test(line.pattern) && roleOf({ fun: line.pattern }) === 'library';
  }
}

/** A name says which code is meant; a library's file says only whose code it is. */
const weight = { fun: 2, src: 2, obj: 1, '...': 0 } as const;

/**
 * Why the lines are too blunt for a suppression, or undefined when they are not. A generalised entry names a
 * function and at least one more anchor beside it; unnamed code of one library, however often, says too little.
 * The exact stack of a finding needs only something beyond its allocator.
 */
export function tooBlunt(lines: readonly FramePattern[], isExact: boolean): string | undefined {
  if (isExact) return lines.some(saysSomething) ? undefined : 'nothing allowed anchors it';
  const anchors = lines.filter(isAnchor);
  const names = new Set(anchors.filter((line) => line.type !== 'obj').map((line) => formatLocation(line)));
  const total = anchors.reduce((sum, line) => sum + weight[line.type], 0);
  return names.size >= 1 && total >= 3 ? undefined : 'too few anchors';
}

function saysSomething(line: FramePattern): boolean {
  if (line.type === 'obj') return isAnchor(line);
  return line.type === 'fun' && /[^*?]/.test(line.pattern) && roleOf({ fun: line.pattern }) !== 'allocator';
}
