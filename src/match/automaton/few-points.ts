import { surely } from '../laying.js';
import type { Letter, Part } from './alphabet.js';
import type { NumberedLines } from './lines.js';
import { point } from './points.js';
import type { Reached } from './states.js';
import { ends, goesOn, none, several, skips, type Edges, type Tree } from './tree.js';

/** The points that are reached over the frames of a stack while they are few, in lists that are used again. */
export interface FewPoints {
  /** Before the first frame of a stack. */
  readonly begin: () => void;
  /** Can anything come of more frames? */
  readonly isActive: () => boolean;
  /**
   * Goes over one frame.
   *
   * @param ended is told of points that are the end of some entries
   * @returns false where there is too much to do, and nothing has been done
   */
  readonly over: (letter: Letter, ended: (point: number) => void) => boolean;
  readonly reached: () => Reached;
}

/**
 * @param fromStart see States
 * @param most points of a state, and lines that match a frame
 */
export function fewPoints(
  tree: Tree,
  { isNext, isLater }: NumberedLines,
  fromStart: (part: Part) => readonly number[],
  most: number,
): FewPoints {
  const { root, next, later } = tree;
  const isOpenAtStart = (tree.reach(root) & skips) !== 0;
  const reached: number[] = [];
  const now: number[] = [];
  const open: number[] = [];
  let [nowCount, openCount] = [0, 0];
  return {
    begin() {
      now[0] = point(root, surely);
      [nowCount, openCount] = [1, 0];
    },
    isActive: () => isOpenAtStart || nowCount > 0 || openCount > 0,
    over(letter, ended) {
      if (letter.width > most || nowCount + openCount > most) return false;
      const nextLines = (letter.next ??= flat(letter.parts, isNext));
      const laterLines = (letter.later ??= flat(letter.parts, isLater));
      let count = 0;
      for (const part of letter.parts)
        for (const each of part.fromStart ?? fromStart(part)) reached[count++] = each;
      for (let at = 0; at < nowCount; at++) count = follow(next, now[at]!, nextLines, count);
      for (let at = 0; at < openCount; at++) count = follow(later, open[at]!, laterLines, count);
      nowCount = 0;
      for (let at = 0; at < count; at++) {
        const each = reached[at]!;
        const shape = tree.reach(each >> 1);
        if ((shape & ends) !== 0) ended(each);
        if ((shape & goesOn) !== 0) now[nowCount++] = each;
        if ((shape & skips) !== 0) addOpen(each);
      }
      return true;
    },
    reached: () => ({ now: now.slice(0, nowCount), open: open.slice(0, openCount) }),
  };

  function follow(edges: Edges, from: number, lines: readonly number[], count: number): number {
    const node = from >> 1;
    const line = edges.line[node]!;
    if (line === none) return count;
    if (line !== several) {
      for (const each of lines)
        if (each >> 1 === line) reached[count++] = edges.node[node]! * 2 + (from & each & 1);
      return count;
    }
    const byLine = edges.several[edges.node[node]!]!;
    for (const each of lines) {
      const to = byLine.get(each >> 1);
      if (to !== undefined) reached[count++] = to * 2 + (from & each & 1);
    }
    return count;
  }

  function addOpen(added: number): void {
    for (let at = 0; at < openCount; at++) {
      if (open[at]! >> 1 !== added >> 1) continue;
      if (open[at]! < added) open[at] = added;
      return;
    }
    open[openCount++] = added;
  }
}

function flat(parts: readonly Part[], isOfUse: readonly boolean[]): readonly number[] {
  return parts.flatMap(({ how, lines }) =>
    lines.filter((line) => isOfUse[line]).map((line) => point(line, how)),
  );
}
