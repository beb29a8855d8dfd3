import type { Finding, Frame } from '../finding/finding.js';
import { operatorSymbol } from '../match/operators.js';
import type { FramePattern } from '../suppression/suppression.js';

/** The narrowest line that surely matches the frame, as far as its log tells what Valgrind compares. */
export function exactLine(frame: Frame): FramePattern {
  const fun = symbolOf(frame);
  if (fun !== undefined && fun !== '???') return { type: 'fun', pattern: fun };
  if (frame.obj !== undefined && frame.obj !== '???') return { type: 'obj', pattern: frame.obj };
  return { type: 'obj', pattern: '*' };
}

/** What `fun:` is compared with; undefined where the log tells no more than the demangled name. */
function symbolOf({ fun, demangled = '' }: Frame): string | undefined {
  return fun ?? operatorSymbol(demangled);
}

/** The frames of a finding that can be matched at `--num-callers=numCallers`: inlined calls come on top. */
export function framesWithin(finding: Finding, numCallers: number): readonly Frame[] {
  let addresses = 0;
  for (const [position, frame] of finding.frames.entries()) {
    if (!frame.inlined) addresses++;
    if (addresses === numCallers) return finding.frames.slice(0, position + 1);
  }
  return finding.frames;
}

/** All that an entry can say about a finding: one exact line a frame, at most `numCallers`. */
export function exactLines(finding: Finding, numCallers: number): FramePattern[] {
  return framesOfLines(finding, numCallers).map(exactLine);
}

/** How many of those lines fit other functions as well, for the log does not tell what Valgrind compares. */
export function untoldLines(finding: Finding, numCallers: number): number {
  return framesOfLines(finding, numCallers).filter((frame) => symbolOf(frame) === undefined).length;
}

function framesOfLines(finding: Finding, numCallers: number): readonly Frame[] {
  return framesWithin(finding, numCallers).slice(0, numCallers);
}
