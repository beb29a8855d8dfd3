import type { Frame } from '../../finding/finding.js';
import { mayMatchBelowMain, programFile } from '../below-main.js';
import type { FrameLine } from '../laying.js';

/** Which lines may match frames below main. */
export interface LinesBelow {
  /** Says what stack is meant. `inlinedBefore`: see src.ts. */
  readonly of: (frames: readonly Frame[], inlinedBefore: boolean) => void;
  readonly mayMatch: (line: number) => boolean;
}

/** Each line is asked once as long as the program is the same. Few stacks are asked for, so that the program is looked up late. */
export function linesBelow(lines: readonly FrameLine[]): LinesBelow {
  const answers = new Uint32Array(lines.length); // the number of the program, twice, and one more for yes
  let programs = 1;
  let program: string | undefined;
  let shown: readonly Frame[] | undefined;
  let isAfterInlined = false;
  return {
    of(frames, inlinedBefore) {
      shown = frames;
      isAfterInlined = inlinedBefore;
    },
    mayMatch(number) {
      const line = lines[number]!;
      if (isAfterInlined && line.type === 'src') return true;
      if (shown) lookUp(shown);
      if (answers[number]! >> 1 !== programs)
        answers[number] = programs * 2 + (mayMatchBelowMain(line, program) ? 1 : 0);
      return (answers[number]! & 1) === 1;
    },
  };

  function lookUp(frames: readonly Frame[]): void {
    const own = programFile(frames);
    if (own !== program) programs++;
    program = own;
    shown = undefined;
  }
}
