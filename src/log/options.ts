import type { Frame } from '../finding/finding.js';

/** `--num-callers`: 12 when options are told without it, undefined when they are not told at all. */
export function numCallersOf(options: readonly string[] | undefined): number | undefined {
  if (!options) return undefined;
  const last = options.findLast((option) => option.startsWith('--num-callers='));
  const match = /=(\d{1,6})$/.exec(last ?? '');
  return match ? Number(match[1]) : 12;
}

/** Does an option name a suppression file? (The default file hides findings as well, which only counts tell.) */
export function suppresses(option: string): boolean {
  return option.startsWith('--suppressions=');
}

/**
 * Valgrind prints no frames outside `main` unless told to, but it records and matches as many as fit
 * (reference section 3.5). A stack of `--num-callers` physical frames is full, so that nothing is hidden.
 */
export function hidesBelowMain(frames: readonly Frame[], options: readonly string[] | undefined): boolean {
  const last = frames.at(-1)?.fun;
  if (last !== 'main' && last !== '(below main)') return false;
  const shown = options?.findLast((option) => option.startsWith('--show-below-main='));
  if (shown === '--show-below-main=yes') return false;
  const numCallers = numCallersOf(options);
  return numCallers === undefined || frames.filter((frame) => !frame.inlined).length < numCallers;
}
