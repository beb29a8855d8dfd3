/** Things by key, so many at a time: the one not used for longest goes for a new one. */
export interface Followed<T> {
  /** Counts as a use. */
  use(key: string): T | undefined;
  has(key: string): boolean;
  /** Adds a thing, or puts it in the place of another. */
  put(key: string, value: T): void;
  /** The one that has to go before another key is added, if any; it is not followed any more. */
  takeOldest(): T | undefined;
  /** In order of their last use. */
  all(): T[];
  clear(): void;
}

interface Used<T> {
  value: T;
  last: number;
}

/**
 * The order is kept in numbers. A map that is changed with every use to keep it has its table made anew all the time, and
 * tables that were old already keep those after them, with all that was ever in them, from being collected.
 */
export function createFollowed<T>(most: number): Followed<T> {
  const byKey = new Map<string, Used<T>>();
  let uses = 0;
  return {
    use(key) {
      const used = byKey.get(key);
      if (used) used.last = uses++;
      return used?.value;
    },
    has: (key) => byKey.has(key),
    put(key, value) {
      const used = byKey.get(key);
      if (used) used.value = value;
      else byKey.set(key, { value, last: uses++ });
    },
    takeOldest() {
      if (byKey.size < most) return undefined;
      let oldest: [string, Used<T>] | undefined;
      for (const each of byKey) if (!oldest || each[1].last < oldest[1].last) oldest = each;
      byKey.delete(oldest![0]);
      return oldest![1].value;
    },
    all: () => [...byKey.values()].sort((a, b) => a.last - b.last).map(({ value }) => value),
    clear: () => byKey.clear(),
  };
}
