import { describe, expect, test } from 'vitest';
import type { Finding } from '../../src/finding/finding.js';
import { matches } from '../../src/match/matches.js';
import { finding, patterns } from '../minimize/make.js';
import { entry, explainedFinding, known, nearest } from './make.js';

const glib = '/usr/lib/libglib-2.0.so.0.7400.6';
const list = finding(['malloc', `g_malloc0@${glib}`, `g_list_append@${glib}`, 'plug@/bin/p', 'main@/bin/p']);
const cond = (more: Partial<Finding>) =>
  finding(['strlen', 'show', 'main'], { kind: 'Memcheck:Cond', leakKind: undefined, ...more });

/** What is said of an entry with these lines, which does not surely match. */
function said(of: Finding, ...lines: readonly string[]): string | undefined {
  const given = known(entry('x', ...lines), [of]);
  const { nearest: near, possiblyHiddenBy } = explainedFinding(given);
  for (const { edit } of [...near, ...possiblyHiddenBy])
    if (edit) expect(matches(edit.suppression, of, { numCallers: 12 })).toBe('yes');
  return nearest(given)[0]?.replace(/^x: /, '');
}

describe('why an entry does not match, and the smallest change', () => {
  test('another name', () => {
    expect(said(list, 'Memcheck:Leak', 'fun:malloc', 'fun:g_malloc', 'fun:g_list_append')).toBe(
      'frame 2: fun:g_malloc0 ≠ g_malloc: the name goes on; `fun:g_malloc*` would',
    );
  });

  test('the first frame, and frames between', () => {
    expect(said(list, 'Memcheck:Leak', 'fun:g_malloc0', 'fun:g_list_append')).toBe(
      'frame 1: fun:malloc ≠ g_malloc0: another function that allocates; the first location must match the innermost ' +
        'frame, unless it is "..."; `...` in front of `fun:g_malloc0` would',
    );
    expect(said(list, 'Memcheck:Leak', 'fun:malloc', 'fun:g_list_append', 'fun:plug')).toBe(
      'frame 2: the entry has no line for this call: g_malloc0; `...` in front of `fun:g_list_append` would',
    );
  });

  test('an inlined call', () => {
    const inlined = cond({
      frames: [
        { fun: 'peek', inlined: true },
        { fun: 'peek_twice', inlined: true },
        { fun: 'outer' },
        { fun: 'main' },
      ],
    });
    expect(said(inlined, 'Memcheck:Cond', 'fun:outer', 'fun:main')).toMatch(
      /^frame 1: .*`\.\.\.` in front of `fun:outer`/,
    );
    expect(said(inlined, 'Memcheck:Cond', 'fun:peek', 'fun:outer')).toBe(
      'frame 2: the entry has no line for this inlined call: peek_twice; `...` in front of `fun:outer` would',
    );
    expect(said(inlined, 'Memcheck:Cond', 'fun:peek', 'fun:helper', 'fun:peek_twice', 'fun:outer')).toBe(
      'frame 2: fun:peek_twice ≠ helper; leaving out `fun:helper` would',
    );
  });

  test('a leak kind that is not in the set', () => {
    expect(said(list, 'Memcheck:Leak', 'match-leak-kinds: reachable', '...', 'fun:g_list_append')).toBe(
      'definite ≠ match-leak-kinds: reachable: the kind of the leak is not in the set; ' +
        '`match-leak-kinds: reachable,definite` would',
    );
    expect(said(list, 'Memcheck:Leak', 'match-leak-kinds: none', '...', 'fun:g_list_append')).toContain(
      '`match-leak-kinds: definite` would',
    );
  });

  test('another kind', () => {
    const value = cond({ kind: 'Memcheck:Value8' });
    expect(said(value, 'Memcheck:Cond', 'fun:strlen', 'fun:show')).toMatch(
      /^Memcheck:Value8 ≠ Memcheck:Cond: Cond is a jump.*; `Memcheck:Value8` would$/,
    );
    expect(said(cond({ kind: 'Memcheck:Addr4' }), 'Memcheck:Addr8', 'fun:strle', 'fun:show')).toMatch(
      /^Memcheck:Addr4 ≠ Memcheck:Addr8: the number.*; frame 1: .*; `Memcheck:Addr4` and `fun:strle\*` would$/,
    );
    // Errors that have nothing to do with each other: only where all the rest is right.
    expect(said(value, 'Memcheck:Free', 'fun:strlen', 'fun:show')).toBe(
      'Memcheck:Value8 ≠ Memcheck:Free; `Memcheck:Value8` would',
    );
    expect(said(value, 'Memcheck:Free', 'fun:strle', 'fun:show')).toBe(undefined);
    expect(said(list, 'Memcheck:Cond', '...', 'fun:plug')).toContain(
      '`Memcheck:Leak, match-leak-kinds: definite` would',
    );
  });

  test('a parameter', () => {
    const param = cond({ kind: 'Memcheck:Param', extra: 'openat(pathname)' });
    expect(said(param, 'Memcheck:Param', 'openat(filename)', 'fun:strlen', 'fun:show')).toBe(
      'openat(pathname) ≠ openat(filename): it is compared byte by byte, and other versions of Valgrind spell it in ' +
        'another way; `openat(pathname)` would',
    );
    expect(said(param, 'Memcheck:Param', 'openat(*)', 'fun:strlen', 'fun:show')).toMatch(
      /no wildcards; `openat\(pathname\)` would$/,
    );
  });

  test('the name of the tool', () => {
    for (const head of ['memcheck:Cond', 'MEMCHECK:Cond', 'Helgrind, Memcheck:Cond', 'Memcheck :Cond'])
      expect(said(cond({}), head, 'fun:strlen', 'fun:show')).toBe(
        `no tool reads "${head}": Valgrind compares the names of tools byte by byte; \`Memcheck:Cond\` would`,
      );
    const drd = cond({ tool: 'drd', kind: 'drd:ConflictingAccess' });
    expect(said(drd, 'Drd:ConflictingAccess', 'fun:strlen', 'fun:show')).toContain(
      '`drd:ConflictingAccess` would',
    );
    // What another tool reads is nothing to this one.
    expect(said(cond({}), 'Helgrind:Race', 'fun:strlen', 'fun:show')).toBe(undefined);
  });

  test('entries that never match', () => {
    expect(said(cond({ kind: 'Memcheck:CoreMem' }), 'Memcheck:CoreMem', 'fun:strlen', 'fun:show')).toMatch(
      /^Valgrind compares .*none is hidden$/,
    );
  });

  test('the end of the stack', () => {
    const lines = ['fun:strlen', 'fun:show', 'fun:main', 'fun:run', 'fun:start'];
    expect(said(cond({}), 'Memcheck:Cond', ...lines)).toBe(
      'the stack has 3 frames, and 2 more locations want one each; leaving out the last 2 locations would',
    );
    const given = known(
      entry('x', 'Memcheck:Cond', 'fun:strlen', 'fun:show', 'fun:draw'),
      [cond({ frames: ['strlen', 'show', 'draw', 'run'].map((fun) => ({ fun })) })],
      { numCallers: 2 },
    );
    expect(explainedFinding(given).state).toBe('hidden');
    expect(given.set.entries[0]).toMatchObject({ locations: 3 });
    expect(given.set.entries[0]!.loaded.get('memcheck')!.frames).toHaveLength(2);
    const cut = known(entry('x', 'Memcheck:Cond', '...', 'fun:show', 'fun:draw'), given.findings, {
      numCallers: 3,
    });
    const found = cond({ frames: ['strlen', 'at', 'show', 'draw'].map((fun) => ({ fun })) });
    expect(nearest({ ...cut, findings: [found] })).toEqual([
      'x: the stack has 3 frames, cut at --num-callers=3, and 1 more location wants one',
    ]);
  });

  test('what the log does not tell', () => {
    const text = cond({
      frames: [
        { fun: 'strlen', file: 's.c', line: 1 },
        { demangled: 'ns::show(int)', file: 'x.cc', line: 2 },
      ],
    });
    const { state, possiblyHiddenBy } = explainedFinding(
      known(entry('x', 'Memcheck:Cond', 'obj:*/libc.so*', '...'), [text]),
    );
    expect(state).toBe('uncertain');
    expect(possiblyHiddenBy[0]!.why[0]!.because).toContain('--xml=yes');
    expect(possiblyHiddenBy[0]!.edit?.changes).toMatchObject([{ type: 'replace', now: ['fun:strlen'] }]);
    expect(said(text, 'Memcheck:Cond', 'fun:strlen', 'fun:ns::show')).toMatch(
      /^frame 2: ns::show\(int\) ≠ fun:ns::show: the pattern is what the log prints, .*--demangle=no$/,
    );
    const below = cond({ hidesBelowMain: true });
    expect(
      explainedFinding(known(entry('x', 'Memcheck:Cond', '...', 'fun:(below main)'), [below])),
    ).toMatchObject({
      state: 'uncertain',
      possiblyHiddenBy: [{ why: [{ because: expect.stringContaining('--show-below-main=yes') as string }] }],
    });
  });

  test('occurrences that differ', () => {
    const mixed = cond({
      frames: [{ fun: 'strlen', obj: '/usr/lib/liba.so', file: null }],
      variants: [[{ fun: 'strlen', obj: '/usr/lib/libb.so', file: null }]],
    });
    const { state, possiblyHiddenBy } = explainedFinding(
      known(entry('x', 'Memcheck:Cond', 'obj:*/liba.so'), [mixed]),
    );
    expect(state).toBe('uncertain');
    expect(possiblyHiddenBy[0]!.why[0]!.compared).toMatchObject({ is: 'obj:/usr/lib/libb.so' });
  });
});

