import type { Finding } from '../finding/finding.js';
import { mayMatchBelowMain, programFile } from '../match/below-main.js';
import { kindMatches } from '../match/kind.js';
import { recordedStacks } from '../match/stack.js';
import type { FramePattern } from '../suppression/suppression.js';
import { maxLocations } from '../suppression/limits.js';
import { newestVersion } from '../suppression/version.js';
import type { NamePattern } from './candidate.js';
import { numberedFrames } from './frames.js';
import { integers } from '../match/integers.js';
import type { NumberedLines } from './line-tree.js';
import { asSuppression } from './noise.js';

/**
 * The stacks of findings in a row, frame by frame and by number. A *slot* is a frame of a stack, or the end of it. What
 * may go on outside the last frame that is shown (below `main`) has slots, too.
 */
export interface Stacks {
  /** Number of the frame at a slot; -1 at the end of a stack. */
  readonly frameAt: Int32Array;
  /** Frame numbers are below this. */
  readonly frameCount: number;
  /** By slot: number of its stack. */
  readonly stackAt: Int32Array;
  /** By stack: its first slot; one more at the end. */
  readonly begins: Int32Array;
  /** By stack: position of its finding; the stacks of one stand together. */
  readonly findingOf: Int32Array;
  /** By finding: its first stack; one more at the end. */
  readonly stacksOf: Int32Array;
  /** By finding: false where even lines that surely match all of its stacks are not sure to hide it. */
  readonly canBeSure: readonly boolean[];
  /** Numbers of the frames that a line meets, ascending, and those of them of which the log does not tell. */
  readonly met: (line: number) => Met;
}

export interface Met {
  readonly all: Int32Array;
  readonly maybe: ReadonlySet<number>;
  readonly has: (frame: number) => boolean;
}

/** The stacks as a run with `--num-callers=numCallers` records them, for lines of names and gaps. */
export function stacksOf(findings: readonly Finding[], numCallers: number, lines: NumberedLines): Stacks {
  const frames = numberedFrames();
  const [frameAt, stackAt, begins, findingOf, first] = [
    integers(),
    integers(),
    integers(),
    integers(),
    integers(),
  ];
  const canBeSure: boolean[] = [];
  /** The place below main of each program, as a frame: numbers go down from -2 until all frames have theirs. */
  const programs = new Map<string | undefined, number>();
  for (const [position, finding] of findings.entries()) {
    first.push(findingOf.length);
    const stacks = recordedStacks(finding, numCallers);
    canBeSure.push(stacks.length === 1 || kindMatches(asSuppression(finding, []), finding) === 'yes');
    for (const { frames: shown, hidden } of stacks) {
      const stack = findingOf.length;
      findingOf.push(position);
      begins.push(frameAt.length);
      for (const frame of shown) frameAt.push(frames.numberOf(frame));
      if (hidden > 0) {
        const program = programFile(shown);
        const place = programs.get(program) ?? -2 - programs.size;
        programs.set(program, place);
        for (let more = Math.min(hidden, longestEntry); more > 0; more--) frameAt.push(place);
      }
      frameAt.push(-1);
      while (stackAt.length < frameAt.length) stackAt.push(stack);
    }
  }
  begins.push(frameAt.length);
  first.push(findingOf.length);
  const shown = frames.distinct.length;
  const slots = frameAt.values.slice(0, frameAt.length);
  for (let slot = 0; slot < slots.length; slot++)
    if (slots[slot]! < -1) slots[slot] = shown - 2 - slots[slot]!;

  const known: (Met | undefined)[] = [];
  const met = (line: number): Met => (known[line] ??= meet(lines.distinct[line]!));
  const meet = (line: FramePattern): Met => {
    if (!isName(line)) throw new TypeError('only lines with names meet numbered frames');
    const { yes, maybe } = frames.meet(line);
    const unsure = new Set(maybe);
    for (const [program, place] of programs)
      if (mayMatchBelowMain(line, program)) unsure.add(shown - 2 - place);
    const all = Int32Array.from([...yes, ...unsure]).sort();
    if (all.length > fewFrames) {
      const set = new Set(all);
      return { all, maybe: unsure, has: (frame) => set.has(frame) };
    }
    return { all, maybe: unsure, has: (frame) => all.includes(frame) };
  };
  return {
    frameAt: slots,
    frameCount: shown + programs.size,
    stackAt: stackAt.values.slice(0, stackAt.length),
    begins: begins.values.slice(0, begins.length),
    findingOf: findingOf.values.slice(0, findingOf.length),
    stacksOf: first.values.slice(0, first.length),
    canBeSure,
    met,
  };
}

/** No entry has more lines, so more frames below main cannot be told from as many. */
const longestEntry = maxLocations(newestVersion);

/** So few are found as fast by looking at each. */
const fewFrames = 6;

function isName(line: FramePattern): line is NamePattern {
  return line.type === 'fun' || line.type === 'obj';
}
