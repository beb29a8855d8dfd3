import type { Frame } from '../finding/finding.js';
import type { FramePattern } from '../suppression/suppression.js';
import { progress, progressOfEach, withoutIdle, type Progress } from './progress.js';
import { keepSmallest } from './smallest.js';
import { thinFrames, type ThinFrame } from './thin-frames.js';

/**
 * How many sets may be compared for one question. It bounds the time to about a tenth of a second; lines that people
 * write need some hundreds, and only lines made for the purpose come near.
 */
const mostComparisons = 1_000_000;

/** Longer stacks are not made shorter: that takes time for each pair of frames, and nobody would read them. */
const longestToShorten = 1000;

/**
 * A stack that `lines` fit and none of `rivals` do, every attribute of its frames known; `none` when there is no such
 * stack, whatever its length; `undecided` when the search would take too long. `others` are the lines of all rivals.
 *
 * The stack is put together line by line: one frame for each frame line, any number of frames for each `...`. What
 * matters is how far `others` come over it (progress.ts), and the less the better:
 *
 *   - A frame that fewer of `others` match never takes them further, so only the thinnest frames of each line are
 *     tried (thin-frames.ts): of all stacks that `lines` fit, these stand for the rest.
 *   - Two beginnings that lead to the same line: the one over which `others` come no further than over the other one,
 *     at no place, does whatever that one does. The other one is given up.
 *   - Once `others` fit, they fit for good, and the beginning is given up. The stack ends as soon as `lines` fit.
 *
 * Where some beginning is left after the last line, it is a stack as wanted; where none is, there is no such stack.
 */
export function separatingStack(
  lines: readonly FramePattern[],
  ...rivals: readonly (readonly FramePattern[])[]
): readonly Frame[] | 'none' | 'undecided' {
  const rest = rivals.length === 1 ? progress(rivals[0]!) : progressOfEach(rivals.map(progress));
  const thin = thinFrames(rest.lines);
  const choices: Choice[] = [];
  for (const line of withoutIdle(lines)) {
    const frames = thin(line);
    if (frames === undefined) return 'undecided';
    choices.push({ frames, repeats: line.type === '...' });
  }
  // With no frame for any `...`, the stack is the shortest and soon found; it mostly is one as wanted.
  const shortest = search(
    choices.filter(({ repeats }) => !repeats),
    rest,
  );
  const found = typeof shortest === 'object' ? shortest : search(choices, rest);
  return typeof found === 'object' ? shortened(found, rest).map(({ thin }) => thin.frame) : found;
}

/** A stack that the lines fit. */
export function fittingStack(lines: readonly FramePattern[]): readonly Frame[] {
  const thin = thinFrames([]);
  return lines.flatMap((line) => (line.type === '...' ? [] : (thin(line) ?? []).map(({ frame }) => frame)));
}

/** What may come next: one of the frames, or any number of them. */
interface Choice {
  readonly frames: readonly ThinFrame[];
  readonly repeats: boolean;
}

interface Step {
  readonly thin: ThinFrame;
  /** Is it one of any number of frames? */
  readonly spare: boolean;
}

/** The beginning of a stack: its last step and what comes before it. */
interface Beginning {
  readonly reached: bigint;
  readonly step?: Step;
  readonly before?: Beginning;
}

/** The steps of a stack over which the others are not done, innermost first. */
function search(choices: readonly Choice[], others: Progress): readonly Step[] | 'none' | 'undecided' {
  let comparisons = 0;
  let beginnings: Beginning[] = others.done(others.start) ? [] : [{ reached: others.start }];
  for (const { frames, repeats } of choices) {
    const next = repeats ? [...beginnings] : [];
    const open = [...beginnings];
    for (let before = open.pop(); before; before = open.pop()) {
      if (repeats && !next.includes(before)) continue; // given up since
      for (const thin of frames) {
        const reached = others.over(before.reached, thin.fits);
        if (others.done(reached)) continue;
        comparisons += 1 + next.length;
        if (comparisons > mostComparisons) return 'undecided';
        const longer: Beginning = { reached, step: { thin, spare: repeats }, before };
        const added = keepSmallest(next, longer, (each) => each.reached);
        if (added && repeats) open.push(longer);
      }
    }
    beginnings = next;
  }
  return beginnings[0] ? stepsTo(beginnings[0]) : 'none';
}

function stepsTo(end: Beginning): readonly Step[] {
  const steps: Step[] = [];
  for (let each: Beginning | undefined = end; each; each = each.before) if (each.step) steps.push(each.step);
  return steps.reverse();
}

/** Without the spare frames that can be left out one after the other, from the last on, with the others not done. */
function shortened(steps: readonly Step[], others: Progress): readonly Step[] {
  if (steps.length > longestToShorten) return steps;
  const after = (reached: bigint, { thin }: Step) => others.over(reached, thin.fits);
  const reachedBefore = [others.start];
  for (const step of steps) reachedBefore.push(after(reachedBefore.at(-1)!, step));
  return steps.reduceRight<readonly Step[]>((rest, step, k) => {
    const canGo = step.spare && !others.done(rest.reduce(after, reachedBefore[k]!));
    return canGo ? rest : [step, ...rest];
  }, []);
}