describe('what is near', () => {
  test('the smallest change first, then what begins alike; what has nothing in common is not told', () => {
    const bytes = [
      entry('other cause', 'Memcheck:Leak', 'fun:malloc', 'fun:main'),
      entry(
        'begins alike',
        'Memcheck:Leak',
        'fun:malloc',
        'fun:g_malloc0',
        'fun:g_list_append',
        'fun:a',
        'fun:b',
        'fun:c',
      ),
      entry('two changes', 'Memcheck:Leak', 'match-leak-kinds: reachable', 'fun:malloc', 'fun:g_list_append'),
      entry('wide', 'Memcheck:Leak', 'fun:malloc', 'fun:g_list_append', 'fun:plug'),
      entry('narrow', 'Memcheck:Leak', 'fun:malloc', 'fun:g_malloc0', 'fun:g_list_apend'),
    ].join('');
    const names = (most: number) =>
      explainedFinding(known(bytes, [list], { nearest: most })).nearest.map((each) => each.entry.name);
    expect(names(9)).toEqual(['narrow', 'wide', 'two changes', 'begins alike']);
    expect(names(2)).toEqual(['narrow', 'wide']);
  });

  test('no change is told that leaves another entry', () => {
    expect(said(list, 'Memcheck:Leak', 'fun:malloc', 'fun:elsewhere')).toBe(undefined);
    expect(said(list, 'Memcheck:Leak', '...', 'fun:elsewhere')).toBe(undefined);
    expect(
      said(list, 'Memcheck:Leak', 'fun:malloc', 'fun:g_malloc0', 'fun:g_list_append', 'fun:elsewhere'),
    ).toBe('frame 4: fun:plug ≠ elsewhere');
  });

  test('what the change would do to the other findings is told', () => {
    const other = finding(['malloc', `g_malloc@${glib}`, `g_list_append@${glib}`, 'mine@/home/me/p']);
    const given = known(
      entry('x', 'Memcheck:Leak', 'fun:malloc', 'fun:g_malloc', 'fun:g_list_append'),
      [list, other],
      {
        real: patterns(entry('mine', 'Memcheck:Leak', '...', 'fun:plug')),
      },
    );
    const { nearest: near, real } = explainedFinding(given);
    expect(real).toBe(true);
    expect(near[0]!.effect).toMatchObject({ before: 1, after: 2, real: [{ id: list.id }] });
  });
});

test('entries that hide a finding come in the order in which Valgrind tries them', () => {
  const bytes = ['first', 'second', 'third']
    .map((name) => entry(name, 'Memcheck:Leak', '...', 'fun:plug'))
    .join('');
  const { state, hiddenBy, nearest: near } = explainedFinding(known(bytes, [list]));
  expect(state).toBe('hidden');
  expect(hiddenBy.map((each) => each.entry.name)).toEqual(['third', 'second', 'first']);
  expect(hiddenBy[0]!.alignment.rows).toEqual([
    { line: 0, from: 0, to: 3, answer: 'yes' },
    { line: 1, from: 3, to: 4, answer: 'yes' },
  ]);
  expect(near).toEqual([]);
});
