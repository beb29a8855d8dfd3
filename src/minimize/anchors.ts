import { isSystemObject, roleOf, type Role } from '../finding/roles.js';
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
      return roleOfName(line.pattern) === 'library';
  }
}

/** The different anchors of an entry; a function and its clones (`f` and `f*`) are one. */
export function anchorsIn(lines: readonly FramePattern[]): readonly FramePattern[] {
  const different = new Map(
    lines.filter(isAnchor).map((line) => [formatLocation(line).replace(/\*+$/, ''), line] as const),
  );
  return [...different.values()];
}

/** A name says which code is meant; a library's file says only whose code it is. */
const weight = { fun: 2, src: 2, obj: 1, '...': 0 } as const;

/**
 * How much an entry may hide.
 *
 * - `anything`
 * - `kept memory`: only blocks to which Valgrind still found a pointer when the program ended. They are what
 *   libraries keep for the whole run, and a leak that somebody must mend is hardly ever among them.
 * - `nothing`
 */
export type Allowance = 'anything' | 'kept memory' | 'nothing';

/**
 * What generalised lines may hide as far as their anchors go: anything with two anchors, one of them a name; kept
 * memory with one name, or with two frames of a library; errors that are no leaks also between two different libraries.
 */
export function allowanceOfAnchors(lines: readonly FramePattern[], isLeak: boolean): Allowance {
  const anchors = anchorsIn(lines);
  const names = anchors.filter((line) => line.type !== 'obj');
  if (names.length === 0) {
    if (!isLeak) return anchors.length >= 2 ? 'anything' : 'nothing';
    return lines.filter(isAnchor).length >= 2 ? 'kept memory' : 'nothing';
  }
  const total = anchors.reduce((sum, line) => sum + weight[line.type], 0);
  if (total >= 3) return 'anything';
  return isLeak ? 'kept memory' : 'nothing';
}

/**
 * What the exact stack of a finding may hide: not much when all that it says is true of any program, as
 * `malloc` called by `main` is, and nothing when it only says who allocated.
 */
export function allowanceOfStack(lines: readonly FramePattern[]): Allowance {
  const roles = lines.flatMap((line) =>
    line.type === 'fun' ? [roleOfName(line.pattern)] : isAnchor(line) ? ['library'] : [],
  );
  if (roles.includes('library') || lines.some(isStartUpOfOthers)) return 'anything';
  return roles.includes('start-up') ? 'kept memory' : 'nothing';
}

/** Start-up code that not every program has: an event loop, the loader opening a library. */
function isStartUpOfOthers(line: FramePattern): boolean {
  return (
    line.type === 'fun' &&
    roleOfName(line.pattern) === 'start-up' &&
    !/^(?:main|\(below main\)|start_thread|clone3?)$/.test(line.pattern)
  );
}

/** The role of the functions that a pattern names; `unnamed` when it is all wildcards. */
function roleOfName(pattern: string): Role {
  return roleOf({ fun: /[^*?]/.test(pattern) ? pattern.replace(/\*+$/, '') : '???' });
}
