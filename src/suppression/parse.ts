import { parse as parseWithGrammar } from './grammar.js';
import { linesIn, type Lines } from './lines.js';
import type { Entry, Line, Pieces, Tree } from './tree.js';

/** Reads a suppression file. Never fails: see tree.ts for what becomes of broken pieces. */
export function parse(bytes: string): Tree {
  const lines = linesIn(bytes);
  const entryOf = (place: Place): Entry => new CutEntry(lines, place);
  const { type, items } = parseWithGrammar(lines.letters, { lineAt: lines.lineAt, entryOf }) as Pieces;
  return { type, items, lines };
}

/** A piece of a tree as it stands in another file, `by` lines further down, where its lines are the same. */
export function moved(item: Entry | Line, lines: Lines, by: number): Entry | Line {
  return item instanceof CutEntry
    ? item.moved(lines, by)
    : lines.lineAt((item as Line).line - 1 + by, item.type as Line['type']);
}

/** Where an entry is, in lines from the beginning of the file. */
interface Place {
  readonly first: number;
  readonly open: number;
  readonly name?: number;
  readonly kind?: number;
  /** The line behind it. */
  readonly end: number;
}

/**
 * An entry whose lines are cut from the file whenever somebody asks for them. A set has a dozen lines for each entry, most
 * of which are read once; kept, they would take ten times the space of the file.
 */
class CutEntry implements Entry {
  readonly type = 'entry';

  constructor(
    private readonly file: Lines,
    private readonly place: Place,
  ) {}

  get from(): number {
    return this.place.first;
  }

  get to(): number {
    return this.place.end;
  }

  get lines(): readonly Line[] {
    const found: Line[] = [];
    for (let at = this.from; at < this.to; at += 1) found.push(this.file.lineAt(at, this.typeOf(at)));
    return found;
  }

  ofType(type: Line['type']): readonly Line[] {
    return this.placesOf(type).map((at) => this.file.lineAt(at, type));
  }

  placesOf(type: Line['type']): readonly number[] {
    const { open, name, kind } = this.place;
    if (type === 'open') return [open];
    if (type === 'name') return name === undefined ? [] : [name];
    if (type === 'kind') return kind === undefined ? [] : [kind];
    const found: number[] = [];
    for (let at = this.from; at < this.to; at += 1) if (this.typeOf(at) === type) found.push(at);
    return found;
  }

  moved(file: Lines, by: number): Entry {
    const { first, open, name, kind, end } = this.place;
    return new CutEntry(file, {
      first: first + by,
      open: open + by,
      ...(name === undefined ? {} : { name: name + by }),
      ...(kind === undefined ? {} : { kind: kind + by }),
      end: end + by,
    });
  }

  private typeOf(at: number): Line['type'] {
    const { open, name, kind } = this.place;
    if (at === open) return 'open';
    if (at === name) return 'name';
    if (at === kind) return 'kind';
    switch (this.file.letters[at]) {
      case '_':
        return 'blank';
      case '#':
        return 'comment';
      case '}':
        return 'close';
      default:
        return 'body';
    }
  }
}
