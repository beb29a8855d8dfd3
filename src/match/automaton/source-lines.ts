import type { Frame } from '../../finding/finding.js';
import { possibly, surely, type FrameLine } from '../laying.js';
import { overhead } from './alphabet.js';
import { namesOf } from './names.js';
import { nodeAt, point } from './points.js';

type SourceLine = Extract<FrameLine, { type: 'src' }>;

/** What the lines that name a file ask of the line in it. */
interface InFile {
  readonly anyLine: readonly number[];
  readonly atLine: ReadonlyMap<number, readonly number[]>;
  /** Both, by the line of frames; undefined is one that the log does not tell. */
  readonly known: Map<number | undefined, readonly number[]>;
}

/** The `src:` lines that match frames, as srcMatches says. */
export function sourceLines(lines: readonly FrameLine[], numbers: readonly number[]) {
  const lineOf = (number: number) => (lines[number] as SourceLine).line;
  const byFile = new Map<string, number[]>();
  for (const number of numbers) {
    const { file } = lines[number] as SourceLine;
    const known = byFile.get(file);
    if (known) known.push(number);
    else byFile.set(file, [number]);
  }
  const groups = [...byFile.values()];
  const names = namesOf([...byFile.keys()].map((glob, number) => ({ glob, number })));
  const afterInlined = numbers.map((number) => point(number, possibly));
  const untold = grouped(numbers, possibly);
  const files = new Map<string, InFile>();
  let size = 0;
  return {
    size: () => size,
    forget() {
      files.clear();
      untold.known.clear();
      size = 0;
    },
    of({ file, line }: Frame, inlinedBefore: boolean): readonly number[] {
      if (inlinedBefore) return afterInlined;
      if (file === null) return none;
      const asked = file === undefined ? untold : inFile(file);
      let points = asked.known.get(line);
      if (points === undefined) {
        asked.known.set(line, (points = atLine(asked, line)));
        size += overhead + points.length;
      }
      return points;
    },
  };

  function inFile(file: string): InFile {
    let known = files.get(file);
    if (!known) {
      const matching = names.matching(file).flatMap((at) => groups[at]!);
      files.set(file, (known = grouped(matching, surely)));
      size += overhead + matching.length;
    }
    return known;
  }

  function atLine({ anyLine, atLine }: InFile, line: number | undefined): readonly number[] {
    if (line !== undefined) return anyLine.concat(atLine.get(line) ?? none);
    return anyLine.concat([...atLine.values()].flat().map((each) => point(nodeAt(each), possibly)));
  }

  function grouped(some: readonly number[], how: number): InFile {
    const byLine = new Map<number, number[]>();
    for (const number of some) {
      const known = byLine.get(lineOf(number));
      if (known) known.push(point(number, how));
      else byLine.set(lineOf(number), [point(number, how)]);
    }
    const anyLine = byLine.get(0) ?? none;
    byLine.delete(0);
    return { anyLine, atLine: byLine, known: new Map() };
  }
}

const none: readonly number[] = [];
