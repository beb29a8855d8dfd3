import { isAfterGap, lineAt } from './lines.js';

/**
 * The entries of a set by what they begin with: each node, a number, stands for those that have some lines in common. What
 * comes behind a node is made when it is reached: most entries are never followed further than a line or two.
 *
 * Nodes are rows of arrays, and the entries of a node a part of one list, for there are as many nodes as lines.
 */
export interface Tree {
  readonly root: number;
  /**
   * What comes behind a node, the sum of `ends`, `goesOn` and `skips`; it is made by this call, and before it nothing else may
   * be asked of the node.
   */
  readonly reach: (node: number) => number;
  /** By the line that the next frame has to match. */
  readonly next: Edges;
  /** By the line that the next frame or one after it has to match. */
  readonly later: Edges;
  /** All entries, so that those of a node are next to each other, those without more lines first, else as in the set. */
  readonly entries: Uint32Array;
  /** Of nodes: where their entries begin, where those end that have no more lines, and where all end. */
  readonly from: Uint32Array;
  readonly ended: Uint32Array;
  readonly to: Uint32Array;
  /** Of nodes: how many lines have been. */
  readonly depth: Uint32Array;
}

/** From nodes by lines to nodes. */
export interface Edges {
  /** By node: `none`, `several`, or else the only line. */
  readonly line: Int32Array;
  /** Where that leads to; of several, their place in the list. */
  readonly node: Int32Array;
  readonly several: readonly ReadonlyMap<number, number>[];
}

/** Some entries have no more lines. */
export const ends = 1;
/** Some have one that the next frame has to match. */
export const goesOn = 2;
/** Some may skip frames before theirs. */
export const skips = 4;

export const none = -1;
export const several = -2;

/** @param lists the places of the lines of each entry, as in NumberedLines */
export function treeOf(lists: readonly (readonly number[])[]): Tree {
  const most = 1 + lists.reduce((sum, { length }) => sum + length, 0);
  const entries = Uint32Array.from(lists.keys()).sort((a, b) => compare(lists[a]!, lists[b]!) || a - b);
  const [from, ended, to, depth] = [column(), column(), column(), column()];
  const [next, later] = [noEdges(most), noEdges(most)];
  const shapes = new Uint8Array(most);
  let count = 0;
  const root = make(0, lists.length, 0);
  return { root, reach, next, later, entries, from, ended, to, depth };

  function column(): Uint32Array {
    return new Uint32Array(most);
  }

  function make(first: number, end: number, lines: number): number {
    from[count] = first;
    to[count] = end;
    depth[count] = lines;
    return count++;
  }

  function reach(node: number): number {
    return shapes[node]! || (shapes[node] = look(node));
  }

  function look(node: number): number {
    const at = depth[node]!;
    let first = from[node]!;
    const end = to[node]!;
    while (first < end && lists[entries[first]!]!.length === at) first++;
    ended[node] = first;
    while (first < end) {
      const place = lists[entries[first]!]![at]!;
      let behind = first + 1;
      while (behind < end && lists[entries[behind]!]![at] === place) behind++;
      add(isAfterGap(place) ? later : next, node, lineAt(place), make(first, behind, at + 1));
      first = behind;
    }
    return (
      (ended[node]! > from[node]! ? ends : 0) +
      (next.line[node] === none ? 0 : goesOn) +
      (later.line[node] === none ? 0 : skips)
    );
  }
}

type Growing = Omit<Edges, 'several'> & { readonly several: Map<number, number>[] };

function noEdges(most: number): Growing {
  return { line: new Int32Array(most).fill(none), node: new Int32Array(most), several: [] };
}

function add(edges: Growing, node: number, line: number, to: number): void {
  const only = edges.line[node]!;
  if (only === none) {
    edges.line[node] = line;
    edges.node[node] = to;
    return;
  }
  if (only !== several) {
    edges.line[node] = several;
    edges.node[node] = edges.several.push(new Map([[only, edges.node[node]!]])) - 1;
  }
  edges.several[edges.node[node]!]!.set(line, to);
}

/** A list comes before those that go on behind it. */
function compare(one: readonly number[], other: readonly number[]): number {
  const length = Math.min(one.length, other.length);
  for (let at = 0; at < length; at++) if (one[at] !== other[at]) return one[at]! - other[at]!;
  return one.length - other.length;
}
