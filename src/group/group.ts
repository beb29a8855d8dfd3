import type { Finding, Frame } from '../finding/finding.js';

/** Findings that likely have one cause. */
export interface Group {
  /** Stable: the smallest id of its findings. */
  readonly id: string;
  readonly cause: Cause;
  /** Most frequent first, then by id. */
  readonly findings: readonly Finding[];
  /** Sums over the findings. */
  readonly count: number;
  readonly records: number;
  /** Leaks only. */
  readonly bytes?: number;
  readonly blocks?: number;
}

/** Why findings are together. */
export type Cause =
  /**
   * Blocks are allocated for the same function: the innermost frame that is no allocator, or the own code that called it
   * where it is a library's.
   */
  | { readonly type: 'allocation'; readonly frame: Frame }
  /** Races on one variable, by the name that the tool knows it by (`global var "x"`, or where it was allocated). */
  | { readonly type: 'variable'; readonly name: string }
  /** Undefined values of one origin. */
  | { readonly type: 'origin'; readonly frame: Frame }
  /** An argument of a system call: what Valgrind calls it, and the function that makes the call. */
  | { readonly type: 'argument'; readonly extra: string; readonly frame: Frame | undefined }
  /** The stacks share these innermost frames that say something. */
  | { readonly type: 'stack'; readonly frames: readonly Frame[] };

/** Whose code a frame is, for colours and shapes. */
export type Owner = 'own' | 'library' | 'allocator' | 'system' | 'unknown';

/** Stacks laid over each other, from the outermost frame or from the innermost one. */
export interface StackTree {
  /** Undefined at the root. */
  readonly frame: Frame | undefined;
  /** As it is shown: the demangled name where it is known, else the name, else the object. */
  readonly name: string;
  readonly owner: Owner;
  /** How often errors happened of which the stack goes through here. */
  readonly count: number;
  /** Distinct findings of the same. */
  readonly findings: number;
  /** The most frequent first. */
  readonly children: readonly StackTree[];
}
