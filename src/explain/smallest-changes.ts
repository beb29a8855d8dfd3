import type { FrameLine } from '../match/overlay.js';
import { tellingIn, isTelling } from '../minimize/anchors.js';
import type { FramePattern } from '../suppression/suppression.js';
import { costOfChange, narrowness, type LineChange, type LineChanges } from './changes.js';
import { lineFor, type Comparer } from './compare.js';
import type { ExplainedStack } from './stack.js';

export interface Search {
  /** No more changes than this. */
  readonly most: number;
  /** May lines be given up, or must all of them keep what they stand for? */
  readonly mayGiveUp: boolean;
  readonly comparer: Comparer;
}

/** How a point of the search is reached, from the one before. */
interface Step {
  readonly cost: number;
  /** How many anchors are kept more than lines are given up; see keeps.ts. */
  readonly slack: number;
  readonly before: Step | undefined;
  readonly change: LineChange | undefined;
  /** The line that surely matches a frame as it is. */
  readonly met: number | undefined;
}

/** By the number of frames behind: of the steps that lead there those than which none is both cheaper and has more slack. */
type Points = (Step[] | undefined)[];

/** With more slack than this nothing can go wrong any more. */
const enough = 3;

/**
 * The fewest changes, of these the narrowest, that lay the lines surely over the beginning of the stack and keep the cause
 * (keeps.ts); undefined where more than `most` are needed. Only what the log shows counts, since nothing else is sure.
 *
 * A shortest way through a grid: point (i, j) says that the first i lines, changed, lie over the first j frames. Behind it
 * lies the same point within a new `...`, which goes on over any number of frames.
 */
export function smallestChanges(
  lines: readonly FramePattern[],
  stack: ExplainedStack,
  { most, mayGiveUp, comparer }: Search,
): LineChanges | undefined {
  const { frames, inlinedBefore } = stack;
  const limit = (most + 1) * costOfChange;
  const anchors = new Set(tellingIn(lines));
  let at: Points = [[{ cost: 0, slack: 0, before: undefined, change: undefined, met: undefined }]];
  let within: Points = [];
  let best: Step | undefined;

  for (const [i, line] of lines.entries()) {
    const next: Points = [];
    const nextWithin: Points = [];
    for (let j = 0; j <= frames.length; j++) {
      leaveGap(j);
      for (const here of at[j] ?? []) {
        if (mayGiveUp && i > 0) end(changed(here, narrowness.cut, -1, { type: 'cut', line: i, frame: j }));
        if (line.type === '...') {
          reach(next, j, here);
          reach(at, j + 1, here);
          continue;
        }
        if (mayGiveUp)
          reach(next, j, changed(here, narrowness.remove, -1, { type: 'remove', line: i, frame: j }));
        if (j < frames.length) overFrame(here, i, line, j, next, nextWithin);
      }
    }
    if (next.length + nextWithin.length === 0) break;
    at = next;
    within = nextWithin;
    if (i === lines.length - 1) finish();
  }
  return best && told(best);

  /** What becomes of a line where it is at a frame. */
  function overFrame(
    here: Step,
    i: number,
    line: FrameLine,
    j: number,
    next: Points,
    nextWithin: Points,
  ): void {
    if (lines[i - 1]?.type !== '...')
      reach(
        within,
        j + 1,
        changed(here, narrowness.insert, 0, { type: 'insert', line: i, from: j, to: j + 1 }),
      );
    if (stack.meets(line, j) === 'yes') {
      const slack = here.slack + (anchors.has(line) ? 1 : 0);
      reach(next, j + 1, { cost: here.cost, slack, before: here, change: undefined, met: i });
      return;
    }
    if (here.cost + costOfChange >= limit) return;
    const mayLose = mayGiveUp && !isLoose(i);
    if (mayLose)
      reach(
        nextWithin,
        j + 1,
        changed(here, narrowness.widen, -1, { type: 'widen', line: i, from: j, to: j + 1 }),
      );
    const reason = comparer.reason(line, frames[j]!, inlinedBefore[j]!);
    const alike = reason?.alike;
    const replace = (by: FramePattern, isNear: boolean) => {
      const isGuess = isNear && alike !== undefined;
      return { type: 'replace', line: i, frame: j, by, isNear, isGuess } as const;
    };
    const near = reason?.instead;
    const other = near ?? (mayLose ? lineFor(frames[j]!, inlinedBefore[j]!) : undefined);
    // That `load_user_avatar` is what was `load_user` some other line must say.
    const vouches = near && isTelling(near) && alike !== 'beginning';
    if (near) reach(next, j + 1, changed(here, widthOf(near), vouches ? 1 : 0, replace(near, true)));
    else if (other) reach(next, j + 1, changed(here, narrowness.replace, -1, replace(other, false)));
    if (reason?.isOpen)
      reach(
        next,
        j + 1,
        changed(here, narrowness.open, anchors.has(line) ? 1 : 0, { type: 'open', line: i, frame: j }),
      );
  }

  /** The new `...` may end in front of this frame, or go on over it. */
  function leaveGap(j: number): void {
    for (const gap of within[j] ?? []) {
      reach(at, j, { ...gap, change: upTo(gap.change!, j) });
      reach(within, j + 1, gap);
    }
  }

  function finish(): void {
    for (let j = 0; j <= frames.length; j++) {
      leaveGap(j);
      for (const here of at[j] ?? []) end(here);
    }
  }

  /** A line that may lie anywhere: no frame stands in its place. */
  function isLoose(i: number): boolean {
    return lines[i - 1]?.type === '...' && (lines[i + 1] ?? lines[i - 1]!).type === '...';
  }

  function reach(points: Points, j: number, step: Step): void {
    if (j > frames.length || step.cost >= limit) return;
    const known = points[j] ?? [];
    if (known.some(({ cost, slack }) => cost <= step.cost && slack >= Math.min(step.slack, enough))) return;
    points[j] = [...known.filter(({ cost, slack }) => cost < step.cost || slack > step.slack), step];
  }

  /** All lines are laid, or what is left of them goes. */
  function end(step: Step): void {
    if (step.cost >= limit || (step.cost > 0 && step.slack < 1)) return;
    // Of two cuts the one that leaves more.
    const isLater =
      step.change?.type === 'cut' && best?.change?.type === 'cut' && step.change.line > best.change.line;
    if (!best || step.cost < best.cost || (step.cost === best.cost && isLater)) best = step;
  }
}

function changed(before: Step, width: number, slack: number, change: LineChange): Step {
  return {
    cost: before.cost + costOfChange + width,
    slack: before.slack + slack,
    before,
    change,
    met: undefined,
  };
}

/** Where a line names a family of functions, a frame more is the better guess. */
function widthOf(near: FramePattern): number {
  return near.type === 'fun' && near.pattern.startsWith('*') ? narrowness.family : narrowness.near;
}

/** A gap is open until the frame where the lines go on. */
function upTo(change: LineChange, to: number): LineChange {
  return change.type === 'insert' || change.type === 'widen' ? { ...change, to } : change;
}

function told(end: Step): LineChanges {
  const changes: LineChange[] = [];
  const met: number[] = [];
  for (let step: Step | undefined = end; step; step = step.before) {
    if (step.change) changes.push(step.change);
    if (step.met !== undefined) met.push(step.met);
  }
  return { changes: changes.reverse(), cost: end.cost, met: met.reverse() };
}
