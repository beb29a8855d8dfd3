import type { Finding, Frame } from '../../src/finding/finding.js';
import { findingId } from '../../src/finding/id.js';
import { loadPatterns } from '../../src/cli/load-for-tools.js';
import { newestVersion } from '../../src/suppression/version.js';
import { parseLocation } from '../../src/suppression/location.js';
import type { FramePattern, Suppression } from '../../src/suppression/suppression.js';

/** `malloc@/usr/lib/libc.so.6` is a frame with a name and an object; without `@` the object is not told. */
export function frame(text: string): Frame {
  const [fun, obj] = text.split('@');
  return { ...(fun ? { fun } : { fun: '???' }), ...(obj ? { obj, file: null } : {}) };
}

/** A finding of a log that shows all: a definite leak unless something else is said. */
export function finding(stack: readonly string[], more: Partial<Finding> = {}): Finding {
  const known = {
    tool: 'memcheck',
    kind: 'Memcheck:Leak',
    leakKind: 'definite',
    frames: stack.map(frame),
    hidesBelowMain: false,
    variants: [],
    what: 'a leak',
    auxiliary: [],
    origins: [],
    count: 1,
    records: 1,
    places: [{ log: 'a.log', line: 1 }],
    ...more,
  } as Omit<Finding, 'id'>;
  return { id: findingId(known), ...known };
}

/** Patterns as `--real` and `--noise` read them. */
export function patterns(text: string): Suppression[] {
  return loadPatterns([{ name: 'patterns.supp', bytes: text }], newestVersion);
}

/** Location lines, separated by blanks. */
export function lines(text: string): FramePattern[] {
  return text.split(' ').map((line) => parseLocation(line, newestVersion)!);
}

/** What `minimize` needs besides findings: none is real unless patterns say so. */
export const noiseOnly = {
  knowledge: { real: [], noise: [], unmarked: 'noise' as const, own: [] },
  existing: [],
  numCallers: 12,
  limits: { nodes: 1000 },
};
