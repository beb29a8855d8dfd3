import type { Finding } from '../finding/finding.js';
import { findingId } from '../finding/id.js';

/** What a log shows in the example of a rule: a block of 72 bytes, still reachable, and the functions on its stack. */
export function exampleLeak(...functions: readonly string[]): Finding {
  const stack = functions.map((fun) => ({ fun, obj: '/usr/bin/program', file: null }));
  const finding = { kind: 'Memcheck:Leak', leakKind: 'reachable', frames: stack } as const;
  return {
    ...finding,
    id: findingId(finding),
    tool: 'memcheck',
    hidesBelowMain: true,
    variants: [],
    what: '72 bytes in 1 blocks are still reachable in loss record 1 of 9',
    auxiliary: [],
    origins: [],
    count: 1,
    records: 1,
    places: [{ log: 'program.xml', line: 52 }],
  };
}
