import type { Finding, Frame } from '../finding/finding.js';
import { lineMatches, type FrameLine } from '../match/overlay.js';
import { tellingIn, isTelling } from '../minimize/anchors.js';
import { formatLocation } from '../suppression/location.js';
import type { FramePattern, Suppression, Tool } from '../suppression/suppression.js';

/** Is there a frame, on whatever stack of the tool's findings, that the line surely matches? */
export type IsSeen = (line: FrameLine, tool: Tool) => boolean;

/** Prepares that question. Stacks are also those that tell where a block or a value came from. */
export function seenIn(findings: readonly Finding[]): IsSeen {
  const framesOf = new Map<Tool, readonly Frame[]>();
  const known = new Map<string, boolean>();
  return (line, tool) => {
    const key = `${tool}\n${formatLocation(line)}`;
    const before = known.get(key);
    if (before !== undefined) return before;
    const frames = framesOf.get(tool) ?? framesIn(findings, tool);
    framesOf.set(tool, frames);
    const is = frames.some((frame) => lineMatches(line, frame, false) === 'yes');
    known.set(key, is);
    return is;
  };
}

/**
 * Of the code that a suppression names that which is on no stack: it may not have run at all. Asked for are the lines that say
 * what the suppression is about (minimize/anchors.ts), all lines where none does.
 */
export function unseenOf({ frames }: Suppression, tool: Tool, isSeen: IsSeen): readonly FramePattern[] {
  const anchors = tellingIn(frames);
  const lines = anchors.length > 0 ? anchors : frames;
  return lines.filter((line) => line.type !== '...' && !isSeen(line, tool));
}

/**
 * Could a small change make the suppression match a finding? What is on no stack has to change. Where that is more than two lines,
 * all behind the first of them has to go but for one more change, and something of what the suppression is about must be in
 * front (explain/keeps.ts).
 */
export function mayBeNear({ frames }: Suppression, tool: Tool, isSeen: IsSeen): boolean {
  const unseen = frames.flatMap((line, at) => (line.type !== '...' && !isSeen(line, tool) ? [at] : []));
  if (unseen.length <= 2) return true;
  return frames.slice(0, unseen[1]).some((line, at) => isTelling(line) && at !== unseen[0]);
}

/** The different frames on the stacks of a tool. */
function framesIn(findings: readonly Finding[], tool: Tool): readonly Frame[] {
  const frames = new Map<string, Frame>();
  for (const finding of findings) {
    if (finding.tool !== tool) continue;
    const told = [...finding.auxiliary, ...finding.origins].map((stack) => stack.frames);
    for (const stack of [finding.frames, ...finding.variants, ...told])
      for (const frame of stack) frames.set(JSON.stringify(frame), frame);
  }
  return [...frames.values()];
}
