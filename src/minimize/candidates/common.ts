import { formatLocation } from '../../suppression/location.js';
import type { FramePattern } from '../../suppression/suppression.js';
import { anyFrame, anyFrames, type CandidateSource, type Noise } from '../candidate.js';
import { isAnchor } from '../anchors.js';

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
  const spelled = noise.map(({ lines, numCallers }) =>
    lines.slice(0, numCallers).map((line) => formatLocation(line ?? anyFrame)),
  );
  const lineOf = new Map(
    noise.flatMap(({ lines }) =>
      [anyFrame, anyFrames, ...lines].flatMap((line) =>
        line ? [[formatLocation(line), line] as const] : [],
      ),
    ),
  );
  const holders = holdersOf(spelled);
  for (const [position, finding] of noise.entries())
    for (const other of nearest(position, spelled, holders)) {
      const shared = commonLines(spelled[position]!, spelled[other]!).map((key) => lineOf.get(key)!);
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

/** For each line, the findings that have it, by position. */
function holdersOf(spelled: readonly (readonly string[])[]): Map<string, number[]> {
  const holders = new Map<string, number[]>();
  spelled.forEach((lines, position) => {
    for (const line of new Set(lines)) {
      const known = holders.get(line);
      if (known) known.push(position);
      else holders.set(line, [position]);
    }
  });
  return holders;
}

/** Positions of the findings most like one: a line counts the more, the fewer have it. */
function nearest(
  position: number,
  spelled: readonly (readonly string[])[],
  holders: ReadonlyMap<string, readonly number[]>,
): number[] {
  const weights = new Map<number, number>();
  for (const line of new Set(spelled[position])) {
    const having = holders.get(line)!;
    if (having.length > tooCommon) continue;
    for (const other of having)
      if (other !== position) weights.set(other, (weights.get(other) ?? 0) + 1 / having.length);
  }
  return [...weights]
    .sort(([a, weight], [b, other]) => other - weight || a - b)
    .slice(0, neighbours)
    .map(([other]) => other);
}

const gap = formatLocation(anyFrames);

/** The longest common subsequence of two stacks, with `...` wherever one of them has something else in between. */
function commonLines(a: readonly string[], b: readonly string[]): string[] {
  const length = Array.from({ length: a.length + 1 }, () => new Uint16Array(b.length + 1));
  for (let i = a.length - 1; i >= 0; i--)
    for (let j = b.length - 1; j >= 0; j--)
      length[i]![j] =
        a[i] === b[j] ? length[i + 1]![j + 1]! + 1 : Math.max(length[i + 1]![j]!, length[i]![j + 1]!);
  const lines: string[] = [];
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
      if (length[i + 1]![j]! >= length[i]![j + 1]!) i++;
      else j++;
    }
  }
  return lines;
}
