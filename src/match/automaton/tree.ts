import { isAfterGap, type NumberedLines } from './lines.js';

/**
 * The entries of a set by what they begin with: a node, a number, stands for those that have their first lines in common.
 * What comes behind a node is made when it is reached, for most entries are never followed further than a line or two.
 *
 * Nodes are rows of arrays, and what is behind one is found by hashing, for there may be as many nodes as lines.
 */
export interface Tree {
  /** Makes a node of no lines, for entries that no other one has. */
  readonly rootOf: (entries: readonly number[]) => number;
  /** The sum of `ends`, `goesOn` and `skips`. What is behind the node is made by this call. */
  readonly reach: (node: number) => number;
  /** Of a reached node: the one behind it by the place of the next line, or `none`. */
  readonly behind: (node: number, place: number) => number;
  /** Of a reached node: how many are behind it; all of them, each after the other, and `none` after the last. */
  readonly countBehind: (node: number) => number;
  readonly firstBehind: (node: number) => number;
  readonly nextBehind: (node: number) => number;
  /** The place that leads to a node. */
  readonly placeOf: (node: number) => number;
  /** Of a reached node: the entries that have no lines behind its own, each after the other, and `none` after the last. */
  readonly firstEnded: (node: number) => number;
  readonly nextEnded: (entry: number) => number;
  /** So many nodes at most. */
  readonly most: number;
}

/** Some entries have no more lines. */
export const ends = 1;
/** Some have one that the next frame has to match. */
export const goesOn = 2;
/** Some may skip frames before theirs. */
export const skips = 4;

export const none = -1;

/** @param roots so many are made at most */
export function treeOf({ places, starts }: NumberedLines, roots: number): Tree {
  const most = places.length + roots;
  const column = (length: number) => new Int32Array(length).fill(none);
  const [parents, leading, depths] = [column(most), column(most), new Int32Array(most)];
  const [counts, firsts, nexts] = [new Int32Array(most), column(most), column(most)];
  const shapes = new Uint8Array(most); // 0 before the node is reached
  /** The entries of a node: all, or those that end there once it has been reached. */
  const [own, following] = [column(most), column(starts.length)];
  let count = 0;
  /** Nodes by parent and place. */
  let table = column(1 << 10);
  let shift = 22;

  return {
    rootOf(entries) {
      const root = count++;
      for (const entry of entries) put(root, entry);
      return root;
    },
    reach: (node) => shapes[node]! || look(node),
    behind,
    countBehind: (node) => counts[node]!,
    firstBehind: (node) => firsts[node]!,
    nextBehind: (node) => nexts[node]!,
    placeOf: (node) => leading[node]!,
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
    own[node] = none;
    for (let next; entry !== none; entry = next) {
      next = following[entry]!;
      const at = starts[entry]! + depths[node]!;
      if (at === starts[entry + 1]) {
        put(node, entry);
        shape |= ends;
        continue;
      }
      const place = places[at]!;
      const found = behind(node, place);
      put(found === none ? make(node, place) : found, entry);
      shape |= isAfterGap(place) ? skips : goesOn;
    }
    return (shapes[node] = shape);
  }

  function make(parent: number, place: number): number {
    const node = count++;
    parents[node] = parent;
    leading[node] = place;
    depths[node] = depths[parent]! + 1;
    counts[parent]!++;
    nexts[node] = firsts[parent]!;
    firsts[parent] = node;
    if (count * 4 > table.length) enlarge();
    else enter(node);
    return node;
  }

  function behind(node: number, place: number): number {
    for (let at = slot(node, place); ; at = (at + 1) & (table.length - 1)) {
      const found = table[at]!;
      if (found === none || (parents[found] === node && leading[found] === place)) return found;
    }
  }

  function enter(node: number): void {
    let at = slot(parents[node]!, leading[node]!);
    while (table[at] !== none) at = (at + 1) & (table.length - 1);
    table[at] = node;
  }

  function enlarge(): void {
    table = column(table.length * 2);
    shift--;
    for (let node = 0; node < count; node++) if (parents[node] !== none) enter(node);
  }

  function slot(node: number, place: number): number {
    return (Math.imul(node, 0x9e3779b1) + Math.imul(place, 0x85ebca77)) >>> shift;
  }
}
