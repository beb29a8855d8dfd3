import type { SetFile } from '../set/read-set.js';
import { print } from '../suppression/print.js';
import { grouped } from '../rewrite/grouped.js';

/** A piece of a file that Valgrind refuses, so that it is not compared but byte for byte. */
export interface BrokenPiece {
  readonly side: 'before' | 'after';
  readonly file: string;
  /** 1-based, of what Valgrind refuses. */
  readonly line: number;
  /** What is wrong and what to do, a byte string. */
  readonly message: string;
  /** Does the other set have the same bytes? */
  readonly isInBoth: boolean;
}

/** The broken pieces of two sets, in their order. */
export function brokenIn(before: readonly SetFile[], after: readonly SetFile[]): readonly BrokenPiece[] {
  const [old, young] = [piecesIn(before), piecesIn(after)];
  return [...told('before', old, young), ...told('after', young, old)];
}

interface Piece {
  readonly file: string;
  readonly line: number;
  readonly message: string;
  readonly bytes: string;
}

function piecesIn(files: readonly SetFile[]): readonly Piece[] {
  return files.flatMap(({ name, pieces }) =>
    pieces.flatMap((piece) => {
      if (piece.type !== 'broken') return [];
      const { line, message } = piece.problem;
      return [{ file: name, line, message, bytes: print({ type: 'file', items: piece.items }) }];
    }),
  );
}

function told(side: BrokenPiece['side'], pieces: readonly Piece[], others: readonly Piece[]): BrokenPiece[] {
  const counts = grouped(others, ({ bytes }) => bytes);
  return [...grouped(pieces, ({ bytes }) => bytes)]
    .flatMap(([bytes, equals]) =>
      equals.map((piece, at) => ({ piece, isInBoth: at < (counts.get(bytes)?.length ?? 0) })),
    )
    .sort((a, b) => pieces.indexOf(a.piece) - pieces.indexOf(b.piece))
    .map(({ piece: { file, line, message }, isInBoth }) => ({ side, file, line, message, isInBoth }));
}
