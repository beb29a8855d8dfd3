import type { Frame } from '../../finding/finding.js';
import { createAlphabet, overhead, type Letter } from './alphabet.js';
import type { MatchingLines } from './matching-lines.js';

/** The letter of a frame. `inlinedBefore`: see src.ts. */
export type LetterOf = (frame: Frame, inlinedBefore: boolean) => Letter;

/** @param bound how much is remembered, about the count of numbers; whatever is above is forgotten, and found again */
export function lettersOf(matching: MatchingLines, bound: number): LetterOf {
  let count = 0;
  let letters = afresh();
  return (frame, inlinedBefore) => {
    let letter = letters.byFrame.get(frame);
    if (letter === undefined) {
      if (letters.size() > bound) letters = afresh();
      const { alphabet, byFrame, ofList } = letters;
      letter = alphabet.joined(ofList(matching.fun(frame)), ofList(matching.obj(frame)));
      byFrame.set(frame, letter);
    }
    if (!matching.lookAtSources) return letter;
    return letters.alphabet.joined(letter, letters.ofList(matching.src(frame, inlinedBefore)));
  };

  function afresh() {
    const alphabet = createAlphabet(() => count++);
    /** Stacks of a log share their frames, and frames their names. */
    const byFrame = new Map<Frame, Letter>();
    const byList = new Map<readonly number[], Letter>();
    let inLists = 0;
    return {
      alphabet,
      byFrame,
      size: () => alphabet.size() + inLists + (byFrame.size + byList.size) * overhead,
      ofList(points: readonly number[]): Letter {
        let letter = byList.get(points);
        if (letter === undefined) {
          byList.set(points, (letter = alphabet.letter(points)));
          inLists += points.length;
        }
        return letter;
      },
    };
  }
}
