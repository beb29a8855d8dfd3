import type { Finding, Frame } from '../finding/finding.js';
import { isSystemObject, roleOf } from '../finding/roles.js';
import { framesWithin } from '../generate/lines.js';
import type { FramePattern, Suppression } from '../suppression/suppression.js';
import type { Noise } from './candidate.js';
import { durableLine, objectLine } from './durable.js';
import { ownReason, type OwnCode } from './own.js';

/** Prepares a noise finding for the sources of candidates. */
export function noiseOf(finding: Finding, numCallers: number, own: OwnCode): Noise {
  const frames = framesWithin(finding, numCallers);
  const isLeak = finding.kind === 'Memcheck:Leak';
  const outside = frames.findIndex((frame) => !serves(frame));
  return {
    finding,
    frames,
    lines: frames.map(durableLine),
    objects: frames.map((frame) => (ownReason(frame, own) === undefined ? objectLine(frame) : undefined)),
    anchors: frames.map(
      (frame, position) => mayAnchor(frame) && (isLeak || position > 0 || !isWrapper(frame)),
    ),
    prelude: outside < 0 ? frames.length : outside,
    isLeak,
    numCallers,
  };
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
