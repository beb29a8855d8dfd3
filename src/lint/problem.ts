import type { Tool } from '../suppression/suppression.js';

/** A stretch of a file. Lines and columns count from 1, columns in bytes; `endColumn` is the one after the last. */
export interface Range {
  readonly file: string;
  readonly line: number;
  readonly column: number;
  readonly endLine: number;
  readonly endColumn: number;
}

/** Another place that helps to understand a problem. */
export interface Related extends Range {
  readonly message: string;
}

/** Bytes `start` to `end` (not included) of a file become `text`, a byte string. */
export interface Edit {
  readonly start: number;
  readonly end: number;
  readonly text: string;
}

/** A change that mends a problem: data, applied elsewhere. */
export interface Fix {
  readonly description: string;
  /** In the order of the file; they do not overlap. */
  readonly edits: readonly Edit[];
}

/** What a rule finds. Texts are byte strings, since they may quote the file. */
export interface RuleProblem extends Range {
  /** Where the rule's own level is not meant. */
  readonly severity?: 'error' | 'warning' | 'info';
  /** What is wrong and what to do. */
  readonly message: string;
  /** The tools that it concerns. */
  readonly tools: readonly Tool[];
  /** A change that hides nothing else and nothing less than what was meant: `--fix` makes it. */
  readonly fix?: Fix | null;
  /** Changes that somebody has to decide on; editors offer them. */
  readonly suggestions?: readonly Fix[];
  readonly related?: readonly Related[];
  /** What Valgrind itself prints, and the line it names; null where it prints nothing, or names no line. */
  readonly valgrind?: { readonly message: string; readonly line: number | null } | null;
}

export interface Problem extends Required<RuleProblem> {
  /** Id of the rule. */
  readonly rule: string;
}
