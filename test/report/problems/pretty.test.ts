import { describe, expect, it } from 'vitest';
import { lint } from '../../../src/lint/lint.js';
import { prettyProblems } from '../../../src/report/problems/pretty.js';
import type { ReportedProblem } from '../../../src/report/problems/problem.js';

const bytes = '{\n  n\n  Memcheck:\xC3\xA9\x1b[2J\n  fun:f\n}\n';
const sources = new Map([['dir a/b.supp', bytes]]);
const problems = lint([{ name: 'dir a/b.supp', bytes }], { tools: ['memcheck'] }).filter(
  ({ rule }) => rule === 'syntax',
);
const pretty = (what: readonly ReportedProblem[], colour = false) =>
  prettyProblems(what, { sources, colour });
const finding: ReportedProblem = { rule: 'r', severity: 'info', file: 'x.log', line: 3, message: 'a\nb\x1b' };

describe('pretty', () => {
  it('shows place, message and the marked line, and lets nothing act on the terminal', () => {
    expect(pretty(problems).split('\n')).toEqual([
      expect.stringMatching(
        /^dir a\/b\.supp:3:12: error: Memcheck has no kind "é\\u\{1b\}\[2J"\. .* \[syntax\] \(memcheck\)$/,
      ),
      '    3 |   Memcheck:é\\u{1b}[2J',
      '      |            ^^^^^^^^^^',
      '      = Valgrind says near line 3: unknown tool suppression type',
      '',
      '1 problem: 1 error',
      '',
    ]);
  });

  it('colours when told to, and only then', () => {
    expect(pretty(problems, true)).toContain('\x1b[31m');
    expect(pretty(problems)).not.toContain('\x1b');
  });

  it('says nothing of nothing', () => {
    expect(pretty([])).toBe('');
  });

  it('shows problems without column or source, and all lines of their messages', () => {
    expect(pretty([finding])).toBe('x.log:3: info: a [r]\n  b\\u{1b}\n\n1 problem: 1 for information\n');
  });

  it('says what --fix would do, and of how many', () => {
    const fix = { description: 'write “Cond”', edits: [] };
    const text = pretty([{ ...finding, fix }, { ...finding, severity: 'error', fix: null }, finding]);
    expect(text).toContain('\n      = fix: write “Cond” (--fix)\n');
    expect(text).toMatch(/\n3 problems: 1 error, 2 for information; 1 can be fixed with --fix\n$/);
  });

  it('marks the first of several lines to its end, and says where they end', () => {
    const place = { file: 'dir a/b.supp', line: 3, column: 3, endLine: 5, endColumn: 2 };
    expect(pretty([{ ...finding, ...place }])).toContain(
      '    3 |   Memcheck:é\\u{1b}[2J\n      |   ^^^^^^^^^^^^^^^^^^^ to line 5\n',
    );
  });

  it('shows other places that matter', () => {
    const related = [
      { file: 'dir a/b.supp', line: 4, column: 3, endLine: 4, endColumn: 8, message: 'and this' },
    ];
    expect(pretty([{ ...finding, related }])).toContain(
      '      = dir a/b.supp:4:3: and this\n    4 |   fun:f\n      |   ^^^^^\n',
    );
  });
});
