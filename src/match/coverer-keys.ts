import { hasWildcard } from './glob.js';
import type { FrameLine } from './laying.js';
import { pieceFinder } from './pieces.js';
import { plainName, textOf } from './plain-stack.js';

/** Something that lines say, by which entries (of type `T`) can be found. */
export interface Key<T> {
  /** One bit of 32. */
  readonly bit: number;
  /** How many lines of the set say it. */
  uses: number;
  /** The first of the entries that are found by it. */
  first: T | undefined;
}

/** All that a line says, mostly a name. */
export interface Name<T> extends Key<T> {
  readonly id: number;
  /** Is it a name of a function or an object, and nothing else? */
  readonly isPlain: boolean;
  /** The pieces that are looked for and are inside of it. */
  pieces: readonly Key<T>[];
  /** Its bit and theirs. */
  bits: number;
  /** Is some row of names that is looked for at its end here? */
  endsRow: boolean;
}

/** What the lines of a set say. */
export interface Names<T> {
  /** For a line of the set, each time that it is there. */
  readonly use: (line: FrameLine) => Name<T>;
  /** For any line. */
  readonly find: (line: FrameLine) => Name<T>;
  /**
   * What a line of the set spells, so that it is said wherever something is covered by the line: a name, or pieces of one.
   * Short pieces are everywhere, and left out where there are longer ones.
   */
  readonly spelt: (line: FrameLine) => readonly Key<T>[];
  /** Looks for the pieces in all names of the set. Nothing is used or spelt later. */
  readonly searchPieces: () => void;
}

export function namesOfLines<T>(): Names<T> {
  let ids = 0;
  const newId = () => ids++;
  const types = {
    fun: namesOfOneType<T>(newId, (text) => !hasWildcard(text)),
    obj: namesOfOneType<T>(newId, (text) => !hasWildcard(text)),
    src: namesOfOneType<T>(newId, () => false),
  };
  return {
    use: (line) => types[line.type].use(textOf(line)),
    find: (line) => types[line.type].find(textOf(line)),
    spelt(line) {
      const text = textOf(line);
      if (!hasWildcard(text)) return [types[line.type].find(text)];
      const pieces = text.split(/[*?]+/).filter((piece) => piece !== '');
      const longest = pieces.reduce((most, { length }) => Math.max(most, length), 0);
      return pieces.filter(({ length }) => length >= Math.min(longest, 4)).map(types[line.type].piece);
    },
    searchPieces() {
      for (const type of Object.values(types)) type.searchPieces();
    },
  };
}

function namesOfOneType<T>(newId: () => number, isPlain: (text: string) => boolean) {
  const names = new Map<string, Name<T>>();
  const pieces = pieceFinder((): Key<T> => ({ bit: bitOf(newId()), uses: 0, first: undefined }));
  return {
    use(text: string): Name<T> {
      let name = names.get(text);
      if (name === undefined) names.set(text, (name = unusedName(newId(), isPlain(text))));
      name.uses++;
      return name;
    },
    find: (text: string): Name<T> => names.get(text) ?? withPieces(unusedName(unknown, isPlain(text)), text),
    piece: (text: string): Key<T> => pieces.add(text),
    searchPieces(): void {
      for (const [text, name] of names)
        for (const piece of withPieces(name, text).pieces) piece.uses += name.uses;
    },
  };

  function withPieces(name: Name<T>, text: string): Name<T> {
    name.pieces = pieces.within(plainName(text));
    for (const { bit } of name.pieces) name.bits |= bit;
    return name;
  }
}

const unknown = -1;

function unusedName<T>(id: number, isPlain: boolean): Name<T> {
  const bit = bitOf(id);
  return { id, isPlain, bit, uses: 0, first: undefined, pieces: none, bits: bit, endsRow: false };
}

const none: readonly never[] = [];

function bitOf(id: number): number {
  return 1 << (id & 31);
}
