import { expect, test } from 'vitest';
import { explain } from '../../../src/explain/explain.js';
import { explainReporters } from '../../../src/report/explain/index.js';
import type { ExplainJson } from '../../../src/report/explain/json.js';
import { entry, known } from '../../explain/make.js';
import { finding } from '../../minimize/make.js';

const of = finding(
  ['malloc', 'g_malloc', 'a', 'b', 'c', 'd', 'e', 'plug', 'main'].map((name) => `${name}@/usr/lib/x.so`),
);

function pretty(bytes: string, given = of, numCallers = 12): string[] {
  const text = explainReporters['pretty']!(
    explain(known(bytes, [given], { numCallers }), { type: 'finding', finding: given }),
  );
  return text.replaceAll(' (in /usr/lib/x.so)', '').split('\n').slice(2, -1);
}

test('an entry that hides a finding', () => {
  expect(pretty(entry('x', 'Memcheck:Leak', 'fun:malloc', '...', 'fun:plug', '...'))).toEqual([
    'Hidden by a.supp:2 “x”:',
    '',
    '    fun:malloc   1 malloc',
    '    ...          2 g_malloc',
    '                 3 a',
    '                   … 3 frames',
    '                 7 e',
    '    fun:plug     8 plug',
    '    ...         –',
    '                   (1 more, which no location asks for)',
  ]);
});

test('an entry with the change that it needs', () => {
  const bytes = entry(
    'x',
    'Memcheck:Leak',
    'match-leak-kinds: reachable',
    'fun:malloc',
    'fun:a',
    'fun:b',
    'fun:c',
  );
  expect(pretty(bytes)).toEqual([
    'No entry hides it. The nearest:',
    '',
    'a.supp:2 “x”',
    '  definite ≠ match-leak-kinds: reachable: the kind of the leak is not in the set; frame 2: the entry has no line ' +
      'for this call: g_malloc; `match-leak-kinds: reachable,definite` and `...` in front of `fun:a` would',
    '  it would hide 1 finding of these logs, now 0',
    '',
    '  - match-leak-kinds: reachable',
    '  + match-leak-kinds: reachable,definite',
    '    fun:malloc                             1 malloc',
    '  + ...                                    2 g_malloc',
    '    fun:a                                  3 a',
    '    fun:b                                  4 b',
    '    fun:c                                  5 c',
    '                                             (4 more, which no location asks for)',
  ]);
});

test('an entry that only begins alike', () => {
  const lines = ['fun:malloc', 'fun:g_malloc', 'fun:a', 'fun:x', 'fun:y', 'fun:z'];
  expect(pretty(entry('x', 'Memcheck:Leak', ...lines))).toEqual([
    'No entry hides it. The nearest:',
    '',
    'a.supp:2 “x”',
    '  frame 4: fun:b ≠ x',
    '',
    '    fun:malloc     1 malloc',
    '    fun:g_malloc   2 g_malloc',
    '    fun:a          3 a',
    '  ≠ fun:x          4 b',
    '    fun:y',
    '    fun:z',
  ]);
});

test('lines that go, and lines that then are too many', () => {
  const lines = ['fun:malloc', 'fun:g_malloc', 'fun:gone', 'fun:a', 'fun:b', 'fun:c'];
  expect(pretty(entry('x', 'Memcheck:Leak', ...lines)).slice(3, 14)).toEqual([
    '  frame 3: fun:a ≠ gone; leaving out `fun:gone` would',
    '  it would hide 1 finding of these logs, now 0',
    '',
    '    fun:malloc     1 malloc',
    '    fun:g_malloc   2 g_malloc',
    '  - fun:gone',
    '    fun:a          3 a',
    '    fun:b          4 b',
    '    fun:c          5 c',
    '                     (4 more, which no location asks for)',
  ]);
  const cut = entry('x', 'Memcheck:Leak', 'fun:malloc', 'fun:a', 'fun:b', 'fun:c');
  expect(pretty(cut, of, 4).slice(6)).toEqual([
    '    fun:malloc   1 malloc',
    '  + ...          2 g_malloc',
    '    fun:a        3 a',
    '    fun:b        4 b',
    '  - fun:c',
  ]);
});

test('what is not told, and what the log hides', () => {
  const open = finding([], {
    kind: 'Memcheck:Cond',
    leakKind: undefined,
    hidesBelowMain: true,
    frames: [
      { demangled: 'ns::f(int)', file: 'f.cc', line: 3 },
      { fun: 'main', file: 'f.cc', line: 9 },
    ],
  });
  expect(pretty(entry('x', 'Memcheck:Cond', 'obj:/bin/p', 'src:f.cc', 'fun:(below main)'), open)).toEqual([
    'The log cannot tell whether a.supp:2 “x” hides it:',
    '  frame 1: obj:/bin/p may match ns::f(int) or not: the log does not tell the object of this frame; a log recorded with --xml=yes does',
    '',
    '  ? obj:/bin/p         1 ns::f(int)',
    '    src:f.cc           2 main (f.cc:9)',
    '  ? fun:(below main)   3 (below main, not shown in the log)',
  ]);
});

test('a finding without a stack', () => {
  const none = finding([], { kind: 'CoreError:FdNotClosed', leakKind: undefined });
  expect(pretty(entry('x', 'CoreError:FdNotClosed', 'fun:open'), none)).toEqual([
    'It has no stack, so nothing can hide it.',
    '',
  ]);
});

test('hostile names are inert', () => {
  const bytes = entry('a\u001b[2Jb', 'Memcheck:Leak', 'fun:malloc', 'fun:g\u009bm', 'fun:a', 'fun:b');
  const text = pretty(bytes, finding(['malloc', 'g\u001b[31m', 'a', 'b'])).join('\n');
  expect(text).toContain('\\u{1b}');
  expect(text).not.toMatch(/[\u001b\u009b]/);
});

test('JSON', () => {
  const bytes = entry('x', 'Memcheck:Leak', 'fun:malloc', 'fun:g_mallocs', 'fun:a');
  const explained = explain(known(bytes, [of]), { type: 'finding', finding: of });
  const json = JSON.parse(explainReporters['json']!(explained)) as ExplainJson;
  expect(json).toMatchObject({ version: 1, numCallers: 12, refused: [], entries: [], suppressed: [] });
  expect(json.findings).toHaveLength(1);
  expect(json.findings[0]).toMatchObject({
    id: of.id,
    state: 'reported',
    real: false,
    hiddenBy: [],
    saidHiddenBy: [],
  });
  expect(json.findings[0]!.nearest).toEqual([
    {
      name: 'x',
      file: 'a.supp',
      line: 2,
      answer: 'no',
      why: [{ frame: 1, is: 'fun:g_malloc', wants: 'fun:g_mallocs', because: 'the name ends before' }],
      alignment: {
        locations: ['fun:malloc', 'fun:g_mallocs', 'fun:a'],
        rows: [{ location: 0, from: 0, to: 1, answer: 'yes' }],
        failure: { location: 1, frame: 1 },
      },
      edit: {
        changes: [{ type: 'replace', was: ['fun:g_mallocs'], now: ['fun:g_malloc*'], location: 1 }],
        kind: 'Memcheck:Leak',
        extra: null,
        leakKinds: null,
        frames: ['fun:malloc', 'fun:g_malloc*', 'fun:a'],
        hides: { before: 0, after: 1 },
        hidesReal: [],
      },
    },
  ]);
});
