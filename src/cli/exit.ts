/** The meaning of chaff's exit codes. */
export const exit = { nothingToSay: 0, findings: 1, couldNotRun: 2 } as const;
export type ExitCode = (typeof exit)[keyof typeof exit];
