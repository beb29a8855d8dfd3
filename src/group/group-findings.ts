import type { Finding } from '../finding/finding.js';
import type { OwnCode } from '../minimize/own.js';
import { causeOf } from './cause.js';
import { sharedFrames } from './causes/stack.js';
import type { Cause, Group } from './group.js';

/**
 * Puts findings together that likely have one cause: leaks by allocation site, races by variable, arguments of system calls
 * by the function that makes the call, undefined values by origin, all else by the innermost frames they share.
 * The most frequent first, then by id. Takes time in proportion to the findings and their frames, besides sorting.
 */
export function groupFindings(findings: readonly Finding[], own: OwnCode): readonly Group[] {
  const members = new Map<string, Finding[]>();
  // In order of ids, so that the cause shown is the same whatever the order was.
  for (const finding of [...findings].sort(byId)) {
    const { key, cause } = causeOf(finding, own);
    const whole = `${finding.tool}\n${cause.type}\n${cause.type === 'stack' ? plainKind(finding.kind) : ''}\n${key}`;
    const group = members.get(whole);
    if (group) group.push(finding);
    else members.set(whole, [finding]);
  }
  return [...members.values()].map((group) => groupOf(group, own)).sort(byCount);
}

/** `findings` are one cause's, in order of ids. */
function groupOf(findings: readonly Finding[], own: OwnCode): Group {
  const first = findings[0]!;
  const { cause } = causeOf(first, own);
  const leaks = findings.some(({ leakKind }) => leakKind !== undefined);
  return {
    id: first.id,
    cause: cause.type === 'stack' ? withShared(cause, findings) : cause,
    findings: [...findings].sort(byCount),
    count: sum(findings, ({ count }) => count),
    records: sum(findings, ({ records }) => records),
    ...(leaks
      ? {
          bytes: sum(findings, ({ bytes }) => bytes ?? 0),
          blocks: sum(findings, ({ blocks }) => blocks ?? 0),
        }
      : {}),
  };
}

function withShared(cause: Cause & { readonly type: 'stack' }, findings: readonly Finding[]): Cause {
  const frames = sharedFrames(findings);
  return frames.length > 0 ? { type: 'stack', frames } : cause;
}

/** Of whatever size the value or the access was: `Memcheck:Addr4` and `Memcheck:Addr8` are one, and so are uses of a value. */
function plainKind(kind: string): string {
  return kind.replace(/\d+$/, '').replace(/^Memcheck:(?:Cond|Value)$/, 'Memcheck:Value');
}

function sum(findings: readonly Finding[], of: (finding: Finding) => number): number {
  return findings.reduce((total, finding) => total + of(finding), 0);
}

function byId(a: { readonly id: string }, b: { readonly id: string }): number {
  return a.id < b.id ? -1 : a.id > b.id ? 1 : 0;
}

function byCount(
  a: { readonly count: number; readonly id: string },
  b: { readonly count: number; readonly id: string },
): number {
  return b.count - a.count || byId(a, b);
}
