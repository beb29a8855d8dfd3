import type { Frame } from '../finding/finding.js';
import { isSystemObject, roleOf } from '../finding/roles.js';
import { formatLocation } from '../suppression/location.js';
import type { FramePattern } from '../suppression/suppression.js';
import { isInlinedOperator } from './anchors.js';
import { isOfCLibrary } from './c-library-code.js';
import { anyFrame, type Noise } from './candidate.js';

/**
 * A place where code of one object calls a library: own code could call the same function, and a true finding of its
 * own would begin with the same frames. An entry whose last line is met at the door, or further in, leaves it *open*.
 */
export interface Door {
  /** Position of the function that is called, 0 for the innermost frame. */
  readonly at: number;
  /** The line of that function. */
  readonly name: string;
  /** True for the door of the library that allocates, races or reads: there true findings live. */
  readonly near: boolean;
  /**
   * Leads straight to the allocator, as `g_list_prepend` does. Such functions make something for whoever calls them:
   * what is behind them says nothing about the caller. The first function of a program is one as well, since programs
   * wrap what they call, `ioctl` for example.
   */
  readonly shallow: boolean;
  /** How many frames of libraries and programs, not counting allocators, an own call of it would pass through. */
  readonly depth: number;
  /** How many borders between libraries lie further in. */
  readonly borders: number;
  /** The noise itself goes through it from a program, not from a library: a call of own code would be noise, too. */
  readonly used: boolean;
}

/**
 * The doors of a noise finding, from the inside. There is none where a library runs by itself (its own threads, its
 * constructors), and none can be told where the log does not tell objects.
 */
export function doorsOf(noise: Noise): readonly Door[] {
  const { frames, lines } = noise;
  const first = frames.findIndex((frame) => isOwnersCode(frame));
  if (first < 0) return [];
  const inside = frames.slice(0, first);
  const isCalled = isOfUntoldCode(noise, first) || startsThread(inside.at(-1), frames[first]!);
  if (!isCalled && inside.some(endsTheSearch)) return [];
  const named = (at: number) => formatLocation(lines[at] ?? anyFrame);
  if (isProgram(frames[first]!)) {
    // Where nothing calls it that is `main`, which every program has: what it calls is what own code could call.
    const at = first + 1 < frames.length ? first : Math.max(0, first - 1);
    return [{ at, name: named(at), near: true, shallow: true, depth: 1, borders: 0, used: false }];
  }
  const doors = doorOfC(noise, first - 1, named);
  let depth = 0;
  let borders = 0;
  let inNearLibrary = true;
  for (let at = first; at + 1 < frames.length; at++) {
    const [called, caller] = [frames[at]!, frames[at + 1]!];
    if (endsTheSearch(called)) break;
    inNearLibrary &&= called.obj === frames[first]!.obj;
    if (isOwnersCode(called)) depth++;
    // Code with sources behind a library without: mostly a program's, which text logs tell no other way.
    const hasSources = caller.obj === undefined && !!caller.file;
    if (!isLibrary(called) || caller.obj === called.obj || (!isTold(caller) && !hasSources)) continue;
    if (isOfCLibrary(caller)) {
      inNearLibrary = false;
      continue;
    }
    const name = named(at);
    const used = (hasSources || isProgram(caller)) && name.startsWith('fun:') && depth > 1;
    doors.push({
      at,
      name,
      near: inNearLibrary,
      shallow: inNearLibrary && depth === 1,
      depth,
      borders,
      used,
    });
    borders++;
    inNearLibrary = false;
  }
  return doors;
}

/**
 * The frame that lines hold on to, of that which the last one meets: `fun:main` leads no further out than to what `main` calls, for
 * every program has one. So does the operator of a lambda.
 */
export function heldBy(lines: readonly FramePattern[], end: number): number {
  const last = lines.at(-1);
  return last?.type === 'fun' && (last.pattern === 'main' || isInlinedOperator(last)) ? end - 1 : end;
}

/**
 * What a library calls of the C library own code calls as well, and what is read there or handed to the kernel is what the caller
 * gave, however deep inside. Lost blocks and races can be the C library's own affair.
 */
function doorOfC({ finding, frames }: Noise, at: number, named: (at: number) => string): Door[] {
  const called = frames[at];
  if (!called || (isTold(called) && !isSystemObject(called.obj)) || roleOf(called) !== 'library') return [];
  if (called.obj === '???' || isMemoryOrRace(finding.kind)) return [];
  return [{ at, name: named(at), near: true, shallow: true, depth: 0, borders: 0, used: false }];
}

function isMemoryOrRace(kind: string): boolean {
  return /^(?:Memcheck:Leak|Helgrind:Race|drd:ConflictingAccess)$/.test(kind);
}

/**
 * Text logs tell the source lines of code that has them, and the object of what has none. So code with sources in front of a frame
 * without is of another object, mostly of a C library with debug information.
 */
function isOfUntoldCode({ frames }: Noise, first: number): boolean {
  const isInside = (frame: Frame) =>
    roleOf(frame) !== 'start-up' && (frame.obj !== undefined || !!frame.file);
  return frames.slice(0, first).every(isInside);
}

/**
 * What is allocated for a new thread is the affair of whoever wants one, though it is start-up code that does it. The C library
 * starts some of its own; those parts of it were libraries by themselves before 2.34.
 */
function startsThread(called: Frame | undefined, caller: Frame): boolean {
  return (
    /^(?:pthread|thrd)_create(?:@|$)/.test(called?.fun ?? '') && !/\/lib(?:anl|rt)[-.]/.test(caller.obj ?? '')
  );
}

/** Nobody's call is behind start-up code; and behind a frame whose object is not told, doors cannot be told either. */
function endsTheSearch(frame: Frame): boolean {
  const role = roleOf(frame);
  return role === 'start-up' || (frame.obj === undefined && role !== 'allocator');
}

/** Code of a library or a program, not an allocator's and not the C library's. */
function isOwnersCode(frame: Frame): boolean {
  return isTold(frame) && !isSystemObject(frame.obj) && (isProgram(frame) || roleOf(frame) !== 'allocator');
}

function isTold(frame: Frame): frame is Frame & { readonly obj: string } {
  return frame.obj !== undefined && frame.obj !== '???';
}

export function isLibrary(frame: Frame): boolean {
  return isTold(frame) && /\.so(?:\.|$)/.test(frame.obj) && !isSystemObject(frame.obj);
}

export function isProgram(frame: Frame): boolean {
  return isTold(frame) && !/\.so(?:\.|$)/.test(frame.obj);
}
