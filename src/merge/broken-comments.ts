import { bytesOf } from '../rewrite/lines.js';
import type { BrokenPiece } from './broken.js';

/** Longer lines end Valgrind (limits.ts), comments as well. */
const longest = 50_000;

/** A piece that Valgrind refuses as comments: where it stood, why, and its lines with `# ` in front of each. */
export function asComments({ items, problem }: BrokenPiece, file: string): string {
  const name = Buffer.from(file, 'utf8').toString('latin1');
  const bytes = items
    .flatMap((item) => (item.type === 'entry' ? item.lines : [item]))
    .map(bytesOf)
    .join('');
  const title = `broken, kept as comments: ${name}:${problem.line}:${problem.column}: ${problem.message}`;
  const lines = [title.replaceAll('\n', ' '), ...bytes.replace(/\r?\n$/, '').split('\n')];
  return lines
    .flatMap(inPieces)
    .map((line) => `# ${line}`.replace(blanksAtEnd, ''))
    .map((line) => `${line}\n`)
    .join('');
}

/** A run of blanks is tried once, from its first one. */
const blanksAtEnd = /(?<![ \t\f\v\r])[ \t\f\v\r]+$/;

function inPieces(line: string): string[] {
  const pieces: string[] = [];
  for (let from = 0; from === 0 || from < line.length; from += longest)
    pieces.push(line.slice(from, from + longest));
  return pieces;
}
