import { grown } from './integers.js';

/** A tree whose edges are labelled with whole numbers. Nodes are numbers, too: 0 is the root, and no node behind another. */
export interface LabelledTree {
  readonly size: number;
  /** The node behind another one by a label; 0 where there is none. */
  readonly find: (node: number, label: number) => number;
  /** The same, made where there is none. */
  readonly child: (node: number, label: number) => number;
  readonly labelOf: (node: number) => number;
  /** 0 of those behind the root, and of the root. */
  readonly parentOf: (node: number) => number;
  /** All nodes behind one, each after the other, the latest first; 0 after the last. */
  readonly firstOf: (node: number) => number;
  readonly nextOf: (node: number) => number;
}

/** Rows of numbers: there may be millions of nodes. */
export function labelledTree(): LabelledTree {
  let size = 1;
  let label = new Int32Array(1024);
  let parent = new Int32Array(1024);
  let first = new Int32Array(1024);
  let next = new Int32Array(1024);
  // Open addressing: the node for a parent and a label. At most half full.
  let table = new Int32Array(4096);

  const place = (node: number, wanted: number): number => {
    let at = (Math.imul(node, 0x9e3779b1) ^ Math.imul(wanted + 1, 0x85ebca6b)) >>> 0;
    at = (at ^ (at >>> 15)) & (table.length - 1);
    for (let found = table[at]!; found !== 0; found = table[at]!) {
      if (parent[found] === node && label[found] === wanted) return at;
      at = (at + 1) & (table.length - 1);
    }
    return at;
  };

  return {
    get size() {
      return size;
    },
    find: (node, wanted) => table[place(node, wanted)]!,
    child(node, wanted) {
      const at = place(node, wanted);
      if (table[at] !== 0) return table[at]!;
      const added = size++;
      if (added === label.length) {
        label = grown(label, size);
        parent = grown(parent, size);
        first = grown(first, size);
        next = grown(next, size);
      }
      label[added] = wanted;
      parent[added] = node;
      next[added] = first[node]!;
      first[node] = added;
      table[at] = added;
      if (size * 2 > table.length) {
        table = new Int32Array(table.length * 2);
        for (let each = 1; each < size; each++) table[place(parent[each]!, label[each]!)] = each;
      }
      return added;
    },
    labelOf: (node) => label[node]!,
    parentOf: (node) => parent[node]!,
    firstOf: (node) => first[node]!,
    nextOf: (node) => next[node]!,
  };
}
