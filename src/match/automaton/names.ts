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

/**
 * Globs of one property of frames. Those without wildcards are looked up; of the others only those are tried whose longest
 * text between wildcards is part of the name.
 *
 * @param globs no two of them equal
 */
export function namesOf(globs: readonly Glob[]): Names {
  const literal = new Map<string, number>();
  const open: Glob[] = [];
  const pieces = pieceFinder<Glob[]>(() => []);
  for (const each of globs) {
    const piece = longestPiece(each.glob);
    if (!hasWildcard(each.glob)) literal.set(each.glob, each.number);
    else if (piece === '') open.push(each);
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
      for (const some of pieces.within(name)) some.forEach(add);
      return found;
    },
  };
}

function longestPiece(glob: string): string {
  return glob.split(/[*?]/).reduce((longest, piece) => (piece.length > longest.length ? piece : longest), '');
}
