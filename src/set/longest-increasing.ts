/** The numbers of a longest selection from a list of different numbers that goes up, in its order. */
export function longestIncreasing(numbers: readonly number[]): number[] {
  /** For each length the smallest number that such a selection ends with so far. */
  const ends: number[] = [];
  const before = new Map<number, number | undefined>();
  for (const number of numbers) {
    let [low, high] = [0, ends.length];
    while (low < high) {
      const middle = (low + high) >>> 1;
      if (ends[middle]! < number) low = middle + 1;
      else high = middle;
    }
    ends[low] = number;
    before.set(number, ends[low - 1]);
  }
  const found: number[] = [];
  for (let number = ends.at(-1); number !== undefined; number = before.get(number)) found.push(number);
  return found.reverse();
}
