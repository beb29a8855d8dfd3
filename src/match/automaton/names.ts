import { globMatches, hasWildcard } from '../glob.js';
import { appended, hashOf, pieceFinder } from '../pieces.js';

/** Globs by which names are looked up. */
export interface Names {
  /** The numbers of all globs that match the name, in no order, each once. */
  readonly matching: (name: string) => readonly number[];
}

interface Glob {
  readonly glob: string;
  readonly number: number;
}

/** Longer beginnings are looked for by their last bytes, which differ where the first ones are those of a namespace. */
const longestBeginning = 32;

/**
 * Globs of one property of frames. Those without wildcards are looked up; of the others only those are tried whose longest
 * text between wildcards is part of the name, at its beginning where the glob begins with it.
 *
 * @param globs no two of them equal
 */
export function namesOf(globs: readonly Glob[]): Names {
  const literal = new Map<string, number>();
  const open: Glob[] = [];
  /** By the hash of how they begin; other beginnings may have the same. */
  const beginnings = new Map<number, { readonly length: number; readonly glob: Glob }[]>();
  const isHash = new Uint8Array(1 << 16); // by their last bits; most hashes are none, and it shows here
  let longest = 0;
  const pieces = pieceFinder<Glob[]>(() => []);
  for (const each of globs) {
    if (!hasWildcard(each.glob)) {
      literal.set(each.glob, each.number);
      continue;
    }
    const piece = longestPiece(each.glob);
    if (piece === '') open.push(each);
    else if (piece.length <= longestBeginning && each.glob.startsWith(piece)) addBeginning(piece, each);
    else pieces.add(piece).push(each);
  }
  return {
    matching(name) {
      const exact = literal.get(name);
      const found = exact === undefined ? [] : [exact];
      const add = ({ glob, number }: Glob) => {
        if (globMatches(glob, name)) found.push(number);
      };
      open.forEach(add);
      let hash = 0;
      for (let at = 0; at < longest && at < name.length; at++) {
        hash = appended(hash, name.charCodeAt(at));
        if (isHash[hash & 0xffff] === 0) continue;
        for (const { length, glob } of beginnings.get(hash) ?? none) if (length === at + 1) add(glob);
      }
      for (const some of pieces.within(name)) some.forEach(add);
      return found;
    },
  };

  function addBeginning(piece: string, glob: Glob): void {
    const { length } = piece;
    const hash = hashOf(piece);
    const known = beginnings.get(hash);
    if (known) known.push({ length, glob });
    else beginnings.set(hash, [{ length, glob }]);
    isHash[hash & 0xffff] = 1;
    longest = Math.max(longest, length);
  }
}

const none: readonly never[] = [];

function longestPiece(glob: string): string {
  return glob.split(/[*?]/).reduce((longest, piece) => (piece.length > longest.length ? piece : longest), '');
}
