import type { Finding, Frame } from '../finding/finding.js';
import type { FrameLine } from '../match/overlay.js';
import { formatLocation } from '../suppression/location.js';
import type { FramePattern, Suppression } from '../suppression/suppression.js';
import { callGraph, type CallGraph, type Pair } from './call-graph.js';

/**
 * The stacks that a program might show though no log does: every three successive frames stand together in some stack
 * of the findings, the innermost two are the innermost two of one, and none is longer than the longest. A frame without a name
 * is another one with each pair of neighbours, since it can be any function of its object.
 */
export interface PlausibleStacks {
  /**
   * A plausible stack that both the lines and the pattern match, as far as the logs tell; undefined when there is
   * none. `undecided` when the search was given up: then nothing is proven.
   */
  readonly inBoth: (
    lines: readonly FramePattern[],
    pattern: Suppression,
  ) => readonly Frame[] | 'undecided' | undefined;
  /**
   * Prepares the question which of many patterns are worth asking about, for many lines: those of whose plausible stacks
   * each line meets some frame. In the order given.
   */
  readonly near: (
    patterns: readonly Suppression[],
  ) => (lines: readonly FramePattern[]) => readonly Suppression[];
}

/** More states than this are no longer searched: some seconds' work. */
const mostStates = 400_000;

/**
 * @param all the findings whose stacks tell which calls there are
 * @param alike the findings of one kind: only there a stack begins as theirs do
 */
export function plausibleStacks(all: readonly Finding[], alike: readonly Finding[]): PlausibleStacks {
  return plausibleIn(callGraph(all), alike);
}

/** The same for several kinds. */
export function plausibleIn(graph: CallGraph, alike: readonly Finding[]): PlausibleStacks {
  const begins = new Set<number>();
  const { pairs } = graph;
  for (const finding of alike)
    for (const frames of [finding.frames, ...finding.variants]) {
      const first = graph.pairsOf(frames)[0];
      if (first !== undefined) begins.add(first);
    }
  /** In the order of `begins`, by inner and by outer frame. */
  const byInner = new Map<number, number[]>();
  const byOuter = new Map<number, number[]>();
  const order = new Map<number, number>();
  for (const pair of begins) {
    const { inner, outer } = pairs[pair]!;
    order.set(pair, order.size);
    for (const [by, frame] of [[byInner, inner] as const, [byOuter, outer] as const]) {
      const known = by.get(frame);
      if (known) known.push(pair);
      else by.set(frame, [pair]);
    }
  }
  /** The pairs with which a stack may begin that the first lines meet, in the order of `begins`. */
  const beginsFor = ([first, second]: readonly FramePattern[]): Iterable<number> => {
    if (first === undefined || first.type === '...') return begins;
    const inner = graph.meeting(first);
    const outer = second === undefined || second.type === '...' ? undefined : graph.meeting(second);
    const found: number[] = [];
    // Many stacks begin in few ways and go on in many.
    for (const frame of outer ?? inner)
      for (const pair of (outer ? byOuter : byInner).get(frame) ?? [])
        if (inner.has(pairs[pair]!.inner)) found.push(pair);
    return found.sort((a, b) => order.get(a)! - order.get(b)!);
  };
  const alive = new Map<Suppression, Alive>();
  const aliveIn = (pattern: Suppression): Alive => {
    const known = alive.get(pattern);
    if (known) return known;
    const { frames } = pattern;
    const steps = stepper(frames, graph);
    const begun = [...beginsFor(frames)];
    const states = finishing(frames, steps, pairs, begun);
    const width = frames.length + 1;
    const first = begun.filter((pair) =>
      steps(0, pairs[pair]!.inner).some((position) =>
        steps(position, pairs[pair]!.outer).some((reached) => states.has(pair * width + reached)),
      ),
    );
    const found = { states, begins: first, steps };
    alive.set(pattern, found);
    return found;
  };

  return {
    inBoth(lines, pattern) {
      const live = aliveIn(pattern);
      if (live.states.size === 0) return undefined;
      return search(lines, pattern.frames, live);
    },
    near(patterns) {
      const holders = new Map<number, number[]>();
      patterns.forEach((pattern, position) => {
        for (const frame of framesOf(pattern)) {
          const known = holders.get(frame);
          if (known) known.push(position);
          else holders.set(frame, [position]);
        }
      });
      const known = new Map<string, ReadonlySet<number>>();
      const having = (line: FrameLine): ReadonlySet<number> => {
        const key = formatLocation(line);
        const before = known.get(key);
        if (before) return before;
        const found = new Set<number>();
        for (const frame of graph.meeting(line))
          for (const position of holders.get(frame) ?? []) found.add(position);
        known.set(key, found);
        return found;
      };
      return (lines) => {
        const sets = lines.flatMap((line) => (line.type === '...' ? [] : [having(line)]));
        const [rarest, ...others] = sets.sort((a, b) => a.size - b.size);
        if (!rarest) return patterns;
        return [...rarest]
          .filter((position) => others.every((set) => set.has(position)))
          .sort((a, b) => a - b)
          .map((position) => patterns[position]!);
      };
    },
  };

  /** All frames of the plausible stacks that a pattern matches. */
  function framesOf(pattern: Suppression): ReadonlySet<number> {
    const { states, begins: first } = aliveIn(pattern);
    const width = pattern.frames.length + 1;
    const found = new Set(first.map((pair) => pairs[pair]!.inner));
    for (const state of states) found.add(pairs[Math.floor(state / width)]!.outer);
    return found;
  }

  /** Breadth first, so that the shortest stack is found, over pair × position in lines × position in pattern. */
  function search(
    lines: readonly FramePattern[],
    pattern: readonly FramePattern[],
    { states: live, begins: first, steps: byPattern }: Alive,
  ): readonly Frame[] | 'undecided' | undefined {
    const byLine = stepper(lines, graph);
    const width = pattern.length + 1;
    const came = new Map<number, number>();
    let front: number[] = [];
    const stateOf = (pair: number, line: number, real: number) =>
      (pair * (lines.length + 1) + line) * width + real;
    const enter = (pair: number, frame: number, line: number, real: number, from: number, into: number[]) => {
      for (const r of byPattern(real, frame)) {
        if (!live.has(pair * width + r)) continue;
        for (const l of byLine(line, frame)) {
          const state = stateOf(pair, l, r);
          if (came.has(state)) continue;
          came.set(state, from);
          into.push(state);
        }
      }
    };
    for (const pair of first) {
      const { inner, outer } = graph.pairs[pair]!;
      for (const l of byLine(0, inner))
        for (const r of byPattern(0, inner)) enter(pair, outer, l, r, -1, front);
    }
    for (let length = 2; front.length > 0 && length <= graph.longest; length++) {
      const next: number[] = [];
      for (const state of front) {
        const real = state % width;
        const line = Math.floor(state / width) % (lines.length + 1);
        const pair = Math.floor(state / width / (lines.length + 1));
        if (ends(lines, line) && ends(pattern, real)) return stackTo(state, came, width * (lines.length + 1));
        for (const following of graph.pairs[pair]!.next)
          enter(following, graph.pairs[following]!.outer, line, real, state, next);
      }
      if (came.size > mostStates) return 'undecided';
      front = next;
    }
    return undefined;
  }

  function stackTo(state: number, came: ReadonlyMap<number, number>, width: number): readonly Frame[] {
    const frames: Frame[] = [];
    let at = state;
    for (;;) {
      const { inner, outer } = graph.pairs[Math.floor(at / width)]!;
      frames.unshift(graph.frames[outer]!);
      const before = came.get(at)!;
      if (before < 0) return [graph.frames[inner]!, ...frames];
      at = before;
    }
  }
}

