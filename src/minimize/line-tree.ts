import { labelledTree } from '../match/labelled-tree.js';
import { formatLocation } from '../suppression/location.js';
import type { FramePattern } from '../suppression/suppression.js';

/** Numbers for location lines: equal ones have the same. */
export interface NumberedLines {
  readonly distinct: readonly FramePattern[];
  readonly spelled: readonly string[];
  readonly numberOf: (line: FramePattern) => number;
}

export function numberedLines(): NumberedLines {
  const distinct: FramePattern[] = [];
  const spelled: string[] = [];
  const known = new WeakMap<FramePattern, number>();
  const numbers = new Map<string, number>();
  return {
    distinct,
    spelled,
    numberOf(line) {
      const before = known.get(line);
      if (before !== undefined) return before;
      const key = formatLocation(line);
      let number = numbers.get(key);
      if (number === undefined) {
        number = distinct.push(line) - 1;
        spelled.push(key);
        numbers.set(key, number);
      }
      known.set(line, number);
      return number;
    },
  };
}

/**
 * Lists of lines as a tree: those that begin alike share their beginning, so that it is laid over stacks once. A node, 0
 * for the empty list, stands for the lines on the way to it.
 */
export interface LineTree {
  readonly lines: NumberedLines;
  readonly size: number;
  /** The node for these lines, new or old. */
  readonly add: (lines: readonly FramePattern[]) => number;
  /** The node for those of another and one more, by its number. */
  readonly child: (node: number, line: number) => number;
  /** The number of the last line. */
  readonly lineOf: (node: number) => number;
  readonly parentOf: (node: number) => number;
  readonly linesOf: (node: number) => readonly FramePattern[];
  /** In the order of their spelling. */
  readonly childrenOf: (node: number) => readonly number[];
}

export function lineTree(lines: NumberedLines): LineTree {
  const tree = labelledTree();
  const { child, labelOf, parentOf } = tree;
  let ranks: Int32Array | undefined;
  return {
    lines,
    get size() {
      return tree.size;
    },
    add(list) {
      let node = 0;
      for (const each of list) node = child(node, lines.numberOf(each));
      return node;
    },
    child,
    lineOf: labelOf,
    parentOf,
    linesOf(node) {
      const found: FramePattern[] = [];
      for (let at = node; at > 0; at = parentOf(at)) found.push(lines.distinct[labelOf(at)]!);
      return found.reverse();
    },
    childrenOf(node) {
      const found: number[] = [];
      for (let at = tree.firstOf(node); at !== 0; at = tree.nextOf(at)) found.push(at);
      if (found.length > 1) {
        if (ranks?.length !== lines.distinct.length) ranks = ranksOf(lines.spelled);
        const order = ranks;
        found.sort((a, b) => order[labelOf(a)]! - order[labelOf(b)]!);
      }
      return found;
    },
  };
}

/** By number, the place of each line among all: as lines of a text, with their newlines, are ordered. */
function ranksOf(spelled: readonly string[]): Int32Array {
  const whole = spelled.map((text) => `${text}\n`);
  const order = [...whole.keys()].sort((a, b) => (whole[a]! < whole[b]! ? -1 : 1));
  const ranks = new Int32Array(spelled.length);
  order.forEach((number, rank) => (ranks[number] = rank));
  return ranks;
}
