import type { Finding, Frame } from '../finding/finding.js';
import { lineMatches, type FrameLine } from '../match/overlay.js';
import { formatLocation } from '../suppression/location.js';
import { numberedFrames } from './frames.js';

/** Two neighbouring frames, by number. */
export interface Pair {
  readonly inner: number;
  readonly outer: number;
  /** Pairs that begin with `outer` and have been seen outside of this one. */
  readonly next: Set<number>;
}

/** Which frames call which. */
export interface CallGraph {
  readonly frames: readonly Frame[];
  readonly pairs: readonly Pair[];
  readonly longest: number;
  /** The numbers of the pairs of a stack that has been read, from the inside. */
  readonly pairsOf: (frames: readonly Frame[]) => readonly number[];
  /** The numbers of the frames that a line meets, as far as the logs tell. */
  readonly meeting: (line: FrameLine) => ReadonlySet<number>;
}

export function callGraph(findings: readonly Finding[]): CallGraph {
  const frames: Frame[] = [];
  const frameNumbers = new Map<string, number>();
  const pairs: Pair[] = [];
  const pairNumbers = new Map<string, number>();
  let longest = 0;
  const number = (stack: readonly Frame[], at: number): number => {
    const key = keyOf(stack, at);
    const known = frameNumbers.get(key);
    if (known !== undefined) return known;
    frameNumbers.set(key, frames.push(stack[at]!) - 1);
    return frames.length - 1;
  };
  const pairsOf = (stack: readonly Frame[]): readonly number[] =>
    stack.slice(1).map((_, at) => {
      const [inner, outer] = [number(stack, at), number(stack, at + 1)];
      const key = `${inner} ${outer}`;
      const known = pairNumbers.get(key);
      if (known !== undefined) return known;
      pairNumbers.set(key, pairs.push({ inner, outer, next: new Set() }) - 1);
      return pairs.length - 1;
    });
  for (const finding of findings)
    for (const stack of [finding.frames, ...finding.variants]) {
      longest = Math.max(longest, stack.length);
      const found = pairsOf(stack);
      found.slice(1).forEach((following, at) => pairs[found[at]!]!.next.add(following));
    }
  return { frames, pairs, longest, pairsOf, meeting: meetingIn(frames) };
}

/** Every line meets every frame once, and of the frames that lines cannot tell apart one. */
function meetingIn(frames: readonly Frame[]): CallGraph['meeting'] {
  const numbered = numberedFrames();
  const alike: number[][] = [];
  frames.forEach((frame, number) => (alike[numbered.numberOf(frame)] ??= []).push(number));
  const known = new Map<string, ReadonlySet<number>>();
  const meet = (line: FrameLine): ReadonlySet<number> => {
    if (line.type === 'src')
      return new Set([...frames.keys()].filter((at) => lineMatches(line, frames[at]!, false) !== 'no'));
    const { yes, maybe } = numbered.meet(line);
    return new Set([...yes, ...maybe].flatMap((each) => alike[each]!));
  };
  return (line) => {
    const key = formatLocation(line);
    const before = known.get(key);
    if (before) return before;
    const found = meet(line);
    known.set(key, found);
    return found;
  };
}

function keyOf(stack: readonly Frame[], at: number): string {
  const frame = stack[at]!;
  if ((frame.fun ?? frame.demangled ?? '???') !== '???') return plainKey(frame);
  return [frame, stack[at - 1], stack[at + 1]].map((each) => (each ? plainKey(each) : '')).join('\n\n');
}

function plainKey({ fun, demangled, obj }: Frame): string {
  return `${fun ?? ''}\n${demangled ?? ''}\n${obj ?? ''}`;
}
