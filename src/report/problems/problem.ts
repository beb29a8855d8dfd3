/** What the reporters need of a problem. Those of `lint` have it all; a finding of a log has no column. */
export interface ReportedProblem {
  readonly rule: string;
  readonly severity: 'error' | 'warning' | 'info';
  readonly file: string;
  /** From 1; columns count bytes of the source, `endColumn` is the one after the last. */
  readonly line: number;
  readonly column?: number;
  readonly endLine?: number;
  readonly endColumn?: number;
  readonly message: string;
  readonly tools?: readonly string[];
  readonly related?: readonly Omit<ReportedProblem, 'rule' | 'severity'>[];
  readonly valgrind?: { readonly message: string; readonly line: number | null } | null;
}

export interface ReportOptions {
  /** The bytes of the files, as far as they are known, by the names that problems use. */
  readonly sources: ReadonlyMap<string, string>;
  /** Whether `pretty` may use terminal colours. */
  readonly colour: boolean;
  /** What is known of the rules. */
  readonly rules?: readonly { readonly id: string; readonly description: string }[];
}

/** From problems to the text of a report. */
export type ProblemReporter = (problems: readonly ReportedProblem[], options: ReportOptions) => string;
