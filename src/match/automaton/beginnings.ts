import { hasWildcard } from '../glob.js';

interface Glob {
  readonly glob: string;
  readonly number: number;
}

/**
 * Finds, of many globs, the numbers of those that could have a text in common with another one as far as both spell how it begins.
 */
export function beginningsOf(globs: readonly Glob[]): (like: string) => readonly number[] {
  const sorted = globs
    .map(({ glob, number }) => ({ begins: beginning(glob), number, isLiteral: !hasWildcard(glob) }))
    .sort((a, b) => (a.begins < b.begins ? -1 : a.begins > b.begins ? 1 : 0));
  /** Those with wildcards by how they begin: these may be shorter. */
  const open = new Map<string, number[]>();
  let longest = 0;
  for (const { begins, number, isLiteral } of sorted) {
    if (isLiteral) continue;
    const alike = open.get(begins);
    if (alike) alike.push(number);
    else open.set(begins, [number]);
    longest = Math.max(longest, begins.length);
  }
  return (like) => {
    const begins = beginning(like);
    const found: number[] = [];
    for (let length = 0; length < begins.length && length <= longest; length++)
      found.push(...(open.get(begins.slice(0, length)) ?? []));
    for (let at = firstFrom(begins); at < sorted.length && sorted[at]!.begins.startsWith(begins); at++)
      found.push(sorted[at]!.number);
    return found;
  };

  function firstFrom(begins: string): number {
    let low = 0;
    let high = sorted.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      if (sorted[middle]!.begins < begins) low = middle + 1;
      else high = middle;
    }
    return low;
  }
}

/** What stands in front of the first wildcard. */
function beginning(glob: string): string {
  const at = glob.search(/[*?]/);
  return at < 0 ? glob : glob.slice(0, at);
}
