import type { FramePattern } from '../suppression/suppression.js';
import { formatLocation } from '../suppression/location.js';

/** Location lines that might become a suppression of some kind. */
export interface Candidate {
  readonly frames: readonly FramePattern[];
  /** The lines as spelled, joined by newlines: equal keys are equal candidates. */
  readonly key: string;
}

export function candidate(frames: readonly FramePattern[]): Candidate {
  return { frames, key: frames.map(formatLocation).join('\n') };
}

/** A source of candidates: lines that would hide the given noise, from narrow to broad. */
export type CandidateSource = (noise: Noise) => Iterable<readonly FramePattern[]>;

/** One noise finding as the sources of candidates see it: a line and a role for each frame within reach. */
export interface Noise {
  /** The durable line of each frame; undefined where no line is known that surely matches and says something. */
  readonly lines: readonly (FramePattern | undefined)[];
  /** Frames that may anchor an entry. */
  readonly anchors: readonly boolean[];
  readonly isLeak: boolean;
  /** `--num-callers`: no entry is longer. */
  readonly numCallers: number;
}
