import { roleOf } from '../finding/roles.js';
import type { Finding } from '../finding/finding.js';
import { withoutEndStars } from '../match/glob.js';
import { formatLocation } from '../suppression/location.js';
import type { FramePattern } from '../suppression/suppression.js';
import type { NamePattern } from './candidate.js';
import { durableLine } from './durable.js';

/**
 * The lines of functions that code of another object calls in some stack: their names belong to a library's
 * interface, and stay when it is stripped, rebuilt or rewritten.
 */
export function exportedLines(findings: readonly Finding[]): ReadonlySet<string> {
  const found = new Set<string>();
  const seen = new Set<string>();
  for (const { frames } of findings)
    frames.forEach((called, at) => {
      const caller = frames[at + 1];
      if (!caller || called.obj === undefined || caller.obj === undefined || called.obj === caller.obj)
        return;
      if (called.fun === undefined || seen.has(called.fun)) return;
      const line = durableLine(called);
      if (line?.type !== 'fun') return;
      seen.add(called.fun);
      found.add(formatLocation(line));
    });
  return found;
}

/**
 * How many of the lines may not last: names of functions that no stack shows to be part of an interface, frames of
 * one object in a row, of which the next build may have one more or less, and files of programs, which no other
 * program of the same library has.
 */
export function fleetingIn(exported: ReadonlySet<string>): (lines: readonly FramePattern[]) => number {
  const known = new WeakMap<FramePattern, boolean>();
  const isFleetingName = (line: NamePattern): boolean => {
    const before = known.get(line);
    if (before !== undefined) return before;
    const answer =
      !exported.has(formatLocation(line)) && roleOf({ fun: withoutEndStars(line.pattern) }) === 'library';
    known.set(line, answer);
    return answer;
  };
  return (lines) => {
    let count = 0;
    for (const [at, line] of lines.entries()) {
      if (line.type === 'fun' && isFleetingName(line)) count++;
      if (line.type !== 'obj') continue;
      const inner = lines[at - 1];
      if (!/\.so\b/.test(line.pattern) || (inner?.type === 'obj' && inner.pattern === line.pattern)) count++;
    }
    return count;
  };
}
