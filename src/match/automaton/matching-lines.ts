import type { Frame } from '../../finding/finding.js';
import { fitsAnything, globsIntersect } from '../glob.js';
import { possibly, surely, type FrameLine } from '../laying.js';
import { mangledShapes } from '../mangled-shapes.js';
import { operatorSymbol } from '../operators.js';
import { textOf } from '../plain-stack.js';
import { overhead } from './alphabet.js';
import { beginningsOf } from './beginnings.js';
import { namesOf } from './names.js';
import { nodeAt, point } from './points.js';
import { sourceLines } from './source-lines.js';

/**
 * The lines that match a frame, or may, as points (points.ts): some lists, that have no line in common. They are found by the
 * names in it, each of which is tried on the lines once; what is tried is what funMatches, objMatches and srcMatches say.
 * Frames share their lists.
 */
export interface MatchingLines {
  /** `inlinedBefore`: see src.ts. */
  readonly of: (frame: Frame, inlinedBefore: boolean) => readonly Points[];
  /** Are there `src:` lines? Only they ask whether a call was inlined. */
  readonly lookAtSources: boolean;
}

export type Points = readonly number[];

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
    of(frame, inlinedBefore) {
      if (fun.size() + obj.size() + src.size() > bound) for (const each of [fun, obj, src]) each.forget();
      const lists: Points[] = [obj.of(frame.obj)];
      fun.add(frame, lists);
      if (srcs.length > 0) src.add(frame, inlinedBefore, lists);
      return lists;
    },
    lookAtSources: srcs.length > 0,
  };
}

/** Of a name, or of none: then all lines may match. */
function byName(numbers: readonly number[], textAt: (line: number) => string) {
  const names = namesOf(numbers.map((line) => ({ glob: textAt(line), number: point(line, surely) })));
  const known = new Map<string, Points>();
  let untold: Points | undefined;
  let size = 0;
  return {
    /** As points that surely match. */
    matching: names.matching,
    size: () => size,
    forget() {
      known.clear();
      size = 0;
    },
    of(name: string | undefined): Points {
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
  /** Of names as printed, without those of their shape. */
  const others = new Map<string, Points>();
  const shapes = new Map<string, Shape>();
  /** Made when the first frame comes of which only the printed name is known: most sets never meet one. */
  let beginningLike: ReturnType<typeof beginningsOf> | undefined;
  let size = 0;
  return {
    size: () => size + symbols.size(),
    forget() {
      symbols.forget();
      others.clear();
      shapes.clear();
      size = 0;
    },
    add({ fun, demangled }: Frame, lists: Points[]): void {
      const symbol = fun ?? operatorSymbol(demangled ?? '');
      if (symbol !== undefined || demangled === undefined) {
        lists.push(symbols.of(symbol));
        return;
      }
      const shape = shapeOf(mangledShapes(demangled));
      lists.push(shape.points, othersOf(demangled, shape));
    },
  };

  function othersOf(demangled: string, { lines }: Shape): Points {
    let points = others.get(demangled);
    if (points === undefined) {
      const matching = symbols.matching(demangled).map(nodeAt);
      points = matching.filter((line) => !lines.has(line)).map((line) => point(line, possibly));
      others.set(demangled, points);
      size += overhead + points.length;
    }
    return points;
  }

  function shapeOf(globs: readonly string[]): Shape {
    const key = globs.join(' ');
    let shape = shapes.get(key);
    if (shape === undefined) {
      const lines = new Set<number>();
      beginningLike ??= beginningsOf(numbers.map((line) => ({ glob: textAt(line), number: line })));
      for (const glob of globs)
        for (const line of beginningLike(glob)) if (globsIntersect(textAt(line), glob)) lines.add(line);
      shapes.set(key, (shape = { points: asFarAsSure([...lines], textAt), lines }));
      size += overhead + lines.size;
    }
    return shape;
  }
}

/** What may match all names that are printed for symbols of some shapes. */
interface Shape {
  readonly points: Points;
  readonly lines: ReadonlySet<number>;
}

/** Lines that may match a name of which nothing is known, and surely do if they match all. */
function asFarAsSure(numbers: readonly number[], textAt: (line: number) => string): Points {
  return numbers.map((line) => point(line, fitsAnything(textAt(line)) ? surely : possibly));
}
