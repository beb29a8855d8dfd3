import { mayMatchBelowMain } from '../below-main.js';
import type { FrameLine } from '../laying.js';
import type { Hidden } from './below.js';

/** Which lines may match frames below main. */
export interface LinesBelow {
  /** Says what stack is meant. */
  readonly of: (hidden: Omit<Hidden, 'hidden'>) => void;
  readonly mayMatch: (line: number) => boolean;
}

/** Each line is asked once as long as the program is the same. */
export function linesBelow(lines: readonly FrameLine[]): LinesBelow {
  const answers = new Uint32Array(lines.length); // the number of the program, twice, and one more for yes
  let programs = 1;
  let program: string | undefined;
  let inlinedBefore = false;
  return {
    of(hidden) {
      if (hidden.program !== program) programs++;
      ({ program, inlinedBefore } = hidden);
    },
    mayMatch(number) {
      const line = lines[number]!;
      if (inlinedBefore && line.type === 'src') return true;
      if (answers[number]! >> 1 !== programs)
        answers[number] = programs * 2 + (mayMatchBelowMain(line, program) ? 1 : 0);
      return (answers[number]! & 1) === 1;
    },
  };
}
