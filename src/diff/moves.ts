/**
 * Which of some things have moved, of which the places in the old order are given in the new order: as few as possible,
 * that is all but those of a longest ascending row. So an insertion moves nothing behind it.
 *
 * @returns positions in `places`
 */
export function movedAmong(places: readonly number[]): ReadonlySet<number> {
  /** For each length of a row, the position where the row of that length ends that ends lowest. */
  const ends: number[] = [];
  const previous: (number | undefined)[] = [];
  places.forEach((place, position) => {
    let [low, high] = [0, ends.length];
    while (low < high) {
      const middle = (low + high) >>> 1;
      if (places[ends[middle]!]! < place) low = middle + 1;
      else high = middle;
    }
    previous.push(ends[low - 1]);
    ends[low] = position;
  });
  const moved = new Set(places.keys());
  for (let at = ends.at(-1); at !== undefined; at = previous[at]) moved.delete(at);
  return moved;
}
