import type { Finding } from '../finding/finding.js';
import type { Answer } from '../match/answer.js';
import { mayMatchBelowMain, programFile } from '../match/below-main.js';
import { matches } from '../match/matches.js';
import { recordedStacks } from '../match/stack.js';
import type { FramePattern } from '../suppression/suppression.js';
import { formatLocation } from '../suppression/location.js';
import type { NamePattern } from './candidate.js';
import { numberedFrames, type Row } from './frames.js';
import { asSuppression } from './noise.js';
import type { Hit } from './reached.js';

/** What lines reach among the findings of one kind, leak kinds aside. */
export interface Reach {
  readonly yes: readonly Hit[];
  /** Positions of all that are matched as far as the log tells, or perhaps: what must not be hidden may not be here. */
  readonly maybe: readonly number[];
}

/**
 * Prepares the question "which of these findings do these lines match?" for many lines. The answers are those of
 * `matches`; what is gained is that every line meets every distinct frame once, and that only findings which have a
 * frame for each of the lines are looked at.
 */
export function reachIn(
  findings: readonly Finding[],
  numCallers: number,
): (frames: readonly FramePattern[]) => Reach {
  const frames = numberedFrames();
  const stacks = findings.map((finding) => {
    const [first, ...others] = recordedStacks(finding, numCallers);
    const told = {
      ids: first!.frames.map(frames.numberOf),
      hidden: first!.hidden,
      program: programFile(first!.frames),
    };
    for (const { frames: more } of others) more.forEach(frames.numberOf);
    return { ...told, isPlain: others.length === 0 };
  });
  const holders: number[][] = frames.distinct.map(() => []);
  findings.forEach((finding, position) => {
    for (const { frames: stack } of recordedStacks(finding, numCallers))
      for (const frame of stack) {
        const list = holders[frames.numberOf(frame)]!;
        if (list.at(-1) !== position) list.push(position);
      }
  });
  const goingOn = goingOnOutside(findings, numCallers);
  const everything = findings.map((_, position) => position);
  const rows = new Map<string, Row>();
  const lists = new Map<string, readonly number[]>();

  /** Findings that have a frame for the line, shown or below main. */
  const meeting = (line: FramePattern): readonly number[] => {
    if (line.type === '...' || line.type === 'src') return everything;
    const key = formatLocation(line);
    const known = lists.get(key);
    if (known) return known;
    const { yes, maybe } = rowOf(line, key);
    const found = new Set<number>();
    for (const ids of [yes, maybe])
      for (const id of ids) for (const position of holders[id]!) found.add(position);
    for (const { program, positions } of goingOn)
      if (mayMatchBelowMain(line, program)) for (const position of positions) found.add(position);
    const sorted = [...found].sort((a, b) => a - b);
    lists.set(key, sorted);
    return sorted;
  };

  const rowOf = (line: NamePattern, key = formatLocation(line)): Row => {
    const known = rows.get(key);
    if (known) return known;
    const row = frames.meet(line);
    rows.set(key, row);
    return row;
  };

  return (lines) => {
    const wanted = lines.map(meeting).sort((a, b) => a.length - b.length);
    const others = wanted.slice(1).filter((list) => list !== everything);
    const bySource = lines.some((line) => line.type === 'src');
    const laid = lines.map((line) => (line.type === 'fun' || line.type === 'obj' ? rowOf(line) : undefined));
    const yes: Hit[] = [];
    const maybe: number[] = [];
    for (const position of wanted[0] ?? everything) {
      if (!others.every((list) => has(list, position))) continue;
      const stack = stacks[position]!;
      const found = bySource ? undefined : lay(laid, stack.ids);
      const answer = stack.isPlain && found ? settled(found.answer, lines, stack) : undefined;
      const sure =
        answer ?? matches(asSuppression(findings[position]!, lines), findings[position]!, { numCallers });
      if (sure !== 'no') maybe.push(position);
      if (sure === 'yes')
        yes.push({ position, end: found?.answer === 'yes' ? found.end : stack.ids.length - 1 });
    }
    return { yes, maybe };
  };
}

/** The answer of the frames shown, where no frame below main could change it. */
function settled(
  shown: Answer,
  lines: readonly FramePattern[],
  { hidden, program }: { hidden: number; program: string | undefined },
): Answer | undefined {
  if (shown === 'yes' || hidden === 0) return shown;
  return lines.some((line) => line.type !== '...' && mayMatchBelowMain(line, program)) ? undefined : shown;
}

/** `overlay` of match/ over numbered frames; undefined is the line `...`. */
function lay(lines: readonly (Row | undefined)[], ids: readonly number[]): { answer: Answer; end: number } {
  const end = lines.length;
  let now = new Uint8Array(end + 1);
  let next = new Uint8Array(end + 1);
  const enter = (points: Uint8Array, start: number, how: number) => {
    for (let i = start; points[i]! < how; i++) {
      points[i] = how;
      if (i === end || lines[i] !== undefined) return;
    }
  };
  enter(now, 0, 2);
  for (const [at, id] of ids.entries()) {
    next.fill(0);
    next[end] = now[end]!;
    let alive = false;
    for (let i = 0; i < end; i++) {
      const how = now[i]!;
      if (how === 0) continue;
      alive = true;
      const line = lines[i];
      if (line === undefined) enter(next, i, how);
      else if (line.yes.has(id)) enter(next, i + 1, how);
      else if (line.maybe.has(id)) enter(next, i + 1, 1);
    }
    if (next[end] === 2) return { answer: 'yes', end: at };
    [now, next] = [next, now];
    if (!alive) break;
  }
  return { answer: now[end] === 1 ? 'unknown' : 'no', end: -1 };
}

/** The findings outside of whose frames more was recorded than is shown, by their program's file. */
function goingOnOutside(
  findings: readonly Finding[],
  numCallers: number,
): readonly { program: string | undefined; positions: number[] }[] {
  const found = new Map<string | undefined, number[]>();
  findings.forEach((finding, position) => {
    for (const { frames, hidden } of recordedStacks(finding, numCallers)) {
      if (hidden === 0) continue;
      const program = programFile(frames);
      const known = found.get(program);
      if (known) known.push(position);
      else found.set(program, [position]);
    }
  });
  return [...found].map(([program, positions]) => ({ program, positions }));
}

/** Binary search in an ascending list. */
function has(list: readonly number[], wanted: number): boolean {
  let low = 0;
  let high = list.length - 1;
  while (low <= high) {
    const middle = (low + high) >> 1;
    const found = list[middle]!;
    if (found === wanted) return true;
    if (found < wanted) low = middle + 1;
    else high = middle - 1;
  }
  return false;
}
