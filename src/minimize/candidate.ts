import type { Finding, Frame } from '../finding/finding.js';
import type { FramePattern } from '../suppression/suppression.js';

/**
 * A source of candidates: location lines that would hide some of the noise given, which is all of one kind. What a
 * source yields is a proposal; whether it is safe is judged elsewhere (columns.ts).
 */
export type CandidateSource = (noise: readonly Noise[]) => Iterable<readonly FramePattern[]>;

/** One noise finding as the sources of candidates see it; the lists have an element for each frame within reach. */
export interface Noise {
  readonly finding: Finding;
  readonly frames: readonly Frame[];
  /** The durable line of each frame; undefined where no line is known that surely matches and says something. */
  readonly lines: readonly (FramePattern | undefined)[];
  /** The line of each frame's object; undefined where the log does not tell it, and for own code. */
  readonly objects: readonly (FramePattern | undefined)[];
  /** The line of the system directory that each frame's library is in; undefined where own code could be there, too. */
  readonly directories: readonly (NamePattern | undefined)[];
  /** Frames that may anchor an entry. */
  readonly anchors: readonly boolean[];
  /** Frames of the loader, of event loops and the like, without `main` and the beginnings of threads. */
  readonly startUp: readonly boolean[];
  /** How many of the innermost frames only serve whoever calls them: allocators, the C library, Valgrind's own code. */
  readonly prelude: number;
  /** The lines of those frames with families of allocators in the place of their members: `fun:*alloc` for `malloc`. */
  readonly families: readonly FramePattern[];
  /**
   * The whole stack is of the C library and of what is around any code, but of no thread of the C library's own: any program can
   * have it. False where the log does not tell the objects, and for stacks that are so deep that they say what the C library does.
   */
  readonly ofAnybody: boolean;
  /** An error that is no leak, of which the log tells neither symbol nor object of the place where it happened. */
  readonly placeUntold: boolean;
  readonly isLeak: boolean;
  /** `--num-callers`: no entry is longer. */
  readonly numCallers: number;
}

/** A line with a pattern for a name. */
export type NamePattern = Extract<FramePattern, { type: 'fun' | 'obj' }>;

/** Any one frame: what stands for a frame of which the log tells nothing to hold on to. */
export const anyFrame: FramePattern = { type: 'obj', pattern: '*' };

/** Any number of frames. */
export const anyFrames: FramePattern = { type: '...' };
