import type { Frame } from '../../finding/finding.js';
import { mangledShapes } from '../fun.js';
import { fitsAnything, globsIntersect } from '../glob.js';
import { possibly, surely, type FrameLine } from '../laying.js';
import { operatorSymbol } from '../operators.js';
import { textOf } from '../plain-stack.js';
import { createAlphabet, overhead, type Alphabet, type Letter } from './alphabet.js';
import { namesOf, type Names } from './names.js';
import { sourceLines } from './source-lines.js';

/** The letters of frames. */
export interface Letters {
  /** Are there `src:` lines? Only they ask whether a call was inlined. */
  readonly lookAtSources: boolean;
  /** `inlinedBefore`: see src.ts. */
  readonly of: (frame: Frame, inlinedBefore: boolean) => Letter;
}

/** Lines of one type, to be found by names. */
export interface LinesByName {
  readonly numbers: readonly number[];
  readonly names: Names;
}

/**
 * The letters of frames for some lines. They are found by the names in a frame, each of which is tried on the lines once;
 * what is tried is what funMatches, objMatches and srcMatches say.
 *
 * @param bound how much is remembered of them, about the count of numbers; whatever is above is forgotten, and found again
 */
export function lettersOf(lines: readonly FrameLine[], bound: number): Letters {
  const textAt = (number: number) => textOf(lines[number]!);
  const ofType = (type: FrameLine['type']) =>
    [...lines.keys()].filter((number) => lines[number]!.type === type);
  const byName = (numbers: readonly number[]): LinesByName => ({
    numbers,
    names: namesOf(numbers.map((number) => ({ glob: textAt(number), number }))),
  });
  const [funs, objs, srcs] = [byName(ofType('fun')), byName(ofType('obj')), ofType('src')];
  const sources = sourceLines(lines, srcs);
  const [hasFuns, hasObjs, hasSrcs] = [funs.numbers.length > 0, objs.numbers.length > 0, srcs.length > 0];
  let count = 0;
  let letters = afresh();
  return {
    lookAtSources: hasSrcs,
    of(frame, inlinedBefore) {
      let letter = letters.byFrame.get(frame);
      if (letter === undefined) {
        if (letters.size() > bound) letters = afresh();
        letters.byFrame.set(frame, (letter = letters.found(frame)));
      }
      return hasSrcs ? letters.withSource(letter, frame, inlinedBefore) : letter;
    },
  };

  function afresh() {
    const alphabet = createAlphabet(() => count++);
    const ofFun = funLetters(alphabet, funs, textAt);
    const ofObj = nameLetters(alphabet, objs, textAt);
    const ofSrc = sources(alphabet);
    /** Stacks of a log share their frames. */
    const byFrame = new Map<Frame, Letter>();
    return {
      byFrame,
      size: () => alphabet.size() + ofFun.size() + ofObj.size() + ofSrc.size() + byFrame.size * overhead,
      found(frame: Frame): Letter {
        const named = hasFuns ? ofFun.of(frame) : alphabet.none;
        return hasObjs ? alphabet.joined(ofObj.of(frame.obj), named) : named; // of objects there are few
      },
      withSource: (letter: Letter, frame: Frame, inlinedBefore: boolean): Letter =>
        alphabet.joined(letter, ofSrc.of(frame, inlinedBefore)),
    };
  }
}

/** Of a name, or of none: then all lines may match. */
function nameLetters(alphabet: Alphabet, { numbers, names }: LinesByName, textAt: (line: number) => string) {
  const known = new Map<string, Letter>();
  let untold: Letter | undefined;
  return {
    size: () => known.size * overhead,
    of(name: string | undefined): Letter {
      if (name === undefined) return (untold ??= ofUntold());
      let letter = known.get(name);
      if (!letter) known.set(name, (letter = alphabet.letter(surely, names.matching(name))));
      return letter;
    },
  };

  function ofUntold(): Letter {
    const [anything, others] = parted(numbers, (line) => fitsAnything(textAt(line)));
    return alphabet.joined(alphabet.letter(surely, anything), alphabet.letter(possibly, others));
  }
}

function funLetters(alphabet: Alphabet, funs: LinesByName, textAt: (line: number) => string) {
  const symbols = nameLetters(alphabet, funs, textAt);
  const printed = new Map<string, Letter>();
  const shapes = new Map<string, { readonly letter: Letter; readonly lines: ReadonlySet<number> }>();
  return {
    size: () => symbols.size() + printed.size * overhead,
    of({ fun, demangled }: Frame): Letter {
      if (fun !== undefined || demangled === undefined) return symbols.of(fun);
      let letter = printed.get(demangled);
      if (!letter) printed.set(demangled, (letter = ofPrinted(demangled)));
      return letter;
    },
  };

  function ofPrinted(demangled: string): Letter {
    const symbol = operatorSymbol(demangled);
    if (symbol !== undefined) return symbols.of(symbol);
    const shape = ofShape(mangledShapes(demangled));
    const others = funs.names.matching(demangled).filter((line) => !shape.lines.has(line));
    return alphabet.joined(shape.letter, alphabet.letter(possibly, others));
  }

  /** Of all names that are printed for symbols of these shapes. */
  function ofShape(globs: readonly string[]) {
    const key = globs.join(' ');
    const known = shapes.get(key);
    if (known) return known;
    const lines = funs.numbers.filter((line) => globs.some((glob) => globsIntersect(textAt(line), glob)));
    const [anything, others] = parted(lines, (line) => fitsAnything(textAt(line)));
    const letter = alphabet.joined(alphabet.letter(surely, anything), alphabet.letter(possibly, others));
    const made = { letter, lines: new Set(lines) };
    shapes.set(key, made);
    return made;
  }
}

function parted(lines: readonly number[], isFirst: (line: number) => boolean) {
  return [lines.filter(isFirst), lines.filter((line) => !isFirst(line))] as const;
}
