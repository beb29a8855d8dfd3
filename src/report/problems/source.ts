import { characterStart, decodeBytes } from '../text.js';

/** Gives the lines of files, without their newlines; undefined for one that is not there. */
export function lineReader(
  sources: ReadonlyMap<string, string>,
): (file: string, line: number) => string | undefined {
  const startsOf = remembered(sources);
  return (file, line) => {
    const starts = startsOf(file);
    const start = starts?.[line - 1];
    if (start === undefined) return undefined;
    const next = starts![line];
    return sources.get(file)!.slice(start, next === undefined ? undefined : next - 1);
  };
}

/** Where the lines of a file begin, looked for once. */
function remembered(sources: ReadonlyMap<string, string>): (file: string) => readonly number[] | undefined {
  const known = new Map<string, readonly number[]>();
  return (file) => {
    const bytes = sources.get(file);
    if (bytes === undefined) return undefined;
    const starts = known.get(file) ?? lineStarts(bytes);
    known.set(file, starts);
    return starts;
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
  const startsOf = remembered(sources);
  return (file, offset) => {
    const starts = startsOf(file);
    if (starts === undefined) return undefined;
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
