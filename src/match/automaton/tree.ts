import { labelledTree } from '../labelled-tree.js';
import { isAfterGap, type NumberedLines } from './lines.js';

/**
 * The entries of a set by what they begin with: a node, a number, stands for those that have their first lines in common.
 * What comes behind a node is made when it is reached, for most entries are never followed further than a line or two.
 */
export interface Tree {
  /** Makes a node of no lines, for entries that no other one has. */
  readonly rootOf: (entries: readonly number[]) => number;
  /** The sum of `ends`, `goesOn` and `skips`. What is behind the node is made by this call. */
  readonly reach: (node: number) => number;
  /** Of a reached node: the one behind it by the place of the next line, or `noNode`. */
  readonly behind: (node: number, place: number) => number;
  /** Of a reached node: how many are behind it; all of them, each after the other, and `noNode` after the last. */
  readonly countBehind: (node: number) => number;
  readonly firstBehind: (node: number) => number;
  readonly nextBehind: (node: number) => number;
  /** The place that leads to a node. */
  readonly placeOf: (node: number) => number;
  /** Of a reached node: the entries that have no lines behind its own, each after the other, and `noEntry` after the last. */
  readonly firstEnded: (node: number) => number;
  readonly nextEnded: (entry: number) => number;
  /** Nodes are below this number. */
  readonly most: number;
}

/** Some entries have no more lines. */
export const ends = 1;
/** Some have one that the next frame has to match. */
export const goesOn = 2;
/** Some may skip frames before theirs. */
export const skips = 4;

export const noNode = 0;
export const noEntry = -1;

/** @param roots so many are made at most */
export function treeOf({ places, starts }: NumberedLines, roots: number): Tree {
  const nodes = labelledTree();
  const most = places.length + roots + 1;
  const [depths, counts] = [new Int32Array(most), new Int32Array(most)];
  const shapes = new Uint8Array(most); // 0 before the node is reached
  /** The entries of a node: all, or those that end there once it has been reached. */
  const own = new Int32Array(most).fill(noEntry);
  const following = new Int32Array(starts.length);
  let rootCount = 0;
  return {
    rootOf(entries) {
      const root = nodes.child(0, rootCount++);
      for (const entry of entries) put(root, entry);
      return root;
    },
    reach: (node) => shapes[node]! || look(node),
    behind: nodes.find,
    countBehind: (node) => counts[node]!,
    firstBehind: nodes.firstOf,
    nextBehind: nodes.nextOf,
    placeOf: nodes.labelOf,
    firstEnded: (node) => own[node]!,
    nextEnded: (entry) => following[entry]!,
    most,
  };

  function put(node: number, entry: number): void {
    following[entry] = own[node]!;
    own[node] = entry;
  }

  function look(node: number): number {
    let shape = 0;
    let entry = own[node]!;
    own[node] = noEntry;
    for (let next; entry !== noEntry; entry = next) {
      next = following[entry]!;
      const at = starts[entry]! + depths[node]!;
      if (at === starts[entry + 1]) {
        put(node, entry);
        shape |= ends;
        continue;
      }
      const place = places[at]!;
      put(make(node, place), entry);
      shape |= isAfterGap(place) ? skips : goesOn;
    }
    return (shapes[node] = shape);
  }

  function make(node: number, place: number): number {
    const { size } = nodes;
    const behind = nodes.child(node, place);
    if (behind < size) return behind;
    depths[behind] = depths[node]! + 1;
    counts[node]!++;
    return behind;
  }
}
