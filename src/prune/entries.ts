import { readSet, type ReadEntry } from '../explain/entries.js';
import { surroundingsIn } from '../rewrite/surroundings.js';
import { readSetFile, type Piece, type SetFile } from '../set/read-set.js';
import type { SetEntry } from '../set/set-entry.js';
import type { SourceFile } from '../suppression/load-set.js';
import { metadataOf } from '../suppression/metadata.js';
import { placeKey } from '../suppression/place-key.js';
import type { Suppression, Tool } from '../suppression/suppression.js';
import { tools } from '../suppression/tools.js';
import { lineOf, type Entry } from '../suppression/tree.js';
import { whyKindUnknown } from './impossible.js';

/** An entry of the files that are pruned, or of others in use. */
export interface PruneEntry extends SetEntry {
  /** In use and not pruned: it stays whatever comes. */
  readonly isBeside: boolean;
  /** What each tool has of it at the depth of the set; `loaded` has all locations. */
  readonly cut: ReadonlyMap<Tool, Suppression>;
  /** The same entry for those who ask why it does not match. */
  readonly explained: ReadEntry;
  /** Why the version refuses its kind, which another one reads. */
  readonly kindUnknown?: string;
}

export interface PruneSet {
  readonly files: readonly SetFile[];
  /** In the order of the files, those beside them first. What Valgrind refuses is none of them, but for kinds of other versions. */
  readonly entries: readonly PruneEntry[];
  /** What is refused of the files that are pruned: it stays as it is. */
  readonly broken: readonly Broken[];
}

export interface Broken {
  readonly file: string;
  readonly line: number;
  readonly message: string;
}

export interface ReadOptions {
  /** Of the Valgrind that will load the set, and its `--num-callers`. */
  readonly version: string;
  readonly numCallers: number;
}

/** Reads the files to prune, and those that are in use beside them. */
export function readPruneSet(
  pruned: readonly SourceFile[],
  beside: readonly SourceFile[],
  options: ReadOptions,
): PruneSet {
  const files = pruned.map((file) => readSetFile(file, options.version));
  const others = beside.map((file) => readSetFile(file, options.version));
  const read = readSet(
    [...beside, ...pruned],
    tools.map(({ tool }) => tool),
    options,
  );
  const byPlace = new Map(read.entries.map((entry) => [placeKey(entry), entry]));
  const joined = (some: readonly SetFile[], isBeside: boolean) =>
    some.flatMap((file) =>
      entriesOf(file, options.version).map((entry): PruneEntry => {
        const explained = byPlace.get(placeKey(entry))!;
        return { ...entry, isBeside, cut: explained.loaded, explained };
      }),
    );
  const entries = [...joined(others, true), ...joined(files, false)];
  return { files, entries, broken: files.flatMap((file) => brokenIn(file, entries)) };
}

type Whole = SetEntry & Pick<PruneEntry, 'kindUnknown'>;

function entriesOf(file: SetFile, version: string): Whole[] {
  const surroundings = surroundingsIn(file.tree);
  return file.pieces.flatMap((piece) => {
    if (piece.type === 'entry') return [piece.entry];
    return entriesIn(piece).flatMap((source): Whole[] => {
      const kindUnknown = surroundings.get(source)!.isApart ? whyKindUnknown(source, version) : undefined;
      if (kindUnknown === undefined) return [];
      const { line, text: name } = lineOf(source, 'name')!;
      const loaded = new Map<Tool, Suppression>();
      const metadata = metadataOf(source);
      return [{ file: file.name, line, name, source, metadata, loaded, content: '', kindUnknown }];
    });
  });
}

function entriesIn(piece: Piece): Entry[] {
  return piece.type === 'broken' ? piece.items.filter((item) => item.type === 'entry') : [];
}

/** Broken pieces in which there is more than kinds of other versions. */
function brokenIn({ name, pieces }: SetFile, entries: readonly PruneEntry[]): Broken[] {
  const understood = new Set(entries.map(({ source }) => source));
  return pieces.flatMap((piece) => {
    if (piece.type !== 'broken') return [];
    const isLeft = piece.items.some((item) =>
      item.type === 'entry' ? !understood.has(item) : item.type === 'stray',
    );
    const { line, message } = piece.problem;
    return isLeft ? [{ file: name, line, message }] : [];
  });
}
