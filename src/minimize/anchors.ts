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
      return (
        roleOfName(line.pattern) === 'library' &&
        !isAboutAnything(line) &&
        !endsProgram.test(line.pattern) &&
        !isInlinedOperator(line) &&
        !openWord.test(line.pattern)
      );
  }
}

/**
 * Does the line name what handles anybody's bytes, or a template of the C++ library for any type? With the name of who called it,
 * that says what was done.
 */
function isAboutAnything(line: FramePattern): boolean {
  if (line.type !== 'fun') return false;
  const before = aboutAnything.get(line);
  if (before !== undefined) return before;
  const is = standardTemplate.test(line.pattern) || handlesBytes(withoutEndStars(line.pattern));
  aboutAnything.set(line, is);
  return is;
}

const aboutAnything = new WeakMap<FramePattern, boolean>();

/** In `std::` or `__gnu_cxx::`, its arguments left open (mangled.ts). */
const standardTemplate = /^_ZN?[rVK]*[RO]?(?:S[tabdios]|9__gnu_cxx)[^*]*\*/;

/** A word with which other names begin as well: `parse*`, for `parse.part.0`, fits `parse_order`. */
const openWord = /^_*[a-z]+\*$/;

/** Ends the program, whoever wrote it. */
const endsProgram = /^_[eE]xit$/;

/** `operator()`, as an inlined call of any lambda is named: only the plain name, whosever it is. */
export function isInlinedOperator(line: FramePattern): boolean {
  return line.type === 'fun' && /^operator\W/.test(line.pattern);
}

/** The different anchors of an entry; a function and its clones (`f` and `f*`) are one. */
export function anchorsIn(lines: readonly FramePattern[]): readonly FramePattern[] {
  return differentIn(lines, anchorOf);
}

/** Does the line tell an entry from others? Anchors do, and functions that handle anything of anybody's. */
export function isTelling(line: FramePattern): boolean {
  return telling(line) !== undefined;
}

/** The different ones of an entry. */
export function tellingIn(lines: readonly FramePattern[]): readonly FramePattern[] {
  return differentIn(lines, telling);
}

function telling(line: FramePattern): string | undefined {
  const tells = isAboutAnything(line) || (line.type === 'fun' && openWord.test(line.pattern));
  return tells ? withoutEndStars(formatLocation(line)) : anchorOf(line);
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
    (head.some(isAboutAnything) ? 1 : 0);
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
 *
 * @param ofAnybody see Noise.ofAnybody
 */
export function allowanceOfStack(lines: readonly FramePattern[], ofAnybody: boolean): Allowance {
  // The loader ran what no log knows any more: a library that was unloaded, whosever that was.
  if (lines.some(isStartUpOfOthers)) return lines.some(isAnything) ? 'kept memory' : 'anything';
  if (lines.some(isAnchor)) return ofAnybody ? 'kept memory' : 'anything';
  return lines.some(isStartUp) ? 'kept memory' : 'nothing';
}

export function isAnything(line: FramePattern): boolean {
  return line.type === 'obj' && /^\*+$/.test(line.pattern);
}

function isStartUp(line: FramePattern): boolean {
  return line.type === 'fun' && roleOfName(line.pattern) === 'start-up';
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
