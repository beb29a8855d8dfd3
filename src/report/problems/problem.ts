/** A stretch of a file: a line at least. A finding of a log has no columns. */
export interface ReportedPlace {
  readonly file: string;
  /** From 1; columns count bytes of the source, `endColumn` is the one after the last. */
  readonly line: number;
  readonly column?: number;
  readonly endLine?: number;
  readonly endColumn?: number;
}

/** What the reporters need of a problem. Those of `lint` have it all. */
export interface ReportedProblem extends ReportedPlace {
  readonly rule: string;
  readonly severity: 'error' | 'warning' | 'info';
  /** May have several lines; the first one says what it is. */
  readonly message: string;
  /** What it is about, where the text of its line does not tell that from one run to the next. */
  readonly subject?: string;
  readonly tools?: readonly string[];
  /** What `--fix` does about it: bytes `start` to `end` (not included) of the file become `text`. */
  readonly fix?: {
    readonly description: string;
    readonly edits: readonly { readonly start: number; readonly end: number; readonly text: string }[];
  } | null;
  readonly related?: readonly (ReportedPlace & { readonly message: string })[];
  readonly valgrind?: { readonly message: string; readonly line: number | null } | null;
}

/** What is known of a rule. */
export interface ReportedRule {
  readonly id: string;
  readonly description?: string;
  readonly why?: string;
  readonly level?: 'off' | ReportedProblem['severity'];
  readonly example?: { readonly wrong: string; readonly right: string };
}

export interface ReportOptions {
  /** The bytes of the files, as far as they are known, by the names that problems use. */
  readonly sources: ReadonlyMap<string, string>;
  /** Whether `pretty` may use terminal colours. */
  readonly colour: boolean;
  readonly rules?: readonly ReportedRule[];
  /** Of chaff. */
  readonly version?: string;
  /** The directory that names start from, for forms that want every name relative to it. */
  readonly root?: string;
}

/** From problems to the text of a report. */
export type ProblemReporter = (problems: readonly ReportedProblem[], options: ReportOptions) => string;
