import { blocksOf, type Block } from '../format/blocks.js';
import { numCallersRange } from '../suppression/limits.js';
import { formatLeakSet } from '../suppression/leak-set.js';
import { load } from '../suppression/load.js';
import type { SourceFile } from '../suppression/load-set.js';
import { metadataOf } from '../suppression/metadata.js';
import { parse } from '../suppression/parse.js';
import { leakKinds, type Suppression, type Tool } from '../suppression/suppression.js';
import { tools } from '../suppression/tools.js';
import { lineOf, type Entry, type Tree } from '../suppression/tree.js';
import { newestVersion } from '../suppression/version.js';
import type { SetEntry } from './set-entry.js';

/** A stretch of a file; `comments` belong to no entry, `broken` is what Valgrind refuses. Blank lines are none. */
export type Piece =
  | { readonly type: 'entry'; readonly entry: SetEntry }
  | Extract<Block, { readonly type: 'comments' | 'broken' }>;

export interface SetFile {
  readonly name: string;
  readonly bytes: string;
  readonly tree: Tree;
  /** In the order of the file. */
  readonly pieces: readonly Piece[];
}

/**
 * Reads a file of a set for all tools, at the greatest depth, so that every location counts.
 *
 * @param version of the Valgrind that will load it; the newest unless given
 */
export function readSetFile({ name, bytes }: SourceFile, version = newestVersion): SetFile {
  const tree = parse(bytes);
  const loaded = loadedByLine(tree, name, version);
  const pieces = blocksOf(tree, version).map((block): Piece => {
    if (block.type !== 'entry') return block;
    return { type: 'entry', entry: setEntry(name, block.entry, loaded) };
  });
  return { name, bytes, tree, pieces };
}

/** The entries of some files, in their order. */
export function entriesIn(files: readonly SetFile[]): readonly SetEntry[] {
  const entries: SetEntry[] = [];
  for (const { pieces } of files)
    for (const piece of pieces) if (piece.type === 'entry') entries.push(piece.entry);
  return entries;
}

type ByLine = ReadonlyMap<number, ReadonlyMap<Tool, Suppression>>;

/** What tools load, by the line of the entry's name. */
function loadedByLine(tree: Tree, file: string, version: string): ByLine {
  const byLine = new Map<number, Map<Tool, Suppression>>();
  const numCallers = numCallersRange(version).max;
  for (const { tool } of tools)
    for (const suppression of load(tree, { file, tool, version, numCallers }).suppressions) {
      const known = byLine.get(suppression.line);
      if (known) known.set(tool, suppression);
      else byLine.set(suppression.line, new Map([[tool, suppression]]));
    }
  return byLine;
}

function setEntry(file: string, source: Entry, byLine: ByLine): SetEntry {
  const { line, text } = lineOf(source, 'name')!;
  const loaded = byLine.get(line) ?? none;
  const content = loaded.size > 0 ? contentOf(loaded) : unread(source);
  return { file, line, name: text, source, metadata: metadataOf(source), loaded, content };
}

const none: ReadonlyMap<Tool, Suppression> = new Map();

function contentOf(loaded: ReadonlyMap<Tool, Suppression>): string {
  return JSON.stringify(
    [...loaded].map(([tool, { kind, extra, leakKinds: some = leakKinds, frames }]) => {
      return [tool, kind, extra, formatLeakSet(some), frames];
    }),
  );
}

/** What stands there, of an entry that no tool reads. */
function unread(source: Entry): string {
  return [...source.ofType('kind'), ...source.ofType('body')].map(({ text }) => text).join('\n');
}
