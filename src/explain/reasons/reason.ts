import type { Frame } from '../../finding/finding.js';
import type { FrameLine } from '../../match/overlay.js';
import type { FramePattern } from '../../suppression/suppression.js';

/** A location line and a frame that it does not surely match. */
export interface Pair {
  readonly line: FrameLine;
  readonly frame: Frame;
  /** Is this frame, or one inside it, an inlined call? See match/src.ts. */
  readonly inlinedBefore: boolean;
}

/** Why they do not match, though one may well think so. Byte strings. */
export interface Reason {
  /** A half sentence that goes on from "frame 3: fun:A is not B". */
  readonly why: string;
  /** A line for the same thing that matches the frame, as narrow as can be. */
  readonly instead?: FramePattern;
  /**
   * Only that the names are alike says that it is the same thing; they may be two functions. Where one is the beginning of the
   * other they mostly are.
   */
  readonly alike?: 'spelling' | 'beginning';
  /** The same thing may be meant, but the log does not tell what would match. */
  readonly isOpen?: true;
}

/** Recognises one sort of mistake; undefined where it is another one. */
export type Recogniser = (pair: Pair) => Reason | undefined;
