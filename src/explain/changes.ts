import type { FramePattern } from '../suppression/suppression.js';

/** A change of one location line; positions count from 0, frames from `from` up to, not including, `to`. */
export type LineChange =
  /**
   * The line is replaced by one that matches the frame; `isNear` when it stands for the same thing, `isGuess` when only that
   * the names are alike says so.
   */
  | {
      readonly type: 'replace';
      readonly line: number;
      readonly frame: number;
      readonly by: FramePattern;
      readonly isNear: boolean;
      readonly isGuess: boolean;
    }
  /** `...` is put before the line, over frames that no line is for. */
  | { readonly type: 'insert'; readonly line: number; readonly from: number; readonly to: number }
  /** The line becomes `...`. */
  | { readonly type: 'widen'; readonly line: number; readonly from: number; readonly to: number }
  /** The line goes: no frame is like it where it stands. */
  | { readonly type: 'remove'; readonly line: number; readonly frame: number }
  /** The line and all behind it go. */
  | { readonly type: 'cut'; readonly line: number; readonly frame: number }
  /** No change, but the place of one: the line may be meant for the frame, and the log does not tell what would match. */
  | { readonly type: 'open'; readonly line: number; readonly frame: number };

/** What has to be changed for the lines to match the stack surely. */
export interface LineChanges {
  /** In the order of the lines. */
  readonly changes: readonly LineChange[];
  /** Fewer changes first, then narrower ones. */
  readonly cost: number;
  /** Positions of the lines that surely match a frame as they are. */
  readonly met: readonly number[];
}

/** What each change costs. It is more than any few are wide together: fewer changes are always better. */
export const costOfChange = 100;
/** And what it costs by how much it lets in. */
export const narrowness = {
  near: 1,
  insert: 2,
  family: 3,
  open: 4,
  replace: 10,
  widen: 11,
  remove: 12,
  cut: 20,
} as const;
