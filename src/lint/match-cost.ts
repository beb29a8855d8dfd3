/**
 * How long Valgrind's matcher takes, in steps. It lays a pattern over an input (location lines over frames, or a name
 * pattern over the bytes of a name) and tries every length for each wildcard, the shortest first, without remembering what
 * failed before:
 *
 *     match(* + p, i + is)  =  match(p, i + is), and if that fails match(* + p, is)
 *     match(* + p, [])      =  match(p, [])
 *     match(x + p, i + is)  =  x fits i, and match(p, is)
 *
 * Each of these is a step. They are counted here without being made, from the end of the pattern to its beginning, in a
 * time of pattern × input.
 */
export interface Question {
  /** Number of lines, or of bytes of the name pattern. */
  readonly pattern: number;
  /** Number of frames, or of bytes of the name. */
  readonly input: number;
  readonly isWildcard: (p: number) => boolean;
  readonly fits: (p: number, i: number) => boolean;
  /** Must the pattern fit all of the input, as with names? Of a stack, it need only fit the beginning. */
  readonly whole: boolean;
}

/** The number of steps; more than about 10^308 are Infinity. */
export function matchCost({ pattern, input, isWildcard, fits, whole }: Question): number {
  // Of the pattern behind p: the steps from each position of the input, and whether they end in a match.
  let steps = new Array<number>(input + 1).fill(1);
  let ends = Array.from({ length: input + 1 }, (_, i) => !whole || i === input);
  for (let p = pattern - 1; p >= 0; p -= 1) {
    const ownSteps = new Array<number>(input + 1).fill(1);
    const ownEnds = new Array<boolean>(input + 1).fill(false);
    for (let i = input; i >= 0; i -= 1) {
      if (isWildcard(p)) {
        const goesOn = i < input && !ends[i]!;
        ownSteps[i]! += steps[i]! + (goesOn ? ownSteps[i + 1]! : 0);
        ownEnds[i] = ends[i]! || (goesOn && ownEnds[i + 1]!);
      } else if (i < input && fits(p, i)) {
        ownSteps[i]! += steps[i + 1]!;
        ownEnds[i] = ends[i + 1]!;
      }
    }
    [steps, ends] = [ownSteps, ownEnds];
  }
  return steps[0]!;
}
