/** A list that knows its first element, in the order that `isBefore` says. */
export interface Heap {
  readonly first: () => number;
  /** After the first element has changed its place in the order for a later one. */
  readonly sinkFirst: () => void;
}

export function heapOf(elements: readonly number[], isBefore: (one: number, other: number) => boolean): Heap {
  const heap = [...elements];
  const sink = (from: number) => {
    for (let at = from; ;) {
      let least = at;
      for (const child of [2 * at + 1, 2 * at + 2])
        if (child < heap.length && isBefore(heap[child]!, heap[least]!)) least = child;
      if (least === at) return;
      [heap[at], heap[least]] = [heap[least]!, heap[at]!];
      at = least;
    }
  };
  for (let at = heap.length >> 1; at >= 0; at--) sink(at);
  return { first: () => heap[0]!, sinkFirst: () => sink(0) };
}
