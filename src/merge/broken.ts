import { readSetFile, type Piece, type SetFile } from '../set/read-set.js';
import { load } from '../suppression/load.js';
import type { SourceFile } from '../suppression/load-set.js';
import type { SyntaxProblem } from '../suppression/problem.js';

export type BrokenPiece = Extract<Piece, { readonly type: 'broken' }>;

/** The Valgrind that will read the merged file. */
export interface Reading {
  readonly version: string;
  readonly numCallers: number;
}

/** Reads a file whole, and takes for broken what Valgrind would refuse for the cut of `--num-callers` alone. */
export function readForMerge(source: SourceFile, reading: Reading): SetFile {
  const file = readSetFile(source, reading.version);
  return { ...file, pieces: file.pieces.map((piece) => asCut(piece, file, reading)) };
}

/** An entry that begins with so many `...` that nothing else is left of it is refused; no other cut is. */
function asCut(piece: Piece, { name, tree }: SetFile, { version, numCallers }: Reading): Piece {
  if (piece.type !== 'entry') return piece;
  const { loaded, source } = piece.entry;
  for (const [tool, { frames }] of loaded) {
    if (frames.slice(0, numCallers).some(({ type }) => type !== '...')) continue;
    const alone = { ...tree, items: [source] };
    const problem = load(alone, { file: name, tool, version, numCallers }).refused!;
    return { type: 'broken', items: [source], problem };
  }
  return piece;
}

/** What Valgrind refuses in some files, each with the name of its file. */
export function brokenIn(files: readonly SetFile[]): readonly SyntaxProblem[] {
  return files.flatMap(({ name, pieces }) =>
    pieces.flatMap((piece) => (piece.type === 'broken' ? [{ ...piece.problem, file: name }] : [])),
  );
}
