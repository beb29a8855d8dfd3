import { globMatches, globsIntersect, hasWildcard } from './glob.js';
import { keepSmallest } from './smallest.js';

/** A glob, and the bits that stand for it. */
export interface Rival {
  readonly glob: string;
  readonly bits: bigint;
}

/** A name, and the bits of the rivals that fit it. */
export interface ThinName {
  readonly name: string;
  readonly fits: bigint;
}

/**
 * So many comparisons of a name with a rival are made for one pattern, and no more: some milliseconds. Only rivals like
 * `?*` ever need more than one name; each doubles the names for each `*` of the pattern, or worse.
 */
const mostComparisons = 20_000;

/**
 * The thinnest names that fit a pattern: those that as few rivals fit as possible.
 *
 *     every name that fits the pattern, fits all rivals that some thin name fits          (that is what they are for)
 *     no thin name fits all rivals that another one fits                                  (none is there in vain)
 *
 * Undefined where too many names would have to be tried.
 *
 * They are found among very few names. Take a byte that no rival spells, `x`. Lay the pattern over any name that it
 * fits, and write `x` over each byte that lies under a wildcard. The pattern still fits, and a rival that fits now
 * has fitted before: what it spells stands where it stood. So each `?` may as well be an `x`, and each `*` a run of `x`.
 *
 * Of a run, only its length is open, and a run longer than all `?` of a rival is the best, with one exception. Let a
 * rival fit it. Then part of the run lies under a `*` of the rival, with s `?` next to it, where s may be 0, and
 * nothing spelt in between. So the rival fits every run of s bytes or more as well: shorter runs are no thinner,
 * unless they are shorter than s. Rivals with `?` next to `*` are rare, so mostly there is a single name.
 */
export function thinNames(pattern: string, rivals: readonly Rival[]): readonly ThinName[] | undefined {
  if (!hasWildcard(pattern)) return [thinName(pattern, rivals)];
  const unspelt = byteOutside(rivals);
  const pieces = tidyRuns(pattern)
    .split('*')
    .map((piece) => piece.replaceAll('?', unspelt));

  const counting = rivals.filter(({ glob }) => glob.includes('?') && globsIntersect(glob, pattern));
  const long = 1 + mostOf(counting, ({ glob }) => countOfAny(glob));
  const short = mostOf(counting, ({ glob }) => mostNextToStar(glob));
  if ((short + 1) ** (pieces.length - 1) * rivals.length > mostComparisons) return undefined;
  const runs = [long, ...Array(short).keys()].map((length) => unspelt.repeat(length));

  const names = pieces.reduce<readonly string[]>(
    (starts, piece, k) =>
      k === 0 ? [piece] : starts.flatMap((start) => runs.map((run) => start + run + piece)),
    [],
  );
  const thin: ThinName[] = [];
  for (const name of names) keepSmallest(thin, thinName(name, rivals), ({ fits }) => fits);
  return thin;
}

function thinName(name: string, rivals: readonly Rival[]): ThinName {
  let fits = 0n;
  for (const { glob, bits } of rivals) if (globMatches(glob, name)) fits |= bits;
  return { name, fits };
}

/** A byte that none of the globs spells. As a byte of a name, the star is one: only wildcards fit it. */
function byteOutside(rivals: readonly Rival[]): string {
  return [...plainBytes].find((byte) => rivals.every(({ glob }) => !glob.includes(byte))) ?? '*';
}

const plainBytes = 'xyzwvutsrqponmlkjihgfedcbaXYZWVUTSRQPONMLKJIHGFEDCBA0123456789';

/** Means the same with at most one `*` between two spelt bytes, behind the `?`. */
function tidyRuns(pattern: string): string {
  return pattern.replace(/[*?]*\*[*?]*/g, (run) => '?'.repeat(countOfAny(run)) + '*');
}

function countOfAny(glob: string): number {
  return glob.split('?').length - 1;
}

/** The largest number of `?` in a run of wildcards with a star in it. */
function mostNextToStar(glob: string): number {
  return mostOf(glob.match(/[*?]*\*[*?]*/g) ?? [], countOfAny);
}

/** The largest of their counts; 0 where there is none. They may be more than a call has room for. */
function mostOf<T>(all: readonly T[], count: (each: T) => number): number {
  return all.reduce((most, each) => Math.max(most, count(each)), 0);
}
