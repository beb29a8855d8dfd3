import type { FramePattern } from '../suppression/suppression.js';
import { fitsAnything, globMatches, hasWildcard } from './glob.js';
import { layingOf, surely, unreached, type FrameLine } from './laying.js';
import { plainName, textOf, unspelt } from './plain-stack.js';

/**
 * Can lines be laid over others as over a stack: each over one that says no less, and over `...` nothing but `...`?
 * Then they fit every stack that the others fit: a quick way to a sure yes. Lines of people seldom fit otherwise.
 */
export function liesOver(lines: readonly FramePattern[], others: readonly FramePattern[]): boolean {
  const laying = layingOf(lines);
  for (const other of others)
    laying.over((line) => (other.type !== '...' && saysNoMore(line, other) ? surely : unreached));
  return laying.result() === surely;
}

/** Does the line match every frame that the other one matches? False also where it takes a closer look to tell. */
function saysNoMore(line: FrameLine, other: FrameLine): boolean {
  if (line.type !== 'src' && fitsAnything(line.pattern)) return true;
  if (line.type !== other.type) return false;
  if (line.type === 'src' && line.line !== 0 && line.line !== (other as typeof line).line) return false;
  const [glob, text] = [textOf(line), textOf(other)];
  if (glob === text || !hasWildcard(text)) return globMatches(glob, text);
  // What lies under a `*` may be any text. So it may be wildcards, if nothing else can match their place.
  return !glob.includes('?') && !glob.includes(unspelt) && globMatches(glob, plainName(text));
}
