import type { Frame } from '../finding/finding.js';
import type { FramePattern } from '../suppression/suppression.js';
import { thinNames, type Rival, type ThinName } from './thin-names.js';

/** A frame, and the lines that match it: bit k for the k-th. */
export interface ThinFrame {
  readonly frame: Frame;
  readonly fits: bigint;
}

/** More frames than these for one line are not looked at. */
const mostFrames = 1000;

/** The thinnest frames that a line matches: those that as few of the rivals match as possible. */
export type ThinFrames = (line: FramePattern) => readonly ThinFrame[] | undefined;

/**
 * Makes the function that tells the thinnest frames. `...` counts as a line that matches every frame, and as a rival
 * matches none. The function answers undefined where too many frames would have to be looked at.
 *
 * Function, object and source of a frame are independent of each other, so the thinnest frames are all combinations
 * of the thinnest names: names that the line's pattern fits where it has one, and any names elsewhere. The thinnest
 * source is none, for no line matches that.
 */
export function thinFrames(rivals: readonly FramePattern[]): ThinFrames {
  const funs = globsOf(rivals, (line) => (line.type === 'fun' ? line.pattern : undefined));
  const objs = globsOf(rivals, (line) => (line.type === 'obj' ? line.pattern : undefined));
  const anyFun = thinNames('*', funs);
  const anyObj = thinNames('*', objs);
  const noSource: readonly Source[] = [{ of: { file: null }, fits: 0n }];

  return (line) => {
    switch (line.type) {
      case 'fun':
        return combine(thinNames(line.pattern, funs), anyObj, noSource);
      case 'obj':
        return combine(anyFun, thinNames(line.pattern, objs), noSource);
      case 'src':
        return combine(anyFun, anyObj, thinSources(line, rivals));
      case '...':
        return combine(anyFun, anyObj, noSource);
    }
  };
}

interface Source {
  readonly of: Pick<Frame, 'file' | 'line'>;
  readonly fits: bigint;
}

type SourceLine = Extract<FramePattern, { type: 'src' }>;

/** A line that takes any line number has a frame whose number no rival asks for. */
function thinSources({ file, line }: SourceLine, rivals: readonly FramePattern[]): Source[] | undefined {
  const asked = new Set(rivals.map((each) => each.type === 'src' && each.line));
  let number = line || 1;
  while (line === 0 && asked.has(number)) number++;
  const fitting = globsOf(rivals, (each) =>
    each.type === 'src' && (each.line === 0 || each.line === number) ? each.file : undefined,
  );
  return thinNames(file, fitting)?.map(({ name, fits }) => ({ of: { file: name, line: number }, fits }));
}

function combine(
  funs: readonly ThinName[] | undefined,
  objs: readonly ThinName[] | undefined,
  sources: readonly Source[] | undefined,
): ThinFrame[] | undefined {
  if (!funs || !objs || !sources || funs.length * objs.length * sources.length > mostFrames) return undefined;
  return funs.flatMap((fun) =>
    objs.flatMap((obj) =>
      sources.map((source) => ({
        frame: { fun: fun.name, obj: obj.name, ...source.of },
        fits: fun.fits | obj.fits | source.fits,
      })),
    ),
  );
}

/** The globs of those lines that have one, each once, with the bits of all lines that have it. */
function globsOf(
  lines: readonly FramePattern[],
  globOf: (line: FramePattern) => string | undefined,
): readonly Rival[] {
  const bits = new Map<string, bigint>();
  lines.forEach((line, k) => {
    const glob = globOf(line);
    if (glob !== undefined) bits.set(glob, (bits.get(glob) ?? 0n) | (1n << BigInt(k)));
  });
  return [...bits].map(([glob, ofGlob]) => ({ glob, bits: ofGlob }));
}
