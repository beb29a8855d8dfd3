import type { Frame } from '../../finding/finding.js';
import { mangledShapes } from '../fun.js';
import { fitsAnything, globsIntersect } from '../glob.js';
import { possibly, surely, type FrameLine } from '../laying.js';
import { operatorSymbol } from '../operators.js';
import { textOf } from '../plain-stack.js';
import { overhead } from './alphabet.js';
import { namesOf } from './names.js';
import { nodeAt, point } from './points.js';
import { sourceLines } from './source-lines.js';

/**
 * The lines that match a frame, or may, as points (points.ts): no line twice. They are found by the names in it, each of which
 * is tried on the lines once; what is tried is what funMatches, objMatches and srcMatches say.
 */
export interface MatchingLines {
  readonly fun: (frame: Frame) => readonly number[];
  readonly obj: (frame: Frame) => readonly number[];
  /** `inlinedBefore`: see src.ts. */
  readonly src: (frame: Frame, inlinedBefore: boolean) => readonly number[];
  /** Are there `src:` lines? Only they ask whether a call was inlined. */
  readonly lookAtSources: boolean;
}

/** @param bound how much is remembered, about the count of numbers; whatever is above is forgotten, and found again */
export function matchingLines(lines: readonly FrameLine[], bound: number): MatchingLines {
  const ofType = (type: FrameLine['type']) =>
    [...lines.keys()].filter((number) => lines[number]!.type === type);
  const textAt = (number: number) => textOf(lines[number]!);
  const srcs = ofType('src');
  const fun = byFun(ofType('fun'), textAt);
  const obj = byName(ofType('obj'), textAt);
  const src = sourceLines(lines, srcs);
  return {
    fun: (frame) => kept(fun.of(frame)),
    obj: (frame) => kept(obj.of(frame.obj)),
    src: (frame, inlinedBefore) => kept(src.of(frame, inlinedBefore)),
    lookAtSources: srcs.length > 0,
  };

  function kept(points: readonly number[]): readonly number[] {
    if (fun.size() + obj.size() + src.size() > bound) for (const each of [fun, obj, src]) each.forget();
    return points;
  }
}

/** Of a name, or of none: then all lines may match. */
function byName(numbers: readonly number[], textAt: (line: number) => string) {
  const names = namesOf(numbers.map((line) => ({ glob: textAt(line), number: point(line, surely) })));
  const known = new Map<string, readonly number[]>();
  let untold: readonly number[] | undefined;
  let size = 0;
  return {
    /** As points that surely match. */
    matching: names.matching,
    size: () => size,
    forget() {
      known.clear();
      size = 0;
    },
    of(name: string | undefined): readonly number[] {
      if (name === undefined) return (untold ??= asFarAsSure(numbers, textAt));
      let points = known.get(name);
      if (points === undefined) {
        known.set(name, (points = names.matching(name)));
        size += overhead + points.length;
      }
      return points;
    },
  };
}

function byFun(numbers: readonly number[], textAt: (line: number) => string) {
  const symbols = byName(numbers, textAt);
  const printed = new Map<string, readonly number[]>();
  const shapes = new Map<string, readonly number[]>();
  let size = 0;
  return {
    size: () => size + symbols.size(),
    forget() {
      symbols.forget();
      printed.clear();
      size = 0;
    },
    of({ fun, demangled }: Frame): readonly number[] {
      if (fun !== undefined || demangled === undefined) return symbols.of(fun);
      let points = printed.get(demangled);
      if (points === undefined) {
        printed.set(demangled, (points = ofPrinted(demangled)));
        size += overhead + points.length;
      }
      return points;
    },
  };

  function ofPrinted(demangled: string): readonly number[] {
    const symbol = operatorSymbol(demangled);
    if (symbol !== undefined) return symbols.of(symbol);
    const ofShape = shapePoints(mangledShapes(demangled));
    const lines = new Set(ofShape.map(nodeAt));
    const others = symbols.matching(demangled).map(nodeAt);
    return [...ofShape, ...others.filter((line) => !lines.has(line)).map((line) => point(line, possibly))];
  }

  /** Of all names that are printed for symbols of these shapes. */
  function shapePoints(globs: readonly string[]): readonly number[] {
    const key = globs.join(' ');
    let points = shapes.get(key);
    if (points === undefined) {
      const lines = numbers.filter((line) => globs.some((glob) => globsIntersect(textAt(line), glob)));
      shapes.set(key, (points = asFarAsSure(lines, textAt)));
    }
    return points;
  }
}

/** Lines that may match a name of which nothing is known, and surely do if they match all. */
function asFarAsSure(numbers: readonly number[], textAt: (line: number) => string): readonly number[] {
  return numbers.map((line) => point(line, fitsAnything(textAt(line)) ? surely : possibly));
}
