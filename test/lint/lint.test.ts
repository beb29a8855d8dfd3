import { describe, expect, it } from 'vitest';
import { lint } from '../../src/lint/lint.js';

describe('lint', () => {
  it('folds what is the same for several tools', () => {
    const bytes = 'stray\n{\nname\nHelgrind:Rase\nfun:f\n}\n';
    expect(lint([{ name: 'a.supp', bytes }])).toEqual([
      {
        ...{
          rule: 'syntax',
          severity: 'error',
          file: 'a.supp',
          line: 1,
          column: 1,
          endLine: 1,
          endColumn: 6,
        },
        message: 'An entry should begin here. Add a line "{" before it, or "#" to make it a comment: "stray"',
        tools: ['memcheck', 'helgrind', 'drd'],
        fix: null,
        suggestions: [],
        related: [],
        valgrind: { message: "expected '{' or end-of-file", line: 1 },
      },
      {
        ...{
          rule: 'syntax',
          severity: 'error',
          file: 'a.supp',
          line: 4,
          column: 10,
          endLine: 4,
          endColumn: 14,
        },
        message: 'Helgrind has no kind "Rase". Did you mean "Race"?',
        tools: ['helgrind'],
        fix: null,
        suggestions: [],
        related: [],
        valgrind: { message: 'unknown tool suppression type', line: 4 },
      },
    ]);
  });

  it('looks only at the tools, version and depth it is given', () => {
    const files = [{ name: 'a.supp', bytes: '{\nname\nMemcheck:ReallocZero\n...\nfun:f\n}\n' }];
    expect(lint(files)).toEqual([]);
    expect(lint(files, { version: '3.19' })).toHaveLength(1);
    expect(lint(files, { version: '3.19', tools: ['drd'] })).toEqual([]);
    expect(lint(files, { numCallers: 1 })).toHaveLength(1);
  });

  it('sorts by file as given, then by place', () => {
    const bytes = '{\nname\nHelgrind:Rase\nfun:f\n}\n{\nname\nMemcheck:Kond\nfun:f\n}\n';
    const found = lint([
      { name: 'z.supp', bytes },
      { name: 'a.supp', bytes },
    ]);
    expect(found.map(({ file, line }) => `${file}:${line}`)).toEqual([
      'z.supp:3',
      'z.supp:8',
      'a.supp:3',
      'a.supp:8',
    ]);
  });
});

it('of a file that is none, no more mistakes are told than anybody reads', () => {
  const bytes = '{\n'.repeat(5000);
  const problems = lint([{ name: 'x.supp', bytes }]).filter(({ rule }) => rule === 'syntax');
  expect(problems).toHaveLength(1001);
  expect(problems.filter(({ message }) => /^\d+ more problems/.test(message))).toHaveLength(1);
  expect(problems[0]!.tools).toEqual(['memcheck', 'helgrind', 'drd']);
});
