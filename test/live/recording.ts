/**
 * What Valgrind said about one scenario, as it is committed under recorded/: with it the comparison runs where there
 * is no Valgrind.
 */
export interface Recording {
  readonly scenario: string;
  /** `--version` of the Valgrind that was asked. */
  readonly valgrind: string;
  /** Logs of the program without suppressions, by form. */
  readonly logs: Readonly<Record<LogForm, string>>;
  /** Number of records of each finding in a run without suppressions, at the scenario's `runCallers`. */
  readonly reported: Readonly<Record<string, number>>;
  readonly trials: readonly Trial[];
}

/** XML or text, with `--gen-suppressions=all` or without. Plain ones tell demangled names only. */
export const logForms = ['generated.xml', 'plain.xml', 'generated.txt', 'plain.txt'] as const;
export type LogForm = (typeof logForms)[number];

/** One suppression, and the findings of its kind that were missing in part or as a whole when Valgrind used it. */
export interface Trial {
  /** The entry as a file holds it. */
  readonly suppression: string;
  readonly kind: string;
  /** Number of records left of each finding of that kind that lost some; 0 where it was hidden altogether. */
  readonly left: Readonly<Record<string, number>>;
}
