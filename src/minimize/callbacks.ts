import type { Finding, Frame } from '../finding/finding.js';
import type { FramePattern } from '../suppression/suppression.js';
import { anyFrames } from './candidate.js';
import { isLibrary, isProgram } from './doors.js';
import { numberedFrames } from './frames.js';
import { ownReason, type OwnCode } from './own.js';
import { lineTree, numberedLines, type LineTree, type NumberedLines } from './line-tree.js';
import { reachIn } from './reach.js';
import { stacksOf, type Stacks } from './stacks.js';
import { walk } from './walk.js';

/** Where own code could stand within a gap of lines: libraries call code of others back. */
export interface Callbacks {
  /** Those of all trees that are asked about. */
  readonly lines: NumberedLines;
  /**
   * Which nodes of a tree have a gap in which own code could stand. The gap may not be the last line.
   *
   * @param isLeak see `callbacksIn`
   */
  readonly skippedBy: (tree: LineTree, isLeak: boolean) => (node: number) => boolean;
}

/**
 * Prepares the question whether own code could stand within a gap of an entry: `...` does not ask whose the frames are
 * that it skips. The entry `... fun:g_main_context_dispatch fun:main_loop_wait` would hide whatever own code, called
 * from there, does wrong.
 *
 * The answer is yes when the lines behind the gap match frames outside of a place where some stack of the findings
 * shows a library calling code of a program, a function without a symbol of another library (nothing but a pointer
 * leads to it) or one of a library that was unloaded, frames outside of any own code, or the root of a program or thread.
 *
 * @param programs whether for errors that are no leaks the code of any program counts as own code: what a program does
 * wrong may be next to what it does on purpose. For memory it never does
 */
export function callbacksIn(
  findings: readonly Finding[],
  own: OwnCode,
  numCallers: number,
  programs: boolean,
): Callbacks {
  const lines = numberedLines();
  const around = (inPrograms: boolean) => {
    let known: Stacks | undefined;
    return () => (known ??= stacksOf(contextsIn(findings, own, inPrograms), numCallers, lines));
  };
  const ofMemory = around(false);
  const ofErrors = programs ? around(true) : ofMemory;
  return {
    lines,
    skippedBy(tree, isLeak) {
      const tails = lineTree(lines);
      const gap = lines.numberOf(anyFrames);
      // What the last gap cannot skip none of those further in can: the lines behind it come behind them as well.
      const behindGap = new Int32Array(tree.size).fill(-1);
      for (let node = 1; node < tree.size; node++) {
        const line = tree.lineOf(node);
        const before = behindGap[tree.parentOf(node)]!;
        if (line === gap) behindGap[node] = tails.child(0, gap);
        else if (before >= 0) behindGap[node] = tails.child(before, line);
      }
      const skips = new Uint8Array(tails.size);
      if (tails.size > 1) walk(tails, isLeak ? ofMemory() : ofErrors(), (node) => (skips[node] = 1));
      return (node) => behindGap[node]! >= 0 && skips[behindGap[node]!] === 1;
    },
  };
}

/** The frames outside of each place where own code may be called, each once, as findings. */
function contextsIn(findings: readonly Finding[], own: OwnCode, programs: boolean): readonly Finding[] {
  const { numberOf } = numberedFrames();
  const contexts = new Map<string, Finding>();
  const known = new Map<number, Map<number, boolean>>();
  for (const finding of findings) {
    const numbers = finding.frames.map(numberOf);
    for (let caller = 1; caller < numbers.length; caller++) {
      const answers = known.get(numbers[caller]!) ?? new Map<number, boolean>();
      known.set(numbers[caller]!, answers);
      let calls = answers.get(numbers[caller - 1]!);
      if (calls === undefined) {
        calls = callsOwnCode(finding.frames[caller - 1]!, finding.frames[caller]!, own, programs);
        // Whether code without object is own may hang on its source file.
        if (own.length === 0 && finding.frames[caller]!.obj !== undefined)
          answers.set(numbers[caller - 1]!, calls);
      }
      if (!calls) continue;
      const key = numbers.slice(caller).join();
      if (contexts.has(key)) continue;
      const frames = finding.frames.slice(caller);
      contexts.set(key, { ...finding, frames, variants: [], hidesBelowMain: false });
    }
  }
  return [...contexts.values()];
}

/** The same question of some lines alone, asked plainly: the twin of the tests. */
export function callbackReach(
  findings: readonly Finding[],
  own: OwnCode,
  numCallers: number,
  programs = false,
): (lines: readonly FramePattern[]) => boolean {
  const reach = reachIn(contextsIn(findings, own, programs), numCallers);
  return (lines) =>
    lines.some(
      (line, at) => line.type === '...' && at + 1 < lines.length && reach(lines.slice(at)).maybe.length > 0,
    );
}

/** What calls the first function of a program or of a thread. */
const roots = /^(?:main|\(below main\)|__libc_start_.*|start_thread|clone3?)$/;

function callsOwnCode(called: Frame, caller: Frame, own: OwnCode, programs: boolean): boolean {
  if (ownReason(caller, own) !== undefined || (programs && isProgram(caller))) return true;
  if (roots.test(caller.fun ?? '') && !roots.test(called.fun ?? '')) return true;
  if (!isLibrary(caller) || called.obj === caller.obj) return false;
  return isProgram(called) || (called.fun === '???' && (isLibrary(called) || called.obj === '???'));
}
