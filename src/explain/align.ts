import type { Answer } from '../match/answer.js';
import { certainty } from '../match/laying.js';
import type { FramePattern } from '../suppression/suppression.js';
import type { ExplainedStack } from './stack.js';

/** Where a location line lies: over the frames from `from` up to, not including, `to`. Positions count from 0. */
export interface Row {
  /** Position among the lines. */
  readonly line: number;
  readonly from: number;
  /** The same as `from` for `...` over no frame. Frames behind the last one of the stack are hidden below main. */
  readonly to: number;
  readonly answer: 'yes' | 'unknown';
}

/** The lines laid over the beginning of a stack, as far as they can be. */
export interface Alignment {
  readonly answer: Answer;
  /** One for each line that is laid, from the first on. */
  readonly rows: readonly Row[];
  /**
   * Absent when all lines are laid. The first line that is not, and where it should have been; `frame` is the first of
   * many where a `...` stands before the line, and the length of the stack where that has ended.
   */
  readonly failure?: { readonly line: number; readonly frame: number };
}

const answers = ['no', 'unknown', 'yes'] as const;

/**
 * Lays lines over the beginning of a stack; the equations are at the head of match/matches.ts. Of several ways the surest
 * one, and of these the one that Valgrind finds: each `...` is as short as can be. Where there is none, as many lines as
 * possible, then as surely and as far inside as possible.
 */
export function align(lines: readonly FramePattern[], stack: ExplainedStack): Alignment {
  const end = lines.length;
  const length = stack.frames.length + Math.min(stack.hidden, end);
  const meets = (i: number, j: number): number => {
    const line = lines[i]!;
    return line.type === '...' || j >= length ? 0 : certainty[stack.meets(line, j)];
  };
  const skips = (i: number) => lines[i]?.type === '...';

  // rest[i][j]: how surely the lines from i on can be laid over the frames from j on.
  const rest = table(end, length);
  for (let i = end; i >= 0; i--)
    for (let j = length; j >= 0; j--) {
      if (i === end) rest[i]![j] = 2;
      else if (skips(i)) rest[i]![j] = Math.max(rest[i + 1]![j]!, j < length ? rest[i]![j + 1]! : 0);
      else if (j < length && rest[i + 1]![j + 1]! > 0)
        rest[i]![j] = Math.min(meets(i, j), rest[i + 1]![j + 1]!);
    }
  const answer = answers[rest[0]![0]!]!;
  if (answer !== 'no') return { answer, rows: laid(rest[0]![0]!) };

  // begun[i][j]: how surely the first i lines can be laid over the first j frames.
  const begun = table(end, length);
  begun[0]![0] = 2;
  for (let i = 0; i < end; i++) {
    let before = 0;
    for (let j = 0; j <= length; j++) {
      const how = begun[i]![j]!;
      before = Math.max(before, how);
      if (skips(i)) begun[i + 1]![j] = before;
      else if (how > 0 && j < length) begun[i + 1]![j + 1] = Math.min(how, meets(i, j));
    }
  }
  const line = begun.findLastIndex((row) => row.some((how) => how > 0));
  const surest = begun[line]!.reduce((most, how) => Math.max(most, how), 0);
  const frame = begun[line]!.indexOf(surest);
  return { answer, rows: backFrom(line, frame), failure: { line, frame } };

  function laid(how: number): Row[] {
    const rows: Row[] = [];
    let j = 0;
    for (let i = 0; i < end; i++) {
      const from = j;
      if (skips(i)) while (rest[i + 1]![j]! < how) j++;
      else j++;
      const isSure = skips(i) || meets(i, from) === 2;
      rows.push({ line: i, from, to: j, answer: isSure ? 'yes' : 'unknown' });
    }
    return rows;
  }

  function backFrom(line: number, frame: number): Row[] {
    const rows: Row[] = [];
    let j = frame;
    for (let i = line - 1; i >= 0; i--) {
      const to = j;
      const how = begun[i + 1]![to]!;
      // The longest way back to where the lines before end furthest inside.
      if (skips(i)) j = begun[i]!.findIndex((before, k) => k <= to && before >= how);
      else j--;
      rows.unshift({ line: i, from: j, to, answer: skips(i) || meets(i, j) === 2 ? 'yes' : 'unknown' });
    }
    return rows;
  }
}

function table(lines: number, frames: number): Uint8Array[] {
  return Array.from({ length: lines + 1 }, () => new Uint8Array(frames + 1));
}
