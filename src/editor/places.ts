import type { Position, Range as EditorRange } from 'vscode-languageserver';
import type { TextDocument } from 'vscode-languageserver-textdocument';
import type { Range } from '../lint/problem.js';
import { characterStart } from '../report/text.js';

/**
 * Translates between the bytes that chaff counts and the positions of the Language Server Protocol: lines from 0 that
 * also a carriage return alone ends, characters in UTF-16 units. What lies beyond a line or the file becomes its end.
 */
export interface Places {
  /** The position of a byte; of the character that it is a part of. */
  readonly positionAt: (offset: number) => Position;
  /** The offset of the first byte of the character at a position. */
  readonly offsetAt: (position: Position) => number;
  /** Bytes `start` to `end`, not included. */
  readonly rangeOf: (start: number, end: number) => EditorRange;
  /** The offset of a line and column that count bytes from 1. */
  readonly offsetOf: (line: number, column: number) => number;
  /** A range of lines and columns that count bytes from 1. */
  readonly rangeAt: (range: Omit<Range, 'file'>) => EditorRange;
}

/** @param bytes the text of the document in UTF-8, as a byte string */
export function placesIn(document: TextDocument, bytes: string): Places {
  const text = document.getText();
  // A newline is one byte and one unit, so both lists are of the same lines.
  const byteStarts = lineStarts(bytes);
  const unitStarts = bytes.length === text.length ? byteStarts : lineStarts(text);

  const unitOf = (offset: number): number => {
    if (bytes.length === text.length) return offset;
    const line = lineAt(byteStarts, offset);
    const before = bytes.slice(byteStarts[line], characterStart(bytes, offset));
    return unitStarts[line]! + Buffer.from(before, 'latin1').toString('utf8').length;
  };
  const byteOf = (unit: number): number => {
    if (bytes.length === text.length) return unit;
    const line = lineAt(unitStarts, unit);
    return (
      byteStarts[line]! + Buffer.byteLength(text.slice(unitStarts[line], toCharacter(text, unit)), 'utf8')
    );
  };
  const positionAt = (offset: number) => document.positionAt(unitOf(Math.min(offset, bytes.length)));
  const rangeOf = (start: number, end: number) => ({ start: positionAt(start), end: positionAt(end) });
  const offsetOf = (line: number, column: number) => {
    const start = byteStarts[line - 1] ?? bytes.length;
    return Math.min(start + column - 1, byteStarts[line] ?? bytes.length);
  };
  return {
    positionAt,
    offsetAt: (position) => byteOf(document.offsetAt(position)),
    rangeOf,
    offsetOf,
    rangeAt: ({ line, column, endLine, endColumn }) =>
      rangeOf(offsetOf(line, column), offsetOf(endLine, endColumn)),
  };
}

function lineStarts(text: string): number[] {
  const starts = [0];
  for (let at = text.indexOf('\n'); at >= 0; at = text.indexOf('\n', at + 1)) starts.push(at + 1);
  return starts;
}

/** The index of the last start that is not behind an offset. */
function lineAt(starts: readonly number[], offset: number): number {
  let [low, high] = [0, starts.length];
  while (high - low > 1) {
    const middle = (low + high) >>> 1;
    if (starts[middle]! <= offset) low = middle;
    else high = middle;
  }
  return low;
}

/** An offset that splits no surrogate pair. */
function toCharacter(text: string, unit: number): number {
  const isSecondHalf = /^[\ud800-\udbff][\udc00-\udfff]$/.test(text.slice(Math.max(0, unit - 1), unit + 1));
  return isSecondHalf ? unit - 1 : unit;
}
