import type { Repeat } from '../finding/corpus.js';
import type { Finding } from '../finding/finding.js';
import type { Tool } from '../suppression/suppression.js';

/** One run of a tool on one process, as far as the log tells. */
export interface Process {
  readonly log: string;
  /** 1-based line of the first sign of the process. */
  readonly line: number;
  readonly pid?: number;
  readonly tool?: Tool;
  /** E.g. `3.19.0`. */
  readonly valgrind?: string;
  readonly command?: string;
  /** Valgrind's own options, where the log tells them (XML, or text with -v). */
  readonly options?: readonly string[];
  /** `--num-callers` from those options, 12 when options are told without it, undefined when they are not told. */
  readonly numCallers?: number;
  /** True when options or counts show that findings were suppressed while recording. */
  readonly suppressedSome: boolean;
  /** The `suppressed: N from M` counts. */
  readonly suppressed?: { readonly errors: number; readonly contexts: number };
  /** The text's final `ERROR SUMMARY` or protocol 6's `<error_summary>`. */
  readonly summary?: { readonly errors: number; readonly contexts: number };
  /** `used_suppression` lines and `<suppcounts>`. */
  readonly usedSuppressions: readonly UsedSuppression[];
}

export interface UsedSuppression {
  readonly name: string;
  readonly count: number;
  /** Only text logs tell the place. */
  readonly file?: string;
  readonly line?: number;
  /** Leaks, text logs only: what the records held that it hid. Indirect blocks count with the direct ones, and again in their own records. */
  readonly bytes?: number;
  readonly blocks?: number;
}

/** Something worth telling that is no error record. */
export interface Notice {
  readonly log: string;
  readonly line: number;
  readonly type:
    'cut-off' | 'switching-stacks' | 'fatal-signal' | 'unhandled' | 'refused-suppressions' | 'tool-crash';
  readonly text: string;
}

/** A piece of a log that could not be used. */
export interface LogProblem {
  readonly log: string;
  readonly line: number;
  readonly message: string;
}

/** Where a log reader delivers what it reads, in order of the log. Readers keep no finding longer than its process. */
export interface LogSink {
  /** Takes one error record (count 1, records 1) and returns the kept, folded finding. */
  finding(record: Finding): Finding;
  /**
   * The same for a record that may be one more of a kept finding and nothing new; undefined when that is not so, and nothing is
   * done. A sink that does not fold has no use for it.
   */
  again?(repeat: Repeat): Finding | undefined;
  /**
   * Says that a finding, of which a process delivered so many records, happened `times` times in all in it, not once per
   * record.
   */
  total(finding: Finding, times: number, records: number): void;
  /**
   * Takes an error that a suppression hid and Valgrind lists all the same (3.23 and newer, `--show-error-list=all`), once
   * per process; `count` is how often it happened. `by` is the name of the suppression. Such errors are no findings.
   */
  suppressed(record: Finding, by: string): void;
  /** Delivered once per process, when the log has told all about it. */
  process(process: Process): void;
  notice(notice: Notice): void;
  problem(problem: LogProblem): void;
}
