import { handlesBytes, isSystemObject, roleOf, type Role } from '../finding/roles.js';
import { withoutEndStars } from '../match/glob.js';
import { formatLocation } from '../suppression/location.js';
import type { FramePattern, LeakKind } from '../suppression/suppression.js';

/** Can the line say what an entry is about? Not allocators, start-up code, libc, the loader or bare wildcards. */
export function isAnchor(line: FramePattern): boolean {
  return anchorOf(line) !== undefined;
}

/** What the line is as an anchor; undefined where it is none. The same lines stand in thousands of candidates. */
function anchorOf(line: FramePattern): string | undefined {
  if (known.has(line)) return known.get(line);
  const anchor = canAnchor(line) ? withoutEndStars(formatLocation(line)) : undefined;
  known.set(line, anchor);
  return anchor;
}

const known = new WeakMap<FramePattern, string | undefined>();

function canAnchor(line: FramePattern): boolean {
  switch (line.type) {
    case '...':
      return false;
    case 'src':
      return true;
    case 'obj':
      return (
        !/^[*?/]*$|\/\*(?:\.so\*)?$/.test(line.pattern) && !isSystemObject(withoutEndStars(line.pattern))
      );
    case 'fun':
      return roleOfName(line.pattern) === 'library' && !isAboutBytes(line) && !endsProgram.test(line.pattern);
  }
}

/** Does the line name what handles anybody's bytes? With the name of who called it, that says what was done. */
function isAboutBytes(line: FramePattern): boolean {
  if (line.type !== 'fun') return false;
  const before = aboutBytes.get(line);
  if (before !== undefined) return before;
  const is = handlesBytes(withoutEndStars(line.pattern));
  aboutBytes.set(line, is);
  return is;
}

const aboutBytes = new WeakMap<FramePattern, boolean>();

/** Ends the program, whoever wrote it. */
const endsProgram = /^_[eE]xit$/;

/** The different anchors of an entry; a function and its clones (`f` and `f*`) are one. */
export function anchorsIn(lines: readonly FramePattern[]): readonly FramePattern[] {
  return differentIn(lines, anchorOf);
}

/** Does the line tell an entry from others? Anchors do, and functions that handle anybody's bytes. */
export function isTelling(line: FramePattern): boolean {
  return telling(line) !== undefined;
}

/** The different ones of an entry. */
export function tellingIn(lines: readonly FramePattern[]): readonly FramePattern[] {
  return differentIn(lines, telling);
}

function telling(line: FramePattern): string | undefined {
  return isAboutBytes(line) ? withoutEndStars(formatLocation(line)) : anchorOf(line);
}

function differentIn(
  lines: readonly FramePattern[],
  of: (line: FramePattern) => string | undefined,
): readonly FramePattern[] {
  const different = new Map<string, FramePattern>();
  for (const line of lines) {
    const said = of(line);
    if (said !== undefined) different.set(said, line);
  }
  return [...different.values()];
}

/**
 * Do the lines rest on one anchor? Such entries must not hide much. A library right behind the allocators is none of
 * them: only blocks that are still reachable may be hidden by it, and it says whose they are.
 */
export function isBlunt(lines: readonly FramePattern[]): boolean {
  const [anchor, ...others] = anchorsIn(lines);
  const hasGap = lines.some((line) => line.type === '...');
  return others.length === 0 && (hasGap || anchor?.type !== 'obj' || !/\.so\b/.test(anchor.pattern));
}

/** A name says which code is meant; a library's file says only whose code it is. */
const weight = { fun: 2, src: 2, obj: 1, '...': 0 } as const;

/**
 * How much an entry may hide.
 *
 * - `anything`
 * - `kept memory`: only blocks to which Valgrind still found a pointer when the program ended. They are what
 *   libraries keep for the whole run, and a leak that somebody must mend is hardly ever among them.
 * - `reachable memory`: of these only blocks with a pointer to their start
 * - `nothing`
 */
export type Allowance = 'anything' | 'kept memory' | 'reachable memory' | 'nothing';

/** The leak kinds that an entry may hide. */
export const leakKindsAllowed: Readonly<Record<Allowance, readonly LeakKind[]>> = {
  anything: ['definite', 'indirect', 'possible', 'reachable'],
  'kept memory': ['possible', 'reachable'],
  'reachable memory': ['reachable'],
  nothing: [],
};

/**
 * So many frames of libraries in a row, from the inside, and own code is too far away to be the reason: what it does
 * wrong with a library shows within few frames of the call.
 */
export const libraryRun = 6;

/**
 * What generalised lines may hide as far as their anchors go: anything with two anchors, one of them a name.
 *
 * Kept memory also with one name, with a library's own frame right behind the allocators, or with two such frames
 * behind a gap. Errors that are no leaks also on the way from one library into another, or deep inside of them.
 */
export function allowanceOfAnchors(lines: readonly FramePattern[], isLeak: boolean): Allowance {
  const anchors = anchorsIn(lines);
  const head = gapless(lines);
  const loops = new Set(head.filter(isStartUpOfOthers).map(formatLocation)).size;
  const names = anchors.filter((line) => line.type !== 'obj').length + loops;
  if (names === 0) {
    if (!isLeak) return anchors.length >= 2 || isLibraryRun(head) ? 'anything' : 'nothing';
    const frames = lines.filter(isAnchor).length;
    return frames >= (head.length < lines.length ? 2 : 1) ? 'kept memory' : 'nothing';
  }
  const total =
    anchors.reduce((sum, line) => sum + weight[line.type], 0) +
    weight.fun * loops +
    (head.some(isAboutBytes) ? 1 : 0);
  if ((total >= 3 && (!isLeak || names > loops)) || (!isLeak && isLibraryRun(head))) return 'anything';
  if (!isLeak) return 'nothing';
  // What the loader allocates for a thread that nobody joins is possibly lost.
  return names > loops ? 'kept memory' : 'reachable memory';
}

function isLibraryRun(lines: readonly FramePattern[]): boolean {
  const anchors = lines.filter(isAnchor).length;
  const directories = lines.filter(
    (line) => line.type === 'obj' && /^\/.*\/\*(?:\.so\*)?$/.test(line.pattern),
  ).length;
  return anchors > 0 && anchors + directories >= libraryRun;
}

/** The lines in front of the first gap. There the loader or an event loop is not what calls everything, but where it happens. */
function gapless(lines: readonly FramePattern[]): readonly FramePattern[] {
  const gap = lines.findIndex((line) => line.type === '...');
  return gap < 0 ? lines : lines.slice(0, gap);
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
export function isStartUpOfOthers(line: FramePattern): boolean {
  if (line.type !== 'fun') return false;
  const known = startsUp.get(line);
  if (known !== undefined) return known;
  const answer =
    roleOfName(line.pattern) === 'start-up' &&
    !/^(?:main|\(below main\)|start_thread|clone3?)$/.test(line.pattern);
  startsUp.set(line, answer);
  return answer;
}

const startsUp = new WeakMap<FramePattern, boolean>();

/** The role of the functions that a pattern names; `unnamed` when it is all wildcards. */
export function roleOfName(pattern: string): Role {
  if (allocatorFamilies.includes(pattern)) return 'allocator';
  return roleOf({ fun: /[^*?]/.test(pattern) ? withoutEndStars(pattern) : '???' });
}

/** Patterns for allocators of which one is as good as the other. */
export const allocatorFamilies: readonly string[] = ['*alloc', '*alloc*', '_Zn*'];
