import type { Finding, Frame } from '../finding/finding.js';
import { mayMatchBelowMain } from '../match/below-main.js';
import { funMatches } from '../match/fun.js';
import { matches } from '../match/matches.js';
import { objMatches } from '../match/obj.js';
import type { FramePattern } from '../suppression/suppression.js';
import { formatLocation } from '../suppression/location.js';
import { asSuppression } from './noise.js';

/** What lines reach among the findings of one kind, leak kinds aside; positions in the list given. */
export interface Reach {
  /** Surely matched. */
  readonly yes: readonly number[];
  /** Matched as far as the log tells, or perhaps: what must not be hidden may not be here. */
  readonly maybe: readonly number[];
}

/**
 * Prepares the question "which of these findings do these lines match?" for many lines. For each line it is
 * remembered which findings have a frame that it can match; only findings that all lines can meet are looked at.
 */
export function reachIn(
  findings: readonly Finding[],
  numCallers: number,
): (frames: readonly FramePattern[]) => Reach {
  const frames = new Map<string, { frame: Frame; findings: number[] }>();
  findings.forEach((finding, position) => {
    for (const stack of [finding.frames, ...finding.variants])
      for (const frame of stack) {
        const key = frameKey(frame);
        const known = frames.get(key) ?? { frame, findings: [] };
        if (known.findings.at(-1) !== position) known.findings.push(position);
        frames.set(key, known);
      }
  });
  const distinct = [...frames.values()];
  // Frames outside of which more was recorded than is shown, and the findings of which they are the outermost.
  const outermost = new Map<string, { frame: Frame | undefined; findings: number[] }>();
  findings.forEach((finding, position) => {
    if (!finding.hidesBelowMain) return;
    for (const stack of [finding.frames, ...finding.variants]) {
      const frame = stack.at(-1);
      const key = frame ? frameKey(frame) : '';
      const known = outermost.get(key) ?? { frame, findings: [] };
      known.findings.push(position);
      outermost.set(key, known);
    }
  });
  const everything = findings.map((_, position) => position);
  const remembered = new Map<string, readonly number[]>();

  const meeting = (line: FramePattern): readonly number[] => {
    if (line.type === '...' || line.type === 'src') return everything;
    const key = formatLocation(line);
    const known = remembered.get(key);
    if (known) return known;
    const found = new Set<number>();
    for (const { frame, findings } of distinct)
      if ((line.type === 'fun' ? funMatches : objMatches)(line.pattern, frame) !== 'no')
        for (const position of findings) found.add(position);
    for (const { frame, findings } of outermost.values())
      if (mayMatchBelowMain(line, frame)) for (const position of findings) found.add(position);
    const sorted = [...found].sort((a, b) => a - b);
    remembered.set(key, sorted);
    return sorted;
  };

  return (lines) => {
    const lists = lines.map(meeting).sort((a, b) => a.length - b.length);
    const others = lists.slice(1).filter((list) => list !== everything);
    const yes: number[] = [];
    const maybe: number[] = [];
    for (const position of lists[0] ?? everything) {
      if (others.length > 0 && !others.every((list) => has(list, position))) continue;
      const finding = findings[position]!;
      const answer = matches(asSuppression(finding, lines), finding, { numCallers });
      if (answer !== 'no') maybe.push(position);
      if (answer === 'yes') yes.push(position);
    }
    return { yes, maybe };
  };
}

function frameKey(frame: Frame): string {
  return `${frame.fun ?? ''}\n${frame.demangled ?? ''}\n${frame.obj ?? ''}`;
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
