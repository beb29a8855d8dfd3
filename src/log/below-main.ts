import type { Frame } from '../finding/finding.js';

/** What of a run's options decides how much of a stack is shown. */
export interface Depth {
  /** `--num-callers`; undefined when the log does not tell it. */
  readonly numCallers?: number | undefined;
  /** `--show-below-main=yes`. */
  readonly showsBelowMain: boolean;
}

/**
 * May Valgrind have recorded frames outside the last one shown? Only what is below main is hidden, and what is hidden
 * took a place among the `--num-callers` recorded addresses (reference section 3.5).
 */
export function mayHideBelowMain(frames: readonly Frame[], { numCallers, showsBelowMain }: Depth): boolean {
  const last = frames.at(-1)?.fun;
  if (showsBelowMain || (last !== 'main' && last !== '(below main)')) return false;
  const physical = frames.filter((frame) => !frame.inlined).length;
  return numCallers === undefined || physical < numCallers;
}
