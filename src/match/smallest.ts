/**
 * Adds an item to a collection of which none has all the bits of another, unless one that is there has only bits that
 * the item has too; takes out those that have all bits of the item. True when the item was added.
 */
export function keepSmallest<T>(kept: T[], item: T, bitsOf: (item: T) => bigint): boolean {
  const bits = bitsOf(item);
  let end = 0;
  for (const other of kept) {
    const theirs = bitsOf(other);
    const common = theirs & bits;
    if (common === theirs) return false; // Nothing was taken out: what has all bits of the item has those of `other`.
    if (common !== bits) kept[end++] = other;
  }
  kept.length = end;
  kept.push(item);
  return true;
}
