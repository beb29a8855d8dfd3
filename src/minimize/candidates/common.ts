import type { FramePattern } from '../../suppression/suppression.js';
import { anyFrame, anyFrames, type CandidateSource, type Noise } from '../candidate.js';
import { isAnchor } from '../anchors.js';
import { numberedLines } from '../line-tree.js';

/** With how many others each finding is compared: those that share the rarest lines with it. */
const neighbours = 8;

/** A line of more findings than this makes none of them neighbours: looking at all pairs would take the square. */
const tooCommon = 200;

/**
 * Anti-unification: what two findings have in common stays, what differs becomes `...`. Each result is offered whole
 * and cut behind each of its lines; for leaks also without what is in front of its first anchor, since the way from
 * there to the allocator is nobody's business.
 */
export function* common(noise: Parameters<CandidateSource>[0]): Iterable<readonly FramePattern[]> {
  const { distinct, numberOf } = numberedLines();
  const stacks = noise.map(({ lines, numCallers }) =>
    lines.slice(0, numCallers).map((line) => numberOf(line ?? anyFrame)),
  );
  const nearest = nearestIn(stacks, distinct.length);
  const gap = numberOf(anyFrames);
  const subsequence = subsequences(noise.reduce((most, { numCallers }) => Math.max(most, numCallers), 0));
  for (const [position, finding] of noise.entries())
    for (const other of nearest(position)) {
      const shared = subsequence(stacks[position]!, stacks[other]!, gap).map((number) => distinct[number]!);
      for (const lines of cutsOf(shared, finding)) yield lines;
    }
}

function* cutsOf(shared: readonly FramePattern[], { isLeak, numCallers }: Noise): Iterable<FramePattern[]> {
  // The innermost frame of an error that is no leak is the place that reads, writes or calls.
  if (shared.length < 2 || (!isLeak && shared[0]!.type === '...')) return;
  const anchor = shared.findIndex(isAnchor);
  for (let length = 2; length <= shared.length; length++) {
    if (shared[length - 1]!.type === '...') continue;
    if (length <= numCallers) yield shared.slice(0, length);
    if (isLeak && anchor > 0 && anchor < length && length - anchor < numCallers && shared[0]!.type !== '...')
      yield [anyFrames, ...shared.slice(anchor, length)];
  }
}

/** Finds the positions of the findings most like one: a line counts the more, the fewer have it. */
function nearestIn(
  stacks: readonly (readonly number[])[],
  lineCount: number,
): (position: number) => readonly number[] {
  const holders = Array.from({ length: lineCount }, (): number[] => []);
  stacks.forEach((lines, position) => {
    for (const line of lines) {
      const having = holders[line]!;
      if (having.at(-1) !== position) having.push(position);
    }
  });
  const weights = new Float64Array(stacks.length);
  const isNearer = (a: number, b: number) =>
    weights[a]! > weights[b]! || (weights[a] === weights[b] && a < b);
  return (position) => {
    const lines = stacks[position]!;
    const met: number[] = [];
    for (const [at, line] of lines.entries()) {
      const having = holders[line]!;
      if (having.length > tooCommon || lines.indexOf(line) < at) continue;
      const weight = 1 / having.length;
      for (const other of having) {
        if (other === position) continue;
        if (weights[other] === 0) met.push(other);
        weights[other]! += weight;
      }
    }
    // The nearest so far, in order.
    const found: number[] = [];
    for (const other of met) {
      if (found.length === neighbours && !isNearer(other, found.at(-1)!)) continue;
      let at = found.length;
      while (at > 0 && isNearer(other, found[at - 1]!)) at--;
      found.splice(at, 0, other);
      if (found.length > neighbours) found.pop();
    }
    for (const other of met) weights[other] = 0;
    return found;
  };
}

/** The longest common subsequence of two stacks, with the gap wherever one of them has something else in between. */
function subsequences(
  longest: number,
): (a: readonly number[], b: readonly number[], gap: number) => number[] {
  const width = longest + 1;
  const length = new Uint16Array(width * width);
  return (a, b, gap) => {
    for (let i = 0; i < a.length; i++) length[i * width + b.length] = 0;
    for (let j = 0; j <= b.length; j++) length[a.length * width + j] = 0;
    for (let i = a.length - 1; i >= 0; i--)
      for (let j = b.length - 1; j >= 0; j--) {
        const [below, beside] = [length[(i + 1) * width + j]!, length[i * width + j + 1]!];
        length[i * width + j] =
          a[i] === b[j] ? length[(i + 1) * width + j + 1]! + 1 : below > beside ? below : beside;
      }
    const lines: number[] = [];
    let skipped = false;
    for (let i = 0, j = 0; i < a.length && j < b.length;) {
      if (a[i] === b[j]) {
        if (skipped) lines.push(gap);
        skipped = false;
        lines.push(a[i]!);
        i++;
        j++;
      } else {
        skipped = true;
        if (length[(i + 1) * width + j]! >= length[i * width + j + 1]!) i++;
        else j++;
      }
    }
    return lines;
  };
}
