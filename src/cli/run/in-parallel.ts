/**
 * Does work for each of some items, at most `jobs` at a time, begun in their order. Results are in that order; where
 * `isStopped` says so, no more is begun, and those that were not have none.
 */
export async function inParallel<Item, Result>(
  items: readonly Item[],
  jobs: number,
  work: (item: Item, index: number) => Promise<Result>,
  isStopped: () => boolean,
): Promise<Result[]> {
  const results: Result[] = [];
  let next = 0;
  const worker = async () => {
    while (next < items.length && !isStopped()) {
      const index = next++;
      results[index] = await work(items[index]!, index);
    }
  };
  await Promise.all(Array.from({ length: Math.min(jobs, items.length) }, worker));
  // Begun in order, so those without a result are the last ones.
  return results;
}
