import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { lint } from '../../../src/lint/lint.js';
import { problemReporters } from '../../../src/report/problems/index.js';
import type { ReportedProblem } from '../../../src/report/problems/problem.js';
import { almostFile, anyBytes } from '../../suppression/fragments.js';
import { anyProblems } from './any-problems.js';

const asJson = ['json', 'sarif', 'gitlab'];

describe('json', () => {
  it('holds everything, decoded and not escaped', () => {
    const bytes = '{\n  n\n  Memcheck:\xC3\xA9\x1b[2J\n  fun:f\n}\n';
    const problems = lint([{ name: 'x', bytes }], { tools: ['memcheck'] }).slice(0, 1);
    const report = problemReporters['json']!(problems, { sources: new Map(), colour: false });
    const parsed = JSON.parse(report) as { version: number; problems: ReportedProblem[] };
    expect(parsed.version).toBe(1);
    expect(Object.keys(parsed.problems[0]!)).toEqual(
      expect.arrayContaining([
        ...['rule', 'severity', 'file', 'line', 'column', 'endLine', 'endColumn'],
        ...['message', 'tools', 'fix', 'related', 'valgrind'],
      ]),
    );
    expect(parsed.problems[0]!.message).toContain('"é\x1b[2J"');
  });
});

it.each(['pretty', 'github', 'gitlab', 'junit'])('%s tells where the other entry is', (format) => {
  const sources = new Map([
    ['a.supp', '{\n   narrow\n   Memcheck:Cond\n   fun:f\n   fun:g\n}\n'],
    ['./sets/b.supp', '\n\n{\n   broad\n   Memcheck:Cond\n   fun:f\n}\n'],
  ]);
  const files = [...sources].map(([name, bytes]) => ({ name, bytes }));
  const problems = lint(files, { tools: ['memcheck'] }).filter(({ rule }) => rule === 'covered-entry');
  const report = problemReporters[format]!(problems, { sources, colour: false });
  expect(report).toMatch(/sets\/b\.supp:4(?::4)?: covered by this one/);
});

describe.each(Object.keys(problemReporters))('%s', (format) => {
  const report = problemReporters[format]!;
  /** Texts have nothing in them that a terminal acts on, data is escaped by JSON. */
  const check = (text: string) => {
    if (asJson.includes(format)) expect(() => JSON.parse(text) as unknown).not.toThrow();
    expect(text).not.toMatch(/[\0-\x09\x0b-\x1f]/);
    if (!asJson.includes(format)) expect(text).not.toMatch(/[\x7f-\x9f\u202e]/);
    expect(text).toMatch(/^$|\n$/);
  };

  it('takes whatever lint finds in any bytes', () => {
    fc.assert(
      fc.property(fc.oneof(almostFile, anyBytes), (bytes) => {
        const found = lint([{ name: 'x', bytes }], { tools: ['memcheck', 'drd'] });
        check(report(found, { sources: new Map([['x', bytes]]), colour: false }));
      }),
      { numRuns: 300 },
    );
  });

  it('takes any problems', () => {
    fc.assert(fc.property(anyProblems, ([problems, options]) => check(report(problems, options))));
  });
});
