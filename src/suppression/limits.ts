import { compareVersions } from './version.js';

/** `--num-callers` when it is not given. */
export const defaultNumCallers = 12;

/** What `--num-callers` may be; Valgrind does not start with any other value. */
export function numCallersRange(version: string): { readonly min: number; readonly max: number } {
  return {
    min: compareVersions(version, '3.27') >= 0 ? 2 : 1,
    max: compareVersions(version, '3.8') >= 0 ? 500 : 50,
  };
}

/** How many location lines an entry may have, where `--num-callers` does not cut it first. */
export function maxLocations(version: string): number {
  return compareVersions(version, '3.12') >= 0 ? 500 : 24;
}

/**
 * The longest line, in bytes from its first non-blank to its newline, blanks at the end and comments included.
 * A longer one ends Valgrind with a failed assertion.
 */
export const maxLineLength = 51_199;

/** The longest set after `match-leak-kinds:`, in bytes. */
export const maxLeakSetLength = 1000;
