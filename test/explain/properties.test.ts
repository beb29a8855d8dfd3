import fc from 'fast-check';
import { expect, test } from 'vitest';
import { align } from '../../src/explain/align.js';
import { explain } from '../../src/explain/explain.js';
import type { Verdict } from '../../src/explain/verdict.js';
import { explainedStack } from '../../src/explain/stack.js';
import type { Finding, Frame } from '../../src/finding/finding.js';
import { exactLines } from '../../src/generate/lines.js';
import { matches } from '../../src/match/matches.js';
import { explainReporters } from '../../src/report/explain/index.js';
import { loadedFrom } from '../../src/rewrite/survey.js';
import { formatLocation } from '../../src/suppression/location.js';
import { formatSuppression } from '../../src/suppression/write.js';
import { finding } from '../minimize/make.js';
import { entry, known } from './make.js';
import '../seed.js';

const glib = '/usr/lib/libglib-2.0.so.0.7400.6';

const frame: fc.Arbitrary<Frame> = fc.oneof(
  fc
    .constantFrom('malloc', 'g_malloc0', 'g_list_append', 'plug', 'main', 'f.part.0')
    .map((fun) => ({ fun, file: null })),
  fc.constantFrom('g_malloc', 'g_malloc0', '???').map((fun) => ({ fun, obj: glib, file: null })),
  fc
    .constantFrom('peek', 'plug')
    .map((fun) => ({ fun, obj: '/bin/p', file: 'p.c', line: 3, inlined: true as const })),
  fc.constant({ fun: '_ZN2ns1fEi', demangled: 'ns::f(int)', obj: '/bin/p', file: 'f.cc', line: 7 }),
  fc.constant({ demangled: 'ns::f(int)', file: 'f.cc', line: 7 }),
);

const kind = fc.constantFrom(
  { kind: 'Memcheck:Leak', leakKind: 'definite' as const },
  { kind: 'Memcheck:Leak', leakKind: 'reachable' as const },
  { kind: 'Memcheck:Cond', leakKind: undefined },
  { kind: 'Memcheck:Value8', leakKind: undefined },
  { kind: 'Memcheck:Param', leakKind: undefined, extra: 'write(buf)' },
);

const someFinding: fc.Arbitrary<Finding> = fc
  .tuple(
    kind,
    fc.array(frame, { minLength: 1, maxLength: 8 }),
    fc.boolean(),
    fc.array(frame, { maxLength: 3 }),
  )
  .map(([head, frames, hidesBelowMain, variant]) =>
    finding([], {
      ...head,
      frames,
      hidesBelowMain,
      variants: variant.length === frames.length ? [variant] : [],
    }),
  );

const location = fc.constantFrom(
  ...[
    '...',
    '...',
    'fun:malloc',
    'fun:calloc',
    'fun:g_malloc',
    'fun:g_malloc0',
    'fun:g_list_apend',
    'fun:plug',
    'fun:main',
  ],
  ...[
    'fun:ns::f',
    'fun:_ZN2ns1fEl',
    'fun:f',
    'fun:peek',
    'fun:(below main)',
    'fun: plug',
    'src:f.cc:9',
    'src:p.c',
  ],
  ...['obj:/usr/lib/libglib-2.0.so.0.6000.1', 'obj:libglib-2.0.so*', 'obj:/bin/p', 'fun:*', 'fun:unrelated'],
);

const head = fc.constantFrom(
  ['Memcheck:Leak'],
  ['Memcheck:Leak', 'match-leak-kinds: reachable'],
  ['Memcheck:Leak', 'match-leak-kinds: none'],
  ['memcheck:Leak'],
  ['Memcheck:Cond'],
  ['Memcheck:Value4'],
  ['Memcheck:Param', 'write(*)'],
  ['Memcheck:Param', 'write(buf)'],
  ['Helgrind:Race'],
);

const someSet = fc
  .array(fc.tuple(head, fc.array(location, { minLength: 1, maxLength: 6 })), { minLength: 1, maxLength: 5 })
  .map((entries) =>
    entries
      .map(([top, lines], at) =>
        entry(`e${at}`, ...top, ...(lines.every((line) => line === '...') ? ['fun:plug', ...lines] : lines)),
      )
      .join(''),
  );

/** The generated entry of a finding with a line that is another one, is missing, or is too many. */
const slipped = ({ kind: name, leakKind, extra, frames }: Finding) =>
  fc
    .tuple(fc.nat(frames.length), fc.constantFrom(0, 1), fc.array(location, { maxLength: 1 }))
    .map(([at, gone, put]) => {
      const lines = exactLines({ frames } as Finding, 12).map(formatLocation);
      lines.splice(at, gone, ...put);
      const top = leakKind ? [`match-leak-kinds: ${leakKind}`] : extra ? [extra] : [];
      return entry(
        'slipped',
        name,
        ...top,
        ...(lines.every((line) => line === '...') ? ['fun:plug'] : lines),
      );
    });

