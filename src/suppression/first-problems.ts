import type { SyntaxProblem } from './problem.js';

/** The first problems of a file, in the order in which Valgrind comes upon them, and how many there are in all. */
export interface FirstProblems {
  /**
   * @param when where Valgrind comes upon it; of those at one place the first that is added is the first
   * @param make is not called for what is only counted
   */
  add(severity: SyntaxProblem['severity'], when: number, make: () => SyntaxProblem): void;
  result(): {
    readonly problems: readonly SyntaxProblem[];
    readonly count: number;
    /** It may come behind many warnings, and be none of those kept. */
    readonly firstError: SyntaxProblem | undefined;
  };
}

interface Found {
  readonly when: number;
  readonly problem: SyntaxProblem;
}

/** Keeps `most` problems: what is no suppression file at all may have millions. */
export function firstProblems(most: number): FirstProblems {
  let kept: Found[] = [];
  let count = 0;
  let firstError: Found | undefined;
  /** What comes from here on is behind all that is kept. */
  let end = Infinity;
  return {
    add(severity, when, make) {
      count += 1;
      const isFirstError = severity === 'error' && !(firstError && when >= firstError.when);
      const isKept = end === Infinity || when < end;
      if (!isKept && !isFirstError) return;
      const found = { when, problem: make() };
      if (isFirstError) firstError = found;
      if (isKept) kept.push(found);
      if (kept.length >= 2 * most) cut();
    },
    result() {
      cut();
      return { problems: kept.map(({ problem }) => problem), count, firstError: firstError?.problem };
    },
  };

  function cut(): void {
    kept = kept.sort((a, b) => a.when - b.when).slice(0, most);
    if (kept.length === most) end = kept[most - 1]!.when;
  }
}
