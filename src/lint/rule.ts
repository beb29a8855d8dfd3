import type { Loaded } from '../suppression/load.js';
import type { Tool } from '../suppression/suppression.js';
import type { Tree } from '../suppression/tree.js';
import type { RuleProblem } from './problem.js';

/** A file of the set that is linted. */
export interface LintFile {
  readonly name: string;
  readonly bytes: string;
  readonly tree: Tree;
  /** What each of the tools loads from it. */
  readonly loaded: ReadonlyMap<Tool, Loaded>;
}

/** A set of files in the order in which Valgrind gets them, and what it is checked for. */
export interface LintSet {
  readonly files: readonly LintFile[];
  readonly tools: readonly Tool[];
  readonly version: string;
  readonly numCallers: number;
}

/** A rule is a file in rules/ and a line in rules.ts. Its examples are tests, and part of the documentation. */
export interface Rule {
  readonly id: string;
  /** One line. */
  readonly description: string;
  /** What goes wrong without it. */
  readonly why: string;
  /** A file that breaks the rule, and one that does not. */
  readonly example: { readonly wrong: string; readonly right: string };
  /** A problem that several tools share may be given once for each: it is folded. */
  readonly check: (set: LintSet) => readonly RuleProblem[];
}
