import type { Frame } from '../../finding/finding.js';
import { possibly, surely, type FrameLine } from '../laying.js';
import { overhead, type Alphabet, type Letter } from './alphabet.js';
import { namesOf } from './names.js';

type SourceLine = Extract<FrameLine, { type: 'src' }>;

/** What the lines that name a file ask of the line in it. */
interface InFile {
  readonly anyLine: Letter;
  readonly atLine: ReadonlyMap<number, Letter>;
  /** For frames of which the log does not tell the line. */
  readonly someLine: Letter;
}

/** The letters of frames for `src:` lines, as srcMatches says. */
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

  return (alphabet: Alphabet) => {
    const files = new Map<string, InFile>();
    let untold: InFile | undefined;
    let inlined: Letter | undefined;
    let size = 0;
    return {
      size: () => size,
      of({ file, line }: Frame, inlinedBefore: boolean): Letter {
        if (inlinedBefore) return (inlined ??= alphabet.letter(possibly, numbers));
        if (file === null) return alphabet.none;
        const { anyLine, atLine, someLine } = inFile(file);
        return alphabet.joined(anyLine, line === undefined ? someLine : (atLine.get(line) ?? alphabet.none));
      },
    };

    function inFile(file: string | undefined): InFile {
      if (file === undefined) return (untold ??= grouped(numbers, possibly));
      let known = files.get(file);
      if (!known) {
        const matching = names.matching(file).flatMap((at) => groups[at]!);
        files.set(file, (known = grouped(matching, surely)));
      }
      return known;
    }

    function grouped(some: readonly number[], how: number): InFile {
      const at = new Map<number, number[]>();
      for (const number of some) {
        const known = at.get(lineOf(number));
        if (known) known.push(number);
        else at.set(lineOf(number), [number]);
      }
      const any = at.get(0) ?? [];
      at.delete(0);
      size += (at.size + 1) * overhead;
      return {
        anyLine: alphabet.letter(how, any),
        atLine: new Map([...at].map(([line, each]) => [line, alphabet.letter(how, each)])),
        someLine: alphabet.letter(possibly, [...at.values()].flat()),
      };
    }
  };
}
