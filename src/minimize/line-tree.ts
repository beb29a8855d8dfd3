import { formatLocation } from '../suppression/location.js';
import type { FramePattern } from '../suppression/suppression.js';
import { grown } from '../match/integers.js';

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
  let size = 1;
  let line = new Int32Array(1024);
  let parent = new Int32Array(1024);
  let firstChild = new Int32Array(1024);
  let sibling = new Int32Array(1024);
  line[0] = -1;
  parent[0] = -1;
  // Open addressing: the node for a parent and a line. At most half full.
  let table = new Int32Array(4096);
  let ranks: Int32Array | undefined;

  const place = (node: number, number: number): number => {
    let at = (Math.imul(node, 0x9e3779b1) ^ Math.imul(number + 1, 0x85ebca6b)) >>> 0;
    at = (at ^ (at >>> 15)) & (table.length - 1);
    for (let found = table[at]!; found !== 0; found = table[at]!) {
      if (parent[found] === node && line[found] === number) return at;
      at = (at + 1) & (table.length - 1);
    }
    return at;
  };

  const child = (node: number, number: number): number => {
    const at = place(node, number);
    if (table[at] !== 0) return table[at]!;
    const added = size++;
    if (added === line.length) {
      line = grown(line, size);
      parent = grown(parent, size);
      firstChild = grown(firstChild, size);
      sibling = grown(sibling, size);
    }
    line[added] = number;
    parent[added] = node;
    sibling[added] = firstChild[node]!;
    firstChild[node] = added;
    table[at] = added;
    if (size * 2 > table.length) {
      table = new Int32Array(table.length * 2);
      for (let each = 1; each < size; each++) table[place(parent[each]!, line[each]!)] = each;
    }
    return added;
  };

  return {
    lines,
    get size() {
      return size;
    },
    add(list) {
      let node = 0;
      for (const each of list) node = child(node, lines.numberOf(each));
      return node;
    },
    child,
    lineOf: (node) => line[node]!,
    parentOf: (node) => parent[node]!,
    linesOf(node) {
      const found: FramePattern[] = [];
      for (let at = node; at > 0; at = parent[at]!) found.push(lines.distinct[line[at]!]!);
      return found.reverse();
    },
    childrenOf(node) {
      const found: number[] = [];
      for (let at = firstChild[node]!; at !== 0; at = sibling[at]!) found.push(at);
      if (found.length > 1) {
        if (ranks?.length !== lines.distinct.length) ranks = ranksOf(lines.spelled);
        const order = ranks;
        found.sort((a, b) => order[line[a]!]! - order[line[b]!]!);
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