/** Has everything up to the end been met? `...` at the end may stand for nothing. */
function ends(lines: readonly FramePattern[], position: number): boolean {
  for (let at = position; at < lines.length; at++) if (lines[at]!.type !== '...') return false;
  return true;
}

/** Positions at which lines can go on after one more frame. */
type Steps = (position: number, frame: number) => readonly number[];

/** What is left of the plausible stacks for one pattern. */
interface Alive {
  /** Pair × position: from there the pattern can still be met to its end. */
  readonly states: ReadonlySet<number>;
  /** The pairs with which such stacks begin. */
  readonly begins: readonly number[];
  readonly steps: Steps;
}

/** Where the lines can go on after one more frame, from a position; the end, once reached, stays reached. */
function stepper(lines: readonly FramePattern[], { meeting }: CallGraph): Steps {
  const met = lines.map((line) => (line.type === '...' ? undefined : meeting(line)));
  return (position, frame) => {
    const found: number[] = [];
    for (let at = position; ; at++) {
      if (at === lines.length) {
        found.push(at);
        return found;
      }
      if (lines[at]!.type !== '...') {
        if (met[at]!.has(frame)) found.push(at + 1);
        return found;
      }
      found.push(at);
    }
  };
}

/** The states, pair × position, from which a pattern can still be met to its end, among those that can be reached. */
function finishing(
  pattern: readonly FramePattern[],
  steps: Steps,
  pairs: readonly Pair[],
  begins: readonly number[],
): ReadonlySet<number> {
  const width = pattern.length + 1;
  const before = new Map<number, number[]>();
  const open: number[] = [];
  const enter = (state: number, from: number | undefined) => {
    const known = before.get(state);
    if (known === undefined) open.push(state);
    const sources = known ?? [];
    if (from !== undefined) sources.push(from);
    before.set(state, sources);
  };
  for (const pair of begins)
    for (const position of steps(0, pairs[pair]!.inner))
      for (const reached of steps(position, pairs[pair]!.outer)) enter(pair * width + reached, undefined);
  const met: number[] = [];
  for (let state = open.pop(); state !== undefined; state = open.pop()) {
    const position = state % width;
    if (ends(pattern, position)) met.push(state);
    for (const following of pairs[Math.floor(state / width)]!.next)
      for (const reached of steps(position, pairs[following]!.outer))
        enter(following * width + reached, state);
  }
  const live = new Set(met);
  for (let state = met.pop(); state !== undefined; state = met.pop())
    for (const source of before.get(state)!) {
      if (live.has(source)) continue;
      live.add(source);
      met.push(source);
    }
  return live;
}
