import { createHash } from 'node:crypto';
import type { Finding, Frame } from './finding.js';

/**
 * The location line that `--gen-suppressions` would print for a frame. Where only a demangled name is
 * known, that name stands in its place after `demangled:`, which no suppression can contain.
 */
export function generatedLine(frame: Frame): string {
  if (frame.fun !== undefined && frame.fun !== '???') return `fun:${frame.fun}`;
  if (frame.fun === undefined && frame.demangled !== undefined) return `demangled:${frame.demangled}`;
  if (frame.obj !== undefined && frame.obj !== '???') return `obj:${frame.obj}`;
  return 'obj:*';
}

/**
 * Stable name of a finding: the first 20 hex digits of the SHA-256 of its kind, its extra line (for leaks
 * the `match-leak-kinds:` line, else empty when there is none) and its generated location lines, joined by
 * newlines. Addresses, counts, process and source lines do not enter, so that rebuilding keeps the id.
 */
export function findingId(finding: Pick<Finding, 'kind' | 'extra' | 'leakKind' | 'frames'>): string {
  const extra = finding.leakKind ? `match-leak-kinds: ${finding.leakKind}` : (finding.extra ?? '');
  const lines = [finding.kind, extra, ...finding.frames.map(generatedLine)];
  return createHash('sha256').update(lines.join('\n'), 'latin1').digest('hex').slice(0, 20);
}
