import type { Finding, Frame } from '../finding/finding.js';
import { isSystemObject, roleOf } from '../finding/roles.js';
import { framesWithin } from '../generate/lines.js';
import type { FramePattern, Suppression } from '../suppression/suppression.js';
import { isStartUpOfOthers } from './anchors.js';
import { anyFrame, type Noise } from './candidate.js';
import { durableLine, objectLine } from './durable.js';
import { installedIn, ownReason, type OwnCode } from './own.js';

/** Prepares a noise finding for the sources of candidates. */
export function noiseOf(finding: Finding, numCallers: number, own: OwnCode): Noise {
  const frames = framesWithin(finding, numCallers);
  const isLeak = finding.kind === 'Memcheck:Leak';
  const outside = frames.findIndex((frame) => !serves(frame));
  const lines = frames.map(durableLine);
  const prelude = outside < 0 ? frames.length : outside;
  return {
    finding,
    frames,
    lines,
    objects: frames.map((frame) => (ownReason(frame, own) === undefined ? objectLine(frame) : undefined)),
    directories: frames.map(({ obj }) => {
      const pattern = obj === undefined ? undefined : installedIn(obj, own);
      return pattern === undefined ? undefined : { type: 'obj', pattern };
    }),
    anchors: frames.map(
      (frame, position) => mayAnchor(frame) && (isLeak || position > 0 || !isWrapper(frame)),
    ),
    startUp: lines.map((line) => line !== undefined && isStartUpOfOthers(line)),
    prelude,
    families: frames.slice(0, prelude).map(familyLine),
    isLeak,
    numCallers,
  };
}

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
  return frame.obj === undefined || isSystemObject(frame.obj);
}

function serves(frame: Frame): boolean {
  return roleOf(frame) === 'allocator' || (frame.obj !== undefined && isSystemObject(frame.obj));
}

/** A suppression of the finding's kind with the given lines, as `matches` takes it; any leak kind. */
export function asSuppression(finding: Finding, frames: readonly FramePattern[]): Suppression {
  return { name: '', kind: finding.kind, extra: finding.extra, frames, file: '', line: 0 };
}
