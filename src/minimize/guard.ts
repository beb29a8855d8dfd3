import { isSystemObject, roleOf, type Role } from '../finding/roles.js';
import { formatLocation } from '../suppression/location.js';
import type { FramePattern, LeakKind } from '../suppression/suppression.js';

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
      return roleOfName(line.pattern) === 'library';
  }
}

/** A name says which code is meant; a library's file says only whose code it is. */
const weight = { fun: 2, src: 2, obj: 1, '...': 0 } as const;

/**
 * How much an entry may hide that rests on given lines.
 *
 * - `anything`: two named anchors, or one and a library's file beside it
 * - `kept memory`: one named anchor. Enough for blocks to which Valgrind still found a pointer when the program
 *   ended: they are what libraries keep for the whole run, and a true leak is not among them.
 * - `nothing`: too blunt
 */
export type Allowance = 'anything' | 'kept memory' | 'nothing';

/** The leak kinds of blocks to which there still was a pointer, to their start or inside. */
export const keptMemory: readonly LeakKind[] = ['reachable', 'possible'];

/** What generalised lines may hide. Unnamed code of one library, however often, says too little. */
export function allowance(lines: readonly FramePattern[]): Allowance {
  const anchors = lines.filter(isAnchor);
  const names = new Set(anchors.filter((line) => line.type !== 'obj').map((line) => formatLocation(line)));
  if (names.size === 0) return 'nothing';
  const total = anchors.reduce((sum, line) => sum + weight[line.type], 0);
  return total >= 3 ? 'anything' : 'kept memory';
}

/** May an entry be the exact stack of a finding? Only with something beyond its allocator. */
export function mayBeExact(lines: readonly FramePattern[]): boolean {
  return lines.some(saysSomething);
}

function saysSomething(line: FramePattern): boolean {
  if (line.type === 'obj') return isAnchor(line);
  return line.type === 'fun' && !['allocator', 'unnamed'].includes(roleOfName(line.pattern));
}

/** The role of the functions that a pattern names; `unnamed` when it is all wildcards. */
function roleOfName(pattern: string): Role {
  return roleOf({ fun: /[^*?]/.test(pattern) ? pattern.replace(/\*+$/, '') : '???' });
}
