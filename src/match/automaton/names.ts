import { globMatches, hasWildcard } from '../glob.js';
import { pieceFinder } from '../pieces.js';

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
  const beginnings = new Map<number, Map<string, Glob[]>>(); // by their length
  const pieces = pieceFinder<Glob[]>(() => []);
  for (const each of globs) {
    if (!hasWildcard(each.glob)) {
      literal.set(each.glob, each.number);
      continue;
    }
    const piece = longestPiece(each.glob);
    if (piece === '') open.push(each);
    else if (piece.length <= longestBeginning && each.glob.startsWith(piece)) beginning(piece).push(each);
    else pieces.add(piece).push(each);
  }
  return {
    matching(name) {
      const found: number[] = [];
      const exact = literal.get(name);
      if (exact !== undefined) found.push(exact);
      const add = ({ glob, number }: Glob) => {
        if (globMatches(glob, name)) found.push(number);
      };
      open.forEach(add);
      for (const [length, some] of beginnings)
        if (length <= name.length) some.get(name.slice(0, length))?.forEach(add);
      for (const some of pieces.within(name)) some.forEach(add);
      return found;
    },
  };

  function beginning(text: string): Glob[] {
    let some = beginnings.get(text.length);
    if (!some) beginnings.set(text.length, (some = new Map<string, Glob[]>()));
    let known = some.get(text);
    if (!known) some.set(text, (known = []));
    return known;
  }
}

function longestPiece(glob: string): string {
  return glob.split(/[*?]/).reduce((longest, piece) => (piece.length > longest.length ? piece : longest), '');
}
