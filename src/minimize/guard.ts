import { isSystemObject, roleOf } from '../finding/roles.js';
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

/**
 * Why the lines are too blunt for a suppression, or undefined when they are not. A generalised entry rests on two
 * anchors; the exact stack of a finding needs only something beyond its allocator.
 */
export function tooBlunt(lines: readonly FramePattern[], isExact: boolean): string | undefined {
  const anchors = lines.filter(isAnchor).length;
  if (isExact) return lines.some(saysSomething) ? undefined : 'nothing allowed anchors it';
  return anchors >= 2 ? undefined : 'fewer than two anchors';
}

function saysSomething(line: FramePattern): boolean {
  if (line.type === 'obj') return isAnchor(line);
  return line.type === 'fun' && /[^*?]/.test(line.pattern) && roleOf({ fun: line.pattern }) !== 'allocator';
}
