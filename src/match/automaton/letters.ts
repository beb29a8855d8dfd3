import type { Frame } from '../../finding/finding.js';
import { createAlphabet, overhead, type Letter } from './alphabet.js';
import type { MatchingLines, Points } from './matching-lines.js';

/** The letter of a frame. `inlinedBefore`: see src.ts. */
export type LetterOf = (frame: Frame, inlinedBefore: boolean) => Letter;

/** @param bound how much is remembered, about the count of numbers; whatever is above is forgotten, and found again */
export function lettersOf(matching: MatchingLines, bound: number): LetterOf {
  let count = 0;
  let letters = afresh();
  return (frame, inlinedBefore) => {
    const known = inlinedBefore ? letters.afterInlined : letters.byFrame;
    return known.get(frame) ?? found(frame, inlinedBefore);
  };

  function found(frame: Frame, inlinedBefore: boolean): Letter {
    if (letters.size() > bound) letters = afresh();
    const { alphabet, ofList, byFrame, afterInlined } = letters;
    const letter = matching.of(frame, inlinedBefore).map(ofList).reduce(alphabet.joined);
    (inlinedBefore ? afterInlined : byFrame).set(frame, letter);
    return letter;
  }

  function afresh() {
    const alphabet = createAlphabet(() => count++);
    /** Stacks of a log share their frames, and frames their names. */
    const [byFrame, afterInlined] = [new Map<Frame, Letter>(), new Map<Frame, Letter>()];
    const byList = new Map<Points, Letter>();
    let inLists = 0;
    return {
      alphabet,
      byFrame,
      afterInlined,
      size: () => alphabet.size() + inLists + (byFrame.size + afterInlined.size + byList.size) * overhead,
      ofList(points: Points): Letter {
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
