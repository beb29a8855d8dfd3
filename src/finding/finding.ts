import type { LeakKind, Tool } from '../suppression/suppression.js';

/**
 * One frame of a stack. A property that is absent is one the log does not tell: nothing is guessed.
 * All names are byte strings (see suppression.ts).
 */
export interface Frame {
  /** What `fun:` is compared with: the mangled name, or `???` where Valgrind knows no name. */
  readonly fun?: string;
  /** The name as printed, where it is not the one that `fun:` is compared with, or not known to be. */
  readonly demangled?: string;
  /** What `obj:` is compared with: the path of the mapped file, or `???` where Valgrind knows none. */
  readonly obj?: string;
  /** Source file as `src:` sees it; null where Valgrind has no line information (then `src:` never matches). */
  readonly file?: string | null;
  readonly line?: number;
  /** Directory of the source file, where the log tells it. */
  readonly dir?: string;
  /** True for an inlined call: it shares the address of the physical frame that follows it. */
  readonly inlined?: true;
}

/** A stack that Valgrind shows for information and never matches, e.g. the origin of a value. */
export interface AuxiliaryStack {
  /** The text that introduces it, e.g. `Uninitialised value was created by a heap allocation`. */
  readonly caption: string;
  readonly frames: readonly Frame[];
}

/** Where an error record stands: log file (the name given by the user) and 1-based line. */
export interface Place {
  readonly log: string;
  readonly line: number;
}

/** One error record of a log; in a corpus, all records that Valgrind's matcher cannot tell apart. */
export interface Finding {
  /** See id.ts. Equal for equal errors of any log, text or XML. */
  readonly id: string;
  readonly tool: Tool;
  /** As in a suppression: `Memcheck:Leak`, `drd:ConflictingAccess`, `CoreError:FdBadClose`. */
  readonly kind: string;
  /** The line a suppression needs after the kind: parameter of `Param`, `function(argument)` of `FishyValue`. */
  readonly extra?: string;
  readonly leakKind?: LeakKind;
  /** The primary stack, innermost first: the only one that suppressions are matched with. */
  readonly frames: readonly Frame[];
  /**
   * True when Valgrind may have recorded frames outside the last one shown (it hides what is below main,
   * but matches it). False when the log proves that there is none.
   */
  readonly hidesBelowMain: boolean;
  /** Other primary stacks with the same id: equal names, but other objects or source lines. */
  readonly variants: readonly (readonly Frame[])[];
  /** The error's own text, e.g. `Invalid read of size 4`. */
  readonly what: string;
  readonly auxiliary: readonly AuxiliaryStack[];
  /** Where the undefined value came from: distinct ones over all records, the first few in a total order (see origins.ts). */
  readonly origins: readonly AuxiliaryStack[];
  /** Leaks: sums over all records. */
  readonly bytes?: number;
  readonly blocks?: number;
  /** How often the error happened as far as the logs tell; at least `records`. */
  readonly count: number;
  /** How many error records were read. */
  readonly records: number;
  /** Of the first record. */
  readonly pid?: number;
  readonly command?: string;
  readonly thread?: string;
  /** The first record of each log that shows this finding, in order of reading. */
  readonly places: readonly Place[];
}
