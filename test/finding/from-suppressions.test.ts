import { expect, test } from 'vitest';
import { findingsOf } from '../../src/finding/from-suppressions.js';
import { matches } from '../../src/match/matches.js';
import { patterns } from '../minimize/make.js';

const raw = `{
   <insert_a_suppression_name_here>
   Memcheck:Leak
   match-leak-kinds: reachable
   fun:malloc
   obj:/usr/lib/libx.so.1
   obj:*
   fun:main
}
{
   mutex
   drd:MutexErr
   fun:pthread_mutex_unlock@*
   fun:main
}
{
   by hand
   Memcheck:Leak
   ...
   fun:x_*
}
{
   either
   Memcheck:Leak
   match-leak-kinds: definite,possible
   fun:malloc
   fun:f
}
`;

test('generated entries are read as the findings that they were printed for', () => {
  const entries = patterns(raw);
  const { findings, patterns: kept } = findingsOf(entries);
  expect(kept.map(({ name }) => name)).toEqual(['by hand']);
  expect(findings.map(({ kind, leakKind }) => [kind, leakKind])).toEqual([
    ['Memcheck:Leak', 'reachable'],
    ['Memcheck:Leak', 'possible'],
    ['Memcheck:Leak', 'definite'],
    ['drd:MutexErr', undefined],
  ]);
  expect(findings[0]!.frames).toEqual([
    { fun: 'malloc' },
    { fun: '???', obj: '/usr/lib/libx.so.1', file: null },
    { fun: '???', obj: '???', file: null },
    { fun: 'main' },
  ]);
  // Each finding is matched by the entry that it was read from.
  for (const finding of findings) {
    const entry = entries.find(({ line }) => line === finding.places[0]!.line)!;
    expect(matches(entry, finding)).toBe('yes');
  }
});
