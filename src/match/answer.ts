/** The answer to "does it match?". `unknown` means that the log does not tell, never that we were lazy. */
export type Answer = 'yes' | 'no' | 'unknown';

/** What is common to several answers: the one they share, `unknown` where they differ or where there is none. */
export function consensus(answers: readonly Answer[]): Answer {
  const [first = 'unknown', ...rest] = answers;
  return rest.every((answer) => answer === first) ? first : 'unknown';
}
