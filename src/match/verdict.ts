/** The answer to "does it match?". `unknown` means that the log does not tell, never that we were lazy. */
export type Verdict = 'yes' | 'no' | 'unknown';

/** What is common to several answers: the one they share, `unknown` where they differ or where there is none. */
export function consensus(verdicts: readonly Verdict[]): Verdict {
  const [first = 'unknown', ...rest] = verdicts;
  return rest.every((verdict) => verdict === first) ? first : 'unknown';
}
