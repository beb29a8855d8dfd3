import type { FramePattern } from '../suppression/suppression.js';

/**
 * How far location lines have come over the beginning of a stack, as a set of bits: bit i says that what is still to
 * come may be laid under the lines from the i-th on, for the first i fit what has been.
 */
export interface Progress {
  /** The lines that the bits count: those given, without what means nothing. */
  readonly lines: readonly FramePattern[];
  /** Before the first frame. */
  readonly start: bigint;
  /** After one more frame, which the lines `fits` match. */
  readonly over: (reached: bigint, fits: bigint) => bigint;
  /** Do the lines fit what has been? Then they fit whatever comes. */
  readonly done: (reached: bigint) => boolean;
}

/**
 * A set with more bits fits whatever a set with fewer bits fits, now and after any frames. To let this order say as
 * much as possible, a set that has reached a `...` holds all bits before it: whatever the lines from an earlier one on
 * fit, those from the `...` on fit too, for they may skip the frames in between.
 */
export function progress(given: readonly FramePattern[]): Progress {
  // The prefix rule as a line: after the last line, any frames may come.
  const lines = [...withoutIdle(given), { type: '...' } as const];
  const gaps = lines
    .map((line, i) => ({ skips: line.type === '...', bit: 1n << BigInt(i) }))
    .filter(({ skips }) => skips)
    .reverse();
  const anyGap = gaps.reduce((bits, { bit }) => bits | bit, 0n);
  const end = 1n << BigInt(lines.length - 1);

  const settle = (reached: bigint) => {
    for (const { bit } of gaps) if ((reached & bit) !== 0n) return reached | (bit << 1n) | (bit - 1n);
    return reached;
  };
  return {
    lines,
    start: settle(1n),
    over: (reached, fits) => settle(((reached & fits) << 1n) | (reached & anyGap)),
    done: (reached) => (reached & end) !== 0n,
  };
}

/** How far each of several lists of lines has come, one behind the other in the bits; done as soon as one of them is. */
export function progressOfEach(lists: readonly Progress[]): Progress {
  let from = 0n;
  const parts = lists.map((own) => {
    const size = BigInt(own.lines.length);
    const part = { own, from, all: (1n << size) - 1n };
    from += size;
    return part;
  });
  const of = (bits: bigint, part: (typeof parts)[number]) => (bits >> part.from) & part.all;
  return {
    lines: lists.flatMap(({ lines }) => lines),
    start: parts.reduce((bits, part) => bits | (part.own.start << part.from), 0n),
    over: (reached, fits) =>
      parts.reduce(
        (bits, part) => bits | (part.own.over(of(reached, part), of(fits, part)) << part.from),
        0n,
      ),
    done: (reached) => parts.some((part) => part.own.done(of(reached, part))),
  };
}

/** Lines that mean the same, no two `...` in a row and none at the end. */
export function withoutIdle(lines: readonly FramePattern[]): readonly FramePattern[] {
  return lines.filter((_, i) => !isIdle(lines, i));
}

/** Does the line at an index mean nothing, a `...` before another one or at the end? */
export function isIdle(lines: readonly FramePattern[], i: number): boolean {
  return lines[i]!.type === '...' && (lines[i + 1]?.type ?? '...') === '...';
}
