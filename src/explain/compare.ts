import type { Frame } from '../finding/finding.js';
import { lineMatches, type FrameLine } from '../match/overlay.js';
import { operatorSymbol } from '../match/operators.js';
import type { FramePattern } from '../suppression/suppression.js';
import { recognisers } from './reasons/index.js';
import type { Reason } from './reasons/reason.js';
import { durableLine } from '../minimize/durable.js';

/** Why location lines do not match frames. The same pairs come again and again. */
export interface Comparer {
  /** For a pair whose answer is not yes; undefined where nothing is to be said but that they differ. */
  reason(line: FrameLine, frame: Frame, inlinedBefore: boolean): Reason | undefined;
}

/** Remembers its answers, by line and frame: the same ones meet in many stacks. */
export function createComparer(): Comparer {
  const reasons = new WeakMap<FrameLine, WeakMap<Frame, { reason: Reason | undefined }>>();
  return {
    reason(line, frame, inlinedBefore) {
      // Only src: depends on what comes before.
      if (line.type === 'src') return reasonOf(line, frame, inlinedBefore);
      const ofLine = reasons.get(line) ?? new WeakMap<Frame, { reason: Reason | undefined }>();
      reasons.set(line, ofLine);
      const known = ofLine.get(frame);
      if (known) return known.reason;
      const reason = reasonOf(line, frame, inlinedBefore);
      ofLine.set(frame, { reason });
      return reason;
    },
  };
}

function reasonOf(line: FrameLine, frame: Frame, inlinedBefore: boolean): Reason | undefined {
  const told = withOperator(frame);
  for (const recognise of recognisers) {
    const reason = recognise({ line, frame: told, inlinedBefore });
    if (!reason) continue;
    const { instead, ...rest } = reason;
    // A recogniser goes by shape; what it proposes must match for sure.
    return instead && surelyMeets(instead, frame, inlinedBefore) ? reason : rest;
  }
  return undefined;
}

/** The symbols of C++'s allocating operators are known where their names are. */
function withOperator(frame: Frame): Frame {
  const symbol = frame.fun === undefined ? operatorSymbol(frame.demangled ?? '') : undefined;
  return symbol === undefined ? frame : { ...frame, fun: symbol };
}

function surelyMeets(line: FramePattern, frame: Frame, inlinedBefore: boolean): boolean {
  return line.type !== '...' && lineMatches(line, frame, inlinedBefore) === 'yes';
}

/** The line for a frame that has nothing to do with the line that stands there; undefined where the log tells too little. */
export function lineFor(frame: Frame, inlinedBefore: boolean): FramePattern | undefined {
  const candidates: readonly (FramePattern | undefined)[] = [
    durableLine(frame),
    typeof frame.file === 'string' ? { type: 'src', file: frame.file, line: 0 } : undefined,
  ];
  return candidates.find((line) => line && surelyMeets(line, frame, inlinedBefore));
}
