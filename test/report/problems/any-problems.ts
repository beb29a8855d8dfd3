import fc from 'fast-check';
import type { ReportedPlace, ReportedProblem, ReportOptions } from '../../../src/report/problems/problem.js';
import { almostFile, anyBytes } from '../../suppression/fragments.js';

/** A text as the byte string that stands for it in files. */
export const utf8 = (text: string) => Buffer.from(text, 'utf8').toString('latin1');

export const anyText = fc.string({ unit: 'binary', maxLength: 20 });

/** What messages and names are made of: our own text, quoted bytes, and what matters to some form. */
const words = fc
  .array(
    fc.oneof(
      anyText,
      anyText.map(utf8),
      anyBytes.map((bytes) => bytes.slice(0, 10)),
      fc.constantFrom(
        '%',
        '%0A',
        '::',
        ',',
        '=',
        '\n',
        '\r',
        '"',
        '<&>',
        ']]>',
        '\x1b[2J',
        '“',
        '\uffff',
        '{0}',
      ),
    ),
    { maxLength: 5 },
  )
  .map((parts) => parts.join(''));

const files = ['a.supp', './dir/b c.supp', '/away/d.supp', 'e:f,g=h%.supp', utf8('é.supp'), '-'];

const place: fc.Arbitrary<ReportedPlace> = fc
  .record(
    {
      file: fc.constantFrom(...files),
      line: fc.integer({ min: 1, max: 30 }),
      column: fc.integer({ min: 1, max: 60 }),
      endLine: fc.nat(2),
      endColumn: fc.integer({ min: 1, max: 60 }),
    },
    { requiredKeys: ['file', 'line'] },
  )
  .map(({ endLine, endColumn, ...start }) => ({
    ...start,
    ...(endLine === undefined ? {} : { endLine: start.line + endLine }),
    ...(endColumn === undefined || endLine === undefined || start.column === undefined
      ? {}
      : { endColumn: endLine === 0 ? Math.max(start.column, endColumn) : endColumn }),
  }));

const edits = fc
  .array(fc.tuple(fc.nat(100), fc.nat(100), words), { maxLength: 3 })
  .map((all) =>
    all.map(([one, other, text]) => ({ start: Math.min(one, other), end: Math.max(one, other), text })),
  );

const problem: fc.Arbitrary<ReportedProblem> = fc
  .tuple(
    place,
    fc.record(
      {
        rule: fc.constantFrom('syntax', 'some-rule'),
        severity: fc.constantFrom('error', 'warning', 'info'),
        message: words,
        subject: fc.constantFrom('b404be45614645c95f05', 'c0ffee00'),
        tools: fc.subarray(['memcheck', 'drd']),
        fix: fc.option(fc.record({ description: words, edits })),
        related: fc.array(
          fc.tuple(place, words).map(([where, message]) => ({ ...where, message })),
          { maxLength: 2 },
        ),
        valgrind: fc.option(fc.record({ message: words, line: fc.option(fc.nat(30)) })),
      },
      { requiredKeys: ['rule', 'severity', 'message'] },
    ),
  )
  .map(([where, what]) => ({ ...where, ...what }));

/** Whatever problems there may be, of files that are known and of others. */
export const anyProblems: fc.Arbitrary<[readonly ReportedProblem[], ReportOptions]> = fc.tuple(
  fc.array(problem, { maxLength: 6 }),
  fc
    .record({
      sources: fc.dictionary(fc.constantFrom(...files), fc.oneof(almostFile, anyBytes)),
      version: fc.constant('1.2.3'),
      root: fc.constantFrom('/away', '/elsewhere'),
      rules: fc.constant([
        { id: 'syntax', level: 'error' as const, description: 'It reads.', why: 'Why.' },
        { id: 'unused', level: 'off' as const, description: 'It is used.' },
      ]),
    })
    .map(({ sources, ...more }) => ({ sources: new Map(Object.entries(sources)), colour: false, ...more })),
);
