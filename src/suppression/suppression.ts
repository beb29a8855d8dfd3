/**
 * A suppression as a tool of Valgrind holds it after loading a file.
 *
 * All texts here are *byte strings*: one UTF-16 unit per byte of the file (Latin-1), because Valgrind
 * compares bytes and knows no character set.
 */

/** The tools of Valgrind that take suppressions. `none` takes core errors only. */
export type Tool = 'memcheck' | 'helgrind' | 'drd' | 'exp-sgcheck' | 'exp-ptrcheck' | 'none';

/** Words of `match-leak-kinds:`, in the order in which Valgrind lists them. */
export const leakKinds = ['reachable', 'possible', 'indirect', 'definite'] as const;
export type LeakKind = (typeof leakKinds)[number];

/** One location line of an entry. */
export type FramePattern =
  | { readonly type: 'fun' | 'obj'; readonly pattern: string }
  /** `line` 0 means any line. */
  | { readonly type: 'src'; readonly file: string; readonly line: number }
  /** The frame-level wildcard: zero or more frames. */
  | { readonly type: '...' };

export interface Suppression {
  readonly name: string;
  /** Tool and kind as a suppression spells them, aliases resolved: `Memcheck:Cond` for `Value0`. */
  readonly kind: string;
  /** The extra line of `Param` (parameter) and `FishyValue` (`function(argument)`). */
  readonly extra?: string;
  /** The set of `match-leak-kinds:`; undefined where the entry has none, which means every kind. */
  readonly leakKinds?: readonly LeakKind[];
  /** What is kept after the `--num-callers` cut. */
  readonly frames: readonly FramePattern[];
  /** File as given by the caller, and the line of the entry's name (as in Valgrind's `used_suppression`). */
  readonly file: string;
  readonly line: number;
}
