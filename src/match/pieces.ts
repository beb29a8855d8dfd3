/** Texts to be found inside of others, many at once. */
export interface PieceFinder<T> {
  /** What stands for a text. Of a long text only a part is looked for, so several may have the same. */
  readonly add: (text: string) => T;
  /** What stands for the texts inside of a name, in no order; seldom also for one that is not there. */
  readonly within: (name: string) => readonly T[];
}

/** Texts are cut to these lengths, for every name is searched once for each length. */
const lengths = [32, 24, 16, 12, 8, 6, 4, 3, 2, 1];

/**
 * The search is Karp's and Rabin's: all parts of a name that have one length are hashed, each from the one before it,
 * and looked up. The time is that of reading a name ten times, however many texts there are.
 *
 * @param make gives what stands for a text that nothing stands for yet
 */
export function pieceFinder<T>(make: () => T): PieceFinder<T> {
  const byLength = new Map<number, Map<number, T>>();
  const isHash = new Uint8Array(1 << 16); // by their last bits; most hashes are none, and it shows here
  return {
    add(text) {
      const length = lengths.find((each) => each <= text.length)!;
      const hash = hashOf(text.slice(-length));
      const known = byLength.get(length) ?? new Map<number, T>();
      const piece = known.get(hash) ?? make();
      byLength.set(length, known.set(hash, piece));
      isHash[hash & 0xffff] = 1;
      return piece;
    },
    within(name) {
      let found: Set<T> | undefined;
      for (const [length, pieces] of byLength) {
        if (length > name.length) continue;
        let hash = hashOf(name.slice(0, length));
        for (let end = length; ; end++) {
          const piece = isHash[hash & 0xffff] === 1 ? pieces.get(hash) : undefined;
          if (piece !== undefined) (found ??= new Set<T>()).add(piece);
          if (end === name.length) break;
          hash = rolled(hash, name.charCodeAt(end - length), name.charCodeAt(end), length);
        }
      }
      return found === undefined ? none : [...found];
    },
  };
}

const none: readonly never[] = [];

/** The bytes as digits of a number, in 32 bits. */
export function hashOf(text: string): number {
  let hash = 0;
  for (let at = 0; at < text.length; at++) hash = appended(hash, text.charCodeAt(at));
  return hash;
}

/** The hash of the text that has one byte more. */
export function appended(hash: number, byte: number): number {
  return (Math.imul(hash, base) + byte) | 0;
}

const base = 0x01000193;

/** The hash of the text that begins and ends one byte later. */
function rolled(hash: number, first: number, next: number, length: number): number {
  return (Math.imul(hash, base) + next - Math.imul(powers[length]!, first)) | 0;
}

/** Of the base, in 32 bits. */
const powers = [1];
while (powers.length <= lengths[0]!) powers.push(Math.imul(powers.at(-1)!, base));
