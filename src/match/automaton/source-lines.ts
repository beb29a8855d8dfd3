import type { Frame } from '../../finding/finding.js';
import { possibly, surely, type FrameLine } from '../laying.js';
import { overhead } from './alphabet.js';
import { namesOf } from './names.js';
import type { Points } from './matching-lines.js';
import { point } from './points.js';

type SourceLine = Extract<FrameLine, { type: 'src' }>;

/** What the lines that name a file ask of the line in it. */
interface InFile {
  readonly anyLine: Points;
  readonly atLine: ReadonlyMap<number, Points>;
  /** For frames of which the log does not tell the line. */
  readonly someLine: Points;
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
      size = 0;
    },
    add({ file, line }: Frame, inlinedBefore: boolean, lists: Points[]): void {
      if (inlinedBefore) lists.push(afterInlined);
      else if (file !== null) {
        const { anyLine, atLine, someLine } = file === undefined ? untold : inFile(file);
        lists.push(anyLine, line === undefined ? someLine : (atLine.get(line) ?? none));
      }
    },
  };

  function inFile(file: string): InFile {
    let known = files.get(file);
    if (!known) {
      const matching = names.matching(file).flatMap((at) => groups[at]!);
      files.set(file, (known = grouped(matching, surely)));
      size += overhead + 2 * matching.length;
    }
    return known;
  }

  function grouped(some: readonly number[], how: number): InFile {
    const byLine = new Map<number, number[]>();
    for (const number of some) {
      const known = byLine.get(lineOf(number));
      if (known) known.push(point(number, how));
      else byLine.set(lineOf(number), [point(number, how)]);
    }
    const asked = some.filter((number) => lineOf(number) !== 0);
    const anyLine = byLine.get(0) ?? none;
    byLine.delete(0);
    return { anyLine, atLine: byLine, someLine: asked.map((number) => point(number, possibly)) };
  }
}

const none: Points = [];
