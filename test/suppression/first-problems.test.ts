import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { load } from '../../src/suppression/load.js';
import { parse } from '../../src/suppression/parse.js';
import { lint } from '../../src/lint/lint.js';
import { almostFile } from './fragments.js';

const options = { file: 'f.supp', tool: 'memcheck' } as const;

describe('of the problems of a file', () => {
  it('the first are kept and all are counted, and what is refused is the same', () => {
    const files = fc.array(almostFile, { minLength: 1, maxLength: 6 }).map((parts) => parts.join(''));
    fc.assert(
      fc.property(files, fc.constantFrom('3.13.0', '3.24'), fc.nat(5), (bytes, version, most) => {
        const tree = parse(bytes);
        const whole = load(tree, { ...options, version });
        const first = load(tree, { ...options, version, mostProblems: most + 1 });
        expect(first).toEqual({ ...whole, problems: whole.problems.slice(0, most + 1) });
        expect(first.problemCount).toBe(whole.problems.length);
      }),
      { numRuns: 500 },
    );
  });

  it('what is only told at the end of the file comes last, wherever it began', () => {
    // Valgrind comes upon the ends of the file after all else.
    const bytes = `{\n{\n${'}\n}\n{\n   a\n   Memcheck:Leek\n   fun:f\n}\n'.repeat(20)}{\n`;
    const whole = load(parse(bytes), options);
    for (const mostProblems of [1, 2, 3, 10])
      expect(load(parse(bytes), { ...options, mostProblems }).problems).toEqual(
        whole.problems.slice(0, mostProblems),
      );
  });

  it('the first error is found behind more warnings than are kept', () => {
    const old = '{\n   a\n   Memcheck:Param\n   preadv(vector[...])\n   fun:f\n}\n';
    const bytes = `${old.repeat(9)}x\n`;
    const whole = load(parse(bytes), options);
    expect(whole.problems.map(({ severity }) => severity)).toEqual([
      ...Array<string>(9).fill('warning'),
      'error',
    ]);
    const { problems, refused } = load(parse(bytes), { ...options, mostProblems: 2 });
    expect(problems.map(({ severity }) => severity)).toEqual(['warning', 'warning']);
    expect(refused).toEqual(whole.refused);
    expect(refused?.message).toBeDefined();
  });
});

it('lint asks no old Valgrind about what the new one refuses, however much that is', () => {
  const bytes = '{\n   a\n   Memcheck:Leek\n   fun:f\n}\n'.repeat(1100);
  const ruleOptions = new Map([['unportable-entry', { oldest: '3.18' }]]);
  const files = [{ name: 'f.supp', bytes }];
  const found = lint(files, { tools: ['memcheck'], ruleOptions }).filter(
    ({ rule }) => rule === 'unportable-entry',
  );
  expect(found).toEqual([]);
});
