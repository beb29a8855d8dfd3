import type { ProcessReader } from './process.js';

/** Where the reader of a text log is. */
export interface Reading {
  /** Number of the last line that was read. */
  line: number;
  /** The process of the last `==PID==` line, and its prefix, which saves reading it again. */
  current: ProcessReader | undefined;
  prefix: string | undefined;
  /** What stood before the prefix of the last such line, as before each of the log; undefined where it began the line. */
  lead: string | undefined;
}
