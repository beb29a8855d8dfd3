import { characterStart, decodeBytes } from '../text.js';

/** Gives the lines of files, each file split once. */
export function lineReader(
  sources: ReadonlyMap<string, string>,
): (file: string, line: number) => string | undefined {
  const split = new Map<string, readonly string[]>();
  return (file, line) => {
    const bytes = sources.get(file);
    if (bytes === undefined) return undefined;
    const lines = split.get(file) ?? bytes.split('\n');
    split.set(file, lines);
    return lines[line - 1];
  };
}

/** The column in characters (code points) for one in bytes, both from 1. */
export function characterColumn(line: string | undefined, column: number): number {
  if (line === undefined) return column;
  return [...decodeBytes(line.slice(0, characterStart(line, column - 1)))].length + 1;
}

/** Gives the lines and columns, in bytes and from 1, of offsets into files; undefined for a file that is not known. */
export function placeReader(
  sources: ReadonlyMap<string, string>,
): (file: string, offset: number) => { line: number; column: number } | undefined {
  const known = new Map<string, readonly number[]>();
  return (file, offset) => {
    const bytes = sources.get(file);
    if (bytes === undefined) return undefined;
    const starts = known.get(file) ?? lineStarts(bytes);
    known.set(file, starts);
    const line = countUpTo(starts, offset);
    return { line, column: offset - starts[line - 1]! + 1 };
  };
}

function lineStarts(bytes: string): number[] {
  const starts = [0];
  for (let at = bytes.indexOf('\n'); at >= 0; at = bytes.indexOf('\n', at + 1)) starts.push(at + 1);
  return starts;
}

/** How many of some rising numbers are not above a limit. */
function countUpTo(rising: readonly number[], limit: number): number {
  let low = 0;
  let high = rising.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (rising[middle]! <= limit) low = middle + 1;
    else high = middle;
  }
  return low;
}
