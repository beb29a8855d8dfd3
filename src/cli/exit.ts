/** The meaning of chaff's exit codes. */
export const exit = {
  nothingToSay: 0,
  findings: 1,
  couldNotRun: 2,
  /** What shells tell of programs that SIGPIPE ended. Node does not let it end us. */
  nobodyReads: 128 + 13,
} as const;
export type ExitCode = (typeof exit)[keyof typeof exit];
