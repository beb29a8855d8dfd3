import { notFor } from '../bundle/not-for.js';
import { compareReleases, isReleaseIn, parseReleaseRange } from '../bundle/release.js';
import type { Fact, Target } from '../bundle/target.js';
import type { Pack, PackEntry, PackHead } from './pack.js';
import { rangeOf } from './range.js';

/**
 * Whether a pack is for the version of its library that is here: within the range of those that it was recorded with,
 * newer or older than all of them.
 */
export type Fit = 'fits' | 'newer' | 'older' | 'not there' | 'unknown';

/** `here` is the version of the library that was found: null where the library is not there, undefined where nobody knows. */
export function fitOf({ places }: PackHead, { value: here }: Fact<string | null>): Fit {
  if (here === undefined) return 'unknown';
  if (here === null) return 'not there';
  const versions = places.map(({ library }) => library);
  if (isReleaseIn(here, parseReleaseRange(rangeOf(versions)) ?? [])) return 'fits';
  return compareReleases(here, firstAndLast(versions)[0]) < 0 ? 'older' : 'newer';
}

/** The oldest and the newest of some versions. */
export function firstAndLast(versions: readonly string[]): readonly [string, string] {
  const sorted = [...versions].sort(compareReleases);
  return [sorted[0]!, sorted.at(-1)!];
}

/** The entries whose own comments do not say that they are for other versions of some libraries. */
export function entriesFor({ entries }: Pack, libraries: Target['libraries']): readonly PackEntry[] {
  const nobody = { value: undefined, from: 'nobody was asked' };
  const target = { platform: nobody, distribution: nobody, valgrind: nobody, tool: nobody, libraries };
  return entries.filter(({ entry }) => notFor(entry, target) === undefined);
}
