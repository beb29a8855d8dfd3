import type { Finding, Frame } from '../finding/finding.js';
import { roleOf } from '../finding/roles.js';
import { framesWithin } from '../generate/lines.js';
import type { FramePattern, Suppression } from '../suppression/suppression.js';
import { isStartUpOfOthers } from './anchors.js';
import { isOfCLibrary } from './c-library-code.js';
import { anyFrame, type NamePattern, type Noise } from './candidate.js';
import { durableLine, objectLine } from './durable.js';
import { installedIn, ownReason, type OwnCode } from './own.js';

/** Prepares a noise finding for the sources of candidates. */
export function noiseOf(finding: Finding, numCallers: number, own: OwnCode): Noise {
  return preparing(numCallers, own)(finding);
}

/** What a frame says by itself. */
interface Prepared {
  readonly line: FramePattern | undefined;
  readonly object: FramePattern | undefined;
  readonly directory: NamePattern | undefined;
  readonly mayAnchor: boolean;
  readonly isWrapper: boolean;
  readonly startUp: boolean;
  readonly serves: boolean;
  readonly isAround: boolean;
  readonly family: FramePattern;
}

/** The same for many findings, whose frames are mostly the same. */
export function preparing(numCallers: number, own: OwnCode): (finding: Finding) => Noise {
  const known = new Map<string, Prepared>();
  const prepare = (frame: Frame): Prepared => {
    const { fun, demangled, obj, file } = frame;
    const key = [fun, demangled, obj, file].map((part) => (part == null ? '\n' : `\t${part}`)).join('\n');
    const before = known.get(key);
    if (before) return before;
    const line = durableLine(frame);
    const directory = obj === undefined ? undefined : installedIn(obj, own);
    const prepared: Prepared = {
      line,
      object: ownReason(frame, own) === undefined ? objectLine(frame) : undefined,
      directory: directory === undefined ? undefined : { type: 'obj', pattern: directory },
      mayAnchor: mayAnchor(frame),
      isWrapper: isWrapper(frame),
      startUp: line !== undefined && isStartUpOfOthers(line),
      serves: serves(frame),
      isAround: roleOf(frame) === 'start-up',
      family: familyLine(frame),
    };
    known.set(key, prepared);
    return prepared;
  };
  return (finding) => {
    const frames = framesWithin(finding, numCallers);
    const isLeak = finding.kind === 'Memcheck:Leak';
    const prepared = frames.map(prepare);
    const outside = prepared.findIndex((frame) => !frame.serves);
    const prelude = outside < 0 ? frames.length : outside;
    return {
      finding,
      frames,
      lines: prepared.map(({ line }) => line),
      objects: prepared.map(({ object }) => object),
      directories: prepared.map(({ directory }) => directory),
      anchors: prepared.map((frame, at) => frame.mayAnchor && (isLeak || at > 0 || !frame.isWrapper)),
      startUp: prepared.map(({ startUp }) => startUp),
      prelude,
      families: prepared.slice(0, prelude).map(({ family }) => family),
      ofAnybody:
        frames.length < numCallers &&
        !beginsThread.test(frames.at(-1)?.fun ?? '') &&
        prepared.every(({ serves, isAround }) => serves || isAround),
      placeUntold:
        !isLeak && frames.length > 0 && prepared[0]!.line === undefined && frames[0]!.obj === undefined,
      isLeak,
      numCallers,
    };
  };
}

/** The outermost function of a thread, and of a program outside of `main`. */
const beginsThread = /^(?:clone3?|start_thread|_start|\(below main\)|__libc_start_.*)$/;

/** Whether a cache grew by `malloc`, `calloc` or `realloc` is no property of the cause. */
function familyLine(frame: Frame): FramePattern {
  const line = durableLine(frame) ?? anyFrame;
  if (line.type !== 'fun' || roleOf(frame) !== 'allocator') return line;
  if (/^_Zn[aw]/.test(line.pattern)) return { type: 'fun', pattern: '_Zn*' };
  if (/alloc$/.test(line.pattern)) return { type: 'fun', pattern: '*alloc' };
  return /alloc/.test(line.pattern) ? { type: 'fun', pattern: '*alloc*' } : line;
}

/** Can the frame say what an entry is about? Not if it is an allocator, start-up code, or nameless in libc. */
function mayAnchor(frame: Frame): boolean {
  return roleOf(frame) === 'library' && durableLine(frame) !== undefined;
}

/** The innermost frame of a bad argument or a race is often a wrapper of libc that everybody calls. */
function isWrapper(frame: Frame): boolean {
  return frame.obj === undefined || isOfCLibrary(frame);
}

function serves(frame: Frame): boolean {
  return roleOf(frame) === 'allocator' || isOfCLibrary(frame);
}

/** A suppression of the finding's kind with the given lines, as `matches` takes it; any leak kind. */
export function asSuppression(finding: Finding, frames: readonly FramePattern[]): Suppression {
  return { name: '', kind: finding.kind, extra: finding.extra, frames, file: '', line: 0 };
}
