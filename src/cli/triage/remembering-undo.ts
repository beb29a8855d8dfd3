import type { Reversal } from '../../report/triage/undo.js';

/** What takes back decisions, by numbers: it may be all comments of thousands of entries, which no page needs to have. */
export interface UndoMemory {
  readonly numberOf: (steps: readonly Reversal[]) => number;
  /** Throws for a number that is not known any more. */
  readonly stepsOf: (number: number) => readonly Reversal[];
  readonly forget: (number: number) => void;
}

/** Findings that are remembered in all, but at least the last decision: some hundred megabytes of comments. */
const most = 500_000;

export function rememberingUndo(): UndoMemory {
  const known = new Map<number, readonly Reversal[]>();
  let [last, count] = [0, 0];
  const countOf = (steps: readonly Reversal[]) =>
    steps.reduce((sum, { findings }) => sum + findings.length, 0);
  const forget = (number: number) => {
    count -= countOf(known.get(number) ?? []);
    known.delete(number);
  };
  return {
    forget,
    numberOf(steps) {
      last += 1;
      known.set(last, steps);
      count += countOf(steps);
      for (const number of known.keys()) {
        if (count <= most || number === last) break;
        forget(number);
      }
      return last;
    },
    stepsOf(number) {
      const steps = known.get(number);
      if (!steps) throw new Error('this was taken back already, or is too long ago');
      return steps;
    },
  };
}