const someCase = someFinding.chain((of) =>
  fc
    .tuple(fc.constant(of), slipped(of), someSet)
    .map(([given, near, others]) => ({ of: given, bytes: near + others })),
);

const depth = fc.constantFrom(2, 4, 12);

function honest(verdict: Verdict, of: Finding, numCallers: number): void {
  const { entry: told, suppression, answer, stack, alignment, edit, why } = verdict;
  // The answer is the matcher's; what no tool reads does not match.
  const own = told.loaded.get('memcheck');
  expect(answer).toBe(own ? matches(own, of, { numCallers }) : 'no');
  // The alignment is one of the entry and the stack that are shown.
  expect(alignment).toEqual(align(suppression.frames, explainedStack(stack)));
  if (answer === 'yes') {
    expect([alignment.failure, why, edit]).toEqual([undefined, [], undefined]);
    return;
  }
  expect(why.length).toBeGreaterThan(0);
  if (!edit) return;
  // The edited entry, written and read back, matches surely.
  const version = '3.28.0';
  const { name, file, line, ...content } = edit.suppression;
  const read = loadedFrom(formatSuppression({ name, ...content }), 'memcheck', { version, numCallers })!;
  expect({ ...read, file, line }).toEqual({ name, file, line, ...content });
  expect(matches(read, of, { numCallers })).toBe('yes');
  expect(edit.alignment.answer).toBe('yes');
  expect(edit.changes.length).toBeGreaterThan(0);
  expect(edit.changes.length).toBeLessThanOrEqual(2);
}

test('answers are the matcher’s, and every edit that is told makes the entry match', () => {
  let edits = 0;
  fc.assert(
    fc.property(someCase, depth, ({ of, bytes }, numCallers) => {
      const given = known(bytes, [of], { numCallers, nearest: 9 });
      const { about } = explain(given, { type: 'finding', finding: of });
      if (about.type !== 'finding') throw new Error();
      const { hiddenBy, possiblyHiddenBy, nearest, state } = about.finding;
      for (const verdict of [...hiddenBy, ...possiblyHiddenBy, ...nearest]) {
        honest(verdict, of, numCallers);
        if (verdict.edit) edits++;
      }
      const answers = given.set.entries.map(({ loaded }) => {
        const own = loaded.get('memcheck');
        return own ? matches(own, of, { numCallers }) : 'no';
      });
      expect(state).toBe(
        answers.includes('yes') ? 'hidden' : answers.includes('unknown') ? 'uncertain' : 'reported',
      );
      expect(hiddenBy.length).toBe(answers.filter((answer) => answer === 'yes').length);
      expect(possiblyHiddenBy.length).toBe(answers.filter((answer) => answer === 'unknown').length);
      for (const verdict of nearest) expect(verdict.answer).toBe('no');
    }),
    { numRuns: 1500 },
  );
  expect(edits).toBeGreaterThan(300);
});

test('what an entry hides is what the matcher says, and what it nearly hides is one change away', () => {
  fc.assert(
    fc.property(someSet, fc.array(someFinding, { maxLength: 6 }), (bytes, findings) => {
      const given = known(bytes, findings);
      for (const each of given.set.entries) {
        const { about } = explain(given, { type: 'entry', entry: each });
        if (about.type !== 'entry') throw new Error();
        const { hides, mayHide, nearlyHides } = about.entry;
        const own = each.loaded.get('memcheck');
        const those = (wanted: string) =>
          findings.filter((of) => own && matches(own, of, { numCallers: 12 }) === wanted);
        expect(hides.map((hidden) => hidden.finding)).toEqual(those('yes'));
        expect(mayHide.map((open) => open.finding)).toEqual(those('unknown'));
        for (const { finding: of, verdict } of nearlyHides) {
          expect(verdict.edit?.changes.length).toBe(1);
          expect(of.kind).toBe(verdict.suppression.kind);
          honest(verdict, of, 12);
        }
      }
    }),
    { numRuns: 300 },
  );
});

test('every answer can be reported, and twice alike', () => {
  fc.assert(
    fc.property(
      someSet,
      fc.array(someFinding, { minLength: 1, maxLength: 4 }),
      depth,
      (bytes, findings, numCallers) => {
        const given = known(bytes, findings, { numCallers });
        const questions = [
          { type: 'all' },
          ...findings.map((of) => ({ type: 'finding', finding: of }) as const),
          ...given.set.entries.map((each) => ({ type: 'entry', entry: each }) as const),
        ] as const;
        for (const question of questions)
          for (const report of Object.values(explainReporters)) {
            const text = report(explain(given, question));
            expect(text).not.toMatch(/undefined|\[object/);
            expect(report(explain(given, question))).toBe(text);
          }
      },
    ),
    { numRuns: 150 },
  );
});
