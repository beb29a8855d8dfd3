import { surely } from '../laying.js';
import { isAfterGap, lineAt, placeOf } from './lines.js';
import { overhead, type Letter, type Part } from './alphabet.js';
import { howAt, nodeAt, point, united } from './points.js';
import { ends, goesOn, noNode, skips, type Tree } from './tree.js';

/** How far entries have come over the frames so far. */
export interface Reached {
  /** Points that the next frame has to go on from, ascending. */
  readonly now: readonly number[];
  /** Points behind which frames may be skipped, so that they stay; ascending, no node twice. */
  readonly open: readonly number[];
}

export interface State extends Reached {
  /** Over a frame, by its letter; undefined where nothing is remembered. */
  steps: Map<number, Step> | undefined;
  isRemembered: boolean;
}

/** Over one frame. */
export interface Step {
  readonly to: State;
  /** Points reached that are the end of some entries. */
  readonly ends: readonly number[];
}

export interface States {
  /** Before the first frame. */
  readonly start: (root: number) => State;
  readonly step: (from: State, letter: Letter) => Step;
}

/** Remembering is of use if there are so many steps for each that is made anew. */
const worthwhile = 3;

/**
 * The states of an automaton, made as they are met.
 *
 * @param bound how much is remembered of them, about the count of numbers. When there is more all is forgotten, and found
 *   again; where that comes too often to be of use, nothing is remembered any more.
 */
export function statesOf(tree: Tree, bound: number): States {
  const starts = new Map<number, State>(); // by root
  const known = new Map<string, State>();
  let size = 0;
  let [asked, made] = [0, 0]; // since all was forgotten
  let isOfUse = true;
  return {
    start(root) {
      let state = starts.get(root);
      if (!state) starts.set(root, (state = startOf(root)));
      return state;
    },
    step: (from, letter) => (isOfUse ? rememberedStep(from, letter) : over(from, letter)),
  };

  function startOf(root: number): State {
    const all = [point(root, surely)];
    return stateOf(having(all, goesOn), having(all, skips));
  }

  function rememberedStep(given: State, letter: Letter): Step {
    asked++;
    const from = remembered(given);
    const steps = (from.steps ??= new Map<number, Step>());
    let step = steps.get(letter.number);
    if (step) return step;
    made++;
    const found = over(from, letter);
    step = { to: remembered(found.to), ends: found.ends };
    steps.set(letter.number, step);
    size += overhead + step.ends.length;
    if (size > bound) forget();
    return step;
  }

  /** The state like this one that has been before. */
  function remembered(state: State): State {
    if (state.isRemembered) return state;
    const key = `${state.now.join()};${state.open.join()}`;
    const old = known.get(key);
    if (old) return old;
    known.set(key, state);
    state.isRemembered = true;
    size += overhead + 2 * (state.now.length + state.open.length);
    return state;
  }

  function forget(): void {
    isOfUse = asked >= made * worthwhile;
    [size, asked, made] = [0, 0, 0];
    for (const state of known.values()) {
      state.steps = undefined;
      state.isRemembered = false;
    }
    known.clear();
  }

  /** A node has one way to it only, so none is reached twice over one frame. */
  function over(from: State, letter: Letter): Step {
    const reached: number[] = [];
    for (const part of letter.parts) {
      for (const each of from.now) follow(tree, each, false, part, reached);
      for (const each of from.open) follow(tree, each, true, part, reached);
    }
    reached.sort((a, b) => a - b);
    const to = stateOf(having(reached, goesOn), united(from.open, having(reached, skips)));
    return { to, ends: having(reached, ends) };
  }

  function having(points: readonly number[], shape: number): readonly number[] {
    return points.filter((each) => (tree.reach(nodeAt(each)) & shape) !== 0);
  }
}

function stateOf(now: readonly number[], open: readonly number[]): State {
  return { now, open, steps: undefined, isRemembered: false };
}

/** Reaches the nodes that some lines lead to from a point. Time is about that of the shorter list. */
function follow(tree: Tree, from: number, gap: boolean, { how, lines }: Part, reached: number[]): void {
  const node = nodeAt(from);
  const sure = Math.min(how, howAt(from));
  if (lines.length > tree.countBehind(node) * 8) {
    for (let to = tree.firstBehind(node); to !== noNode; to = tree.nextBehind(to)) {
      const place = tree.placeOf(to);
      if (isAfterGap(place) === gap && includes(lines, lineAt(place))) reached.push(point(to, sure));
    }
    return;
  }
  for (const line of lines) {
    const to = tree.behind(node, placeOf(line, gap));
    if (to !== noNode) reached.push(point(to, sure));
  }
}

/** Is the number one of an ascending list? */
function includes(list: readonly number[], wanted: number): boolean {
  let [from, to] = [0, list.length];
  while (from < to) {
    const middle = (from + to) >> 1;
    if (list[middle]! < wanted) from = middle + 1;
    else to = middle;
  }
  return list[from] === wanted;
}
