import { roleOf } from '../finding/roles.js';
import type { Finding } from '../finding/finding.js';
import { withoutEndStars } from '../match/glob.js';
import { formatLocation } from '../suppression/location.js';
import type { FramePattern } from '../suppression/suppression.js';
import { durableLine } from './durable.js';

/**
 * The lines of functions that code of another object calls in some stack: their names belong to a library's
 * interface, and stay when it is stripped, rebuilt or rewritten.
 */
export function exportedLines(findings: readonly Finding[]): ReadonlySet<string> {
  const found = new Set<string>();
  for (const { frames } of findings)
    frames.forEach((called, at) => {
      const caller = frames[at + 1];
      if (!caller || called.obj === undefined || caller.obj === undefined || called.obj === caller.obj)
        return;
      const line = durableLine(called);
      if (line?.type === 'fun') found.add(formatLocation(line));
    });
  return found;
}

/**
 * How many of the lines may not last: names of functions that no stack shows to be part of an interface, frames of
 * one object in a row, of which the next build may have one more or less, and files of programs, which no other
 * program of the same library has.
 */
export function fleetingLines(lines: readonly FramePattern[], exported: ReadonlySet<string>): number {
  return lines.filter((line, at) => {
    if (line.type === 'fun')
      return (
        !exported.has(formatLocation(line)) && roleOf({ fun: withoutEndStars(line.pattern) }) === 'library'
      );
    if (line.type !== 'obj') return false;
    const inner = lines[at - 1];
    return !/\.so\b/.test(line.pattern) || (inner?.type === 'obj' && inner.pattern === line.pattern);
  }).length;
}
