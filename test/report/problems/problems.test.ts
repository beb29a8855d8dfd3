import fc from 'fast-check';
import { Parser } from 'htmlparser2';
import { describe, expect, it } from 'vitest';
import { lint } from '../../../src/lint/lint.js';
import { problemReporters } from '../../../src/report/problems/index.js';
import type { ReportedProblem } from '../../../src/report/problems/problem.js';
import { excerpt } from '../../../src/report/problems/source.js';
import { almostFile, anyBytes } from '../../suppression/fragments.js';

const file = 'dir a/b.supp';
// "é" in UTF-8 before the place, an escape sequence in it.
const bytes =
  '{\n   caf\xC3\xA9\n   Memcheck:Value0\n   fun:f\n}\n{\n  n\n  Memcheck:\xC3\xA9\x1b[2J\n  fun:f\n}\n';
const sources = new Map([[file, bytes]]);
const problems = lint([{ name: file, bytes }], { tools: ['memcheck'] });
const report = (format: string, what: readonly ReportedProblem[] = problems, colour = false) =>
  problemReporters[format]!(what, { sources, colour });
const finding: ReportedProblem = {
  rule: 'r',
  severity: 'info',
  file: 'x.log',
  line: 3,
  message: '50%, done: a\nb',
};

describe('pretty', () => {
  it('shows place, message and the marked line, and lets nothing act on the terminal', () => {
    expect(report('pretty')).toMatch(
      new RegExp(
        [
          '^dir a/b\\.supp:8:12: error: Memcheck has no kind "é\\\\u\\{1b\\}\\[2J"\\. It has Param.* \\[syntax\\] \\(memcheck\\)',
          '    8 \\|   Memcheck:é\\\\u\\{1b\\}\\[2J',
          '      \\|            \\^{10}',
          '      = Valgrind says near line 8: unknown tool suppression type',
          '',
          '1 problem: 1 error',
          '$',
        ].join('\n'),
      ),
    );
  });

  it('colours when told to, and only then', () => {
    expect(report('pretty', problems, true)).toContain('\x1b[31m');
    expect(report('pretty')).not.toContain('\x1b');
  });

  it('says nothing of nothing', () => {
    expect(report('pretty', [])).toBe('');
  });

  it('shows problems without column or source', () => {
    expect(report('pretty', [finding])).toBe(
      'x.log:3: info: 50%, done: a\\u{0a}b [r]\n\n1 problem: 1 for information\n',
    );
  });
});

describe('excerpt', () => {
  it('cuts a long line around the place', () => {
    const { text, mark } = excerpt(`${'a'.repeat(1000)}BAD${'z'.repeat(1000)}`, 1001, 1004);
    expect(text).toMatch(/^\.\.\.a{50}BADz{67}\.\.\.$/);
    expect(text.slice(mark.indexOf('^'), mark.length)).toBe('BAD');
  });

  it('does not cut characters', () => {
    const { text } = excerpt('\xE2\x82\xAC'.repeat(500), 601, 604);
    expect(text.replaceAll('.', '')).toMatch(/^€+$/);
  });

  it('marks what it is asked to, in any bytes', () => {
    const column = fc.integer({ min: 1, max: 210 });
    fc.assert(
      fc.property(anyBytes, column, column, (line, from, to) => {
        const { mark } = excerpt(line.replaceAll('\n', ''), Math.min(from, line.length + 1), to);
        expect(mark).toMatch(/^ *\^+$/);
      }),
    );
  });
});

describe('json', () => {
  it('holds everything, decoded and not escaped', () => {
    const parsed = JSON.parse(report('json')) as { version: number; problems: ReportedProblem[] };
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

describe('github', () => {
  it('writes workflow commands', () => {
    expect(report('github')).toMatch(
      /^::error file=dir a\/b\.supp,line=8,endLine=8,col=12,endColumn=16,title=chaff syntax::.*%0AValgrind says: unknown tool suppression type\n$/,
    );
    expect(report('github', [finding])).toBe(
      '::notice file=x.log,line=3,endLine=3,title=chaff r::50%25, done: a\\u{0a}b\n',
    );
  });

  it('escapes properties', () => {
    expect(report('github', [{ ...finding, file: 'a,b:c%' }])).toContain('file=a%2Cb%3Ac%25,');
  });
});

describe('sarif', () => {
  it('has what SARIF 2.1.0 asks for', () => {
    const log = JSON.parse(report('sarif')) as Record<string, unknown>;
    expect(log).toMatchObject({
      version: '2.1.0',
      runs: [
        {
          tool: { driver: { name: 'chaff', rules: [{ id: 'syntax' }] } },
          columnKind: 'unicodeCodePoints',
          results: [
            {
              ...{ ruleId: 'syntax', ruleIndex: 0, level: 'error' },
              locations: [
                {
                  physicalLocation: {
                    artifactLocation: { uri: 'dir%20a/b.supp' },
                    region: { startLine: 8, startColumn: 12, endLine: 8, endColumn: 17 },
                  },
                },
              ],
            },
          ],
        },
      ],
    });
  });

  it('makes absolute paths URIs', () => {
    expect(report('sarif', [{ ...finding, file: '/a b/c.log' }])).toContain('"uri": "file:///a%20b/c.log"');
  });
});

describe('junit', () => {
  const tags = (xml: string) => {
    const seen: string[] = [];
    const parser = new Parser({ onopentag: (name) => seen.push(name) }, { xmlMode: true });
    parser.end(xml);
    return seen;
  };

  it('has a failed case for each problem', () => {
    expect(tags(report('junit'))).toEqual(['testsuites', 'testsuite', 'testcase', 'failure']);
    expect(report('junit')).toContain('<testsuites name="chaff" tests="1" failures="1">');
  });

  it('has a passed case for a file without problems', () => {
    expect(tags(report('junit', []))).toEqual(['testsuites', 'testsuite', 'testcase']);
    expect(report('junit', [])).toContain('tests="1" failures="0"');
  });

  it('holds only characters that XML can', () => {
    const xml = report('junit', [{ ...finding, message: '<&">\0\x1b\xEF\xBF\xBF' }]);
    expect(xml).toContain('&lt;&amp;&quot;&gt;\\u{00}\\u{1b}\ufffd');
  });
});

describe('all forms', () => {
  it.each(Object.keys(problemReporters))('%s takes whatever lint finds in any bytes', (format) => {
    fc.assert(
      fc.property(fc.oneof(almostFile, anyBytes), (bytes) => {
        const found = lint([{ name: 'x', bytes }], { tools: ['memcheck', 'drd'] });
        const text = problemReporters[format]!(found, { sources: new Map([['x', bytes]]), colour: false });
        if (format !== 'json' && format !== 'sarif')
          expect(text).not.toMatch(/[\0-\x09\x0b-\x1f\x7f-\x9f\u202e]/);
        else expect(() => JSON.parse(text) as unknown).not.toThrow();
      }),
      { numRuns: 300 },
    );
  });
});
