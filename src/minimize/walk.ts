import { grown, integers } from '../match/integers.js';
import type { LineTree } from './line-tree.js';
import type { Stacks } from './stacks.js';

/**
 * Says of a node where its lines can have got to in stacks: the slots behind the frame that the last of them meets, ascending,
 * each doubled; odd where something on the way there is not told. They stand in `codes` from `from` up to `to`, until
 * the visit ends.
 */
export type Visit = (node: number, codes: Int32Array, from: number, to: number) => void;

/**
 * Lays all lines of a tree over all stacks at once and visits every node that reaches a slot, in the order of the lines'
 * spelling. The equations are those at the head of match/matches.ts: what is gained is that lines which begin alike are
 * laid together, and that of the frames that come next only those are looked at that the line meets.
 *
 * Of lines that end with a gap the slots are those where the gap begins.
 */
export function walk(tree: LineTree, stacks: Stacks, visit: Visit): void {
  const { frameAt, stackAt, begins } = stacks;
  const stackCount = begins.length - 1;
  const isGap = tree.lines.distinct.map((line) => line.type === '...');
  // What the nodes on the way to the present one reach, one behind the other, and that of their children.
  let pool = new Int32Array(4096);
  let top = 0;
  const push = (code: number) => {
    if (top === pool.length) pool = grown(pool, top + 1);
    pool[top++] = code;
  };
  // By frame: the first of the codes whose slot has it, and for each code the next one with the same frame.
  const head = new Int32Array(stacks.frameCount).fill(-1);
  let next = new Int32Array(4096);
  const touched = integers();

  for (let stack = 0; stack < stackCount; stack++) push(begins[stack]! << 1);
  expand(0, 0, top, false);

  function expand(node: number, from: number, to: number, behindGap: boolean): void {
    const children = tree.childrenOf(node);
    if (children.length === 0) return;
    const bottom = top;
    const codes = behindGap ? spread(from, to) : { from, to };
    const few = (codes.to - codes.from) * children.length <= fewPairs;
    if (!few) group(codes.from, codes.to);
    const ends: number[] = [];
    const starts: number[] = [];
    for (const child of children) {
      starts.push(top);
      const line = tree.lineOf(child);
      if (isGap[line]!) earliest(codes.from, codes.to);
      else if (few) scan(line, codes.from, codes.to);
      else pick(line);
      ends.push(top);
    }
    if (!few) ungroup();
    for (const [at, child] of children.entries()) {
      const [start, end] = [starts[at]!, ends[at]!];
      if (start === end) continue;
      visit(child, pool, start, end);
      expand(child, start, end, isGap[tree.lineOf(child)]!);
    }
    top = bottom;
  }

  /** All slots from where a gap begins: it may stand for any number of frames. */
  function spread(from: number, to: number): { from: number; to: number } {
    const start = top;
    for (let at = from; at < to;) {
      const stack = stackAt[pool[at]! >> 1]!;
      const any = pool[at]! >> 1;
      let sure = Infinity;
      for (; at < to && stackAt[pool[at]! >> 1] === stack; at++)
        if ((pool[at]! & 1) === 0) sure = Math.min(sure, pool[at]! >> 1);
      const end = begins[stack + 1]!;
      for (let slot = any; slot < end; slot++) push((slot << 1) | (slot < sure ? 1 : 0));
    }
    return { from: start, to: top };
  }

  /** Of each stack the first slot, and the first sure one: the others say nothing more where a gap begins. */
  function earliest(from: number, to: number): void {
    for (let at = from; at < to;) {
      const stack = stackAt[pool[at]! >> 1]!;
      const first = pool[at]!;
      push(first);
      let isSure = (first & 1) === 0;
      for (at++; at < to && stackAt[pool[at]! >> 1] === stack; at++) {
        if (isSure || (pool[at]! & 1) !== 0) continue;
        push(pool[at]!);
        isSure = true;
      }
    }
  }

  function scan(line: number, from: number, to: number): void {
    const { has, maybe } = stacks.met(line);
    for (let at = from; at < to; at++) {
      const code = pool[at]!;
      const frame = frameAt[code >> 1]!;
      if (frame >= 0 && has(frame)) push((code + 2) | (maybe.has(frame) ? 1 : 0));
    }
  }

  function group(from: number, to: number): void {
    if (next.length < to) next = grown(next, to);
    for (let at = to - 1; at >= from; at--) {
      const frame = frameAt[pool[at]! >> 1]!;
      if (frame < 0) continue;
      if (head[frame]! < 0) touched.push(frame);
      next[at] = head[frame]!;
      head[frame] = at;
    }
  }

  function ungroup(): void {
    for (let at = 0; at < touched.length; at++) head[touched.values[at]!] = -1;
    touched.clear();
  }

  function pick(line: number): void {
    const { all, has, maybe } = stacks.met(line);
    const start = top;
    let frames = 0;
    const take = (frame: number) => {
      if (head[frame]! < 0) return;
      frames++;
      const unsure = maybe.has(frame) ? 1 : 0;
      for (let at = head[frame]!; at >= 0; at = next[at]!) push((pool[at]! + 2) | unsure);
    };
    if (all.length <= touched.length) for (const frame of all) take(frame);
    else for (let at = 0; at < touched.length; at++) if (has(touched.values[at]!)) take(touched.values[at]!);
    if (frames > 1) pool.subarray(start, top).sort();
  }
}

/** Looking at so many pairs of slot and line is less work than grouping the slots. */
const fewPairs = 16;
