import { describe, expect, test } from 'vitest';
import { explain } from '../../src/explain/explain.js';
import { explainReporters } from '../../src/report/explain/index.js';
import { finding, patterns } from '../minimize/make.js';
import { entry, explainedEntry, known } from './make.js';

const glib = '/usr/lib/libglib-2.0.so.0.7400.6';
const leak = (...outer: string[]) =>
  finding(['malloc@/usr/lib/vgpreload_memcheck-amd64-linux.so', `g_malloc@${glib}`, ...outer]);

describe('an entry', () => {
  test('hides some findings, perhaps others, and nearly others', () => {
    const [hidden, open, near, far] = [
      leak(`g_intern_string@${glib}`, 'main@/bin/p'),
      finding(['malloc', 'g_malloc', 'x'], {
        frames: [{ fun: 'malloc' }, { demangled: 'g_malloc' }, { fun: 'x' }],
      }),
      leak(`g_intern_string.part.0@${glib}`, 'other@/bin/p', 'main@/bin/p'),
      finding(['calloc', 'main']),
    ];
    const bytes = entry('x', 'Memcheck:Leak', 'fun:malloc', 'fun:g_malloc', 'fun:g_intern_string');
    const { hides, mayHide, nearlyHides, nearlyHidesInAll } = explainedEntry(
      known(bytes, [hidden, open, near, far]),
      'x',
    );
    expect(hides.map((each) => each.finding.id)).toEqual([hidden.id]);
    expect(mayHide).toEqual([]);
    expect(nearlyHides.map((each) => [each.finding.id, each.verdict.edit?.changes[0]?.now])).toEqual([
      [near.id, ['fun:g_intern_string*']],
    ]);
    expect(nearlyHidesInAll).toBe(1);
    const perhaps = explainedEntry(known(entry('y', 'Memcheck:Leak', '...', 'fun:_*'), [open]), 'y');
    expect(perhaps.hides).toEqual([]);
    expect(perhaps.mayHide.map(({ verdict }) => verdict.answer)).toEqual(['unknown']);
  });

  test('is shadowed by later ones', () => {
    const of = leak(`g_intern_string@${glib}`, 'main@/bin/p');
    const bytes =
      entry('before', 'Memcheck:Leak', '...', 'fun:g_intern_string') +
      entry('mine', 'Memcheck:Leak', '...', 'fun:g_intern_string') +
      entry('after', 'Memcheck:Leak', '...', 'fun:g_intern_string') +
      entry('not', 'Memcheck:Leak', '...', 'fun:g_intern_other');
    const { hides } = explainedEntry(known(bytes, [of]), 'mine');
    expect(hides.map(({ before }) => before.map(({ name }) => name))).toEqual([['after']]);
  });

  test('hides a finding that is marked real', () => {
    const of = leak(`g_intern_string@${glib}`, 'mine@/home/me/p');
    const given = known(entry('x', 'Memcheck:Leak', '...', 'fun:g_intern_string'), [of], {
      real: patterns(entry('r', 'Memcheck:Leak', '...', 'fun:mine')),
    });
    expect(explainedEntry(given, 'x').hides.map(({ real }) => real)).toEqual([true]);
  });

  test.each([
    [['...', 'fun:g_intern_string'], 'would also hide a leak of your own call to g_intern_string'],
    [['fun:malloc', `obj:*/libglib-2.0.so*`, 'fun:g_intern_string', 'obj:/bin/p'], 'leaves open no call'],
    [
      ['fun:malloc', 'fun:g_malloc', 'fun:g_intern_string', 'obj:/bin/p'],
      'leaves open no call from other code that the logs show',
    ],
    // Every program has a `main`.
    [
      ['...', 'fun:g_intern_string', 'fun:main'],
      'would also hide a leak of your own call to g_intern_string',
    ],
    [
      ['fun:malloc', 'fun:g_malloc', 'fun:g_intern_string', 'fun:main'],
      'would also hide a leak of your own call to g_intern_string',
    ],
    [['fun:malloc'], 'rests on nothing but allocators'],
    [['...', 'fun:main'], 'rests on nothing but allocators'],
  ])('says how broad it is: %j', (lines, expected) => {
    const of = leak(`g_intern_string@${glib}`, 'main@/bin/p');
    const { breadth } = explainedEntry(known(entry('x', 'Memcheck:Leak', ...lines), [of]), 'x');
    expect(breadth?.text).toContain(expected);
  });

  test('that hides nothing has no breadth', () => {
    expect(explainedEntry(known(entry('x', 'Memcheck:Leak', 'fun:f'), []), 'x').breadth).toBe(undefined);
  });

  test('shows who stands behind its last location', () => {
    const findings = ['a', 'b', 'a'].map((name, at) =>
      leak(`g_intern_string@${glib}`, `${name}@/bin/p`, `f${at}@/bin/p`),
    );
    const ends = leak(`g_intern_string@${glib}`);
    const given = known(entry('x', 'Memcheck:Leak', '...', 'fun:g_intern_string'), [...findings, ends]);
    const { callers } = explainedEntry(given, 'x');
    expect(callers.map(({ frame, findings: count }) => [frame.fun, count])).toEqual([
      ['a', 2],
      ['b', 1],
    ]);
  });

  test('shows no more than ten of what it nearly hides', () => {
    const findings = Array.from({ length: 12 }, (_, at) => leak(`g_intern_string@${glib}`, `f${at}@/bin/p`));
    const bytes = entry('x', 'Memcheck:Leak', 'match-leak-kinds: reachable', '...', 'fun:g_intern_string');
    const { nearlyHides, nearlyHidesInAll } = explainedEntry(known(bytes, findings), 'x');
    expect([nearlyHides.length, nearlyHidesInAll]).toEqual([10, 12]);
  });
});

describe('for people', () => {
  const pretty = (bytes: string, name: string, numCallers = 12) => {
    const given = known(bytes, [], { numCallers });
    const found = given.set.entries.find((each) => each.name === name)!;
    return explainReporters['pretty']!(explain(given, { type: 'entry', entry: found }));
  };
  test.each([
    [['Memcheck:Cond', 'fun:f'], 'read by Memcheck as Memcheck:Cond'],
    [['CoreError:FdBadClose', 'fun:f'], 'read by Memcheck, Helgrind, drd as CoreError:FdBadClose'],
    [['DRD:MutexErr', 'fun:f'], '`drd:MutexErr` would be read'],
    [['Massif:Cond', 'fun:f'], 'no tool that these logs are of reads it'],
    [['Memcheck:Condition', 'fun:f'], 'memcheck says: unknown tool suppression type'],
    [
      ['Memcheck:Cond', 'fun:a', 'fun:b', 'fun:c'],
      'only the first 2 of its 3 locations count (--num-callers=2)',
    ],
  ])('%j', (lines, expected) => {
    expect(pretty(entry('x', ...lines), 'x', 2)).toContain(expected);
  });
});
