import type { Stacks } from './stacks.js';

/** A finding that lines match: its position in the list given, and the frame that the last line meets. */
export interface Hit {
  readonly position: number;
  /**
   * 0-based; frames further out are free. The innermost such frame, when lines can be laid in several ways. -1 where it is
   * not sure that they match.
   */
  readonly end: number;
}

/**
 * What slots reached (walk.ts) say of findings, by ascending position. Lines surely match a finding with several stacks when
 * they surely match all, and may match when they may match one.
 *
 * @param take gets what a `Hit` has
 */
export function eachReached(
  { stackAt, begins, findingOf, stacksOf, canBeSure }: Stacks,
  codes: Int32Array,
  from: number,
  to: number,
  take: (position: number, end: number) => void,
): void {
  for (let at = from; at < to;) {
    const finding = findingOf[stackAt[codes[at]! >> 1]!]!;
    const first = stacksOf[finding]!;
    let sureStacks = 0;
    let end = -1;
    while (at < to && findingOf[stackAt[codes[at]! >> 1]!] === finding) {
      const stack = stackAt[codes[at]! >> 1]!;
      let sure = -1;
      for (; at < to && stackAt[codes[at]! >> 1] === stack; at++)
        if (sure < 0 && (codes[at]! & 1) === 0) sure = codes[at]! >> 1;
      if (sure < 0) continue;
      sureStacks++;
      if (stack === first) end = sure - begins[stack]! - 1;
    }
    const isSure = sureStacks === stacksOf[finding + 1]! - first && canBeSure[finding]!;
    take(finding, isSure ? end : -1);
  }
}
