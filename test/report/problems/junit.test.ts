import fc from 'fast-check';
import { Parser } from 'htmlparser2';
import { describe, expect, it } from 'vitest';
import { junitProblems } from '../../../src/report/problems/junit.js';
import type { ReportedProblem } from '../../../src/report/problems/problem.js';
import { anyProblems } from './any-problems.js';

interface Element {
  name: string;
  attributes: Record<string, string>;
  children: Element[];
  text: string;
}

/** The elements of a document. */
function parsed(xml: string): Element {
  const root: Element = { name: '', attributes: {}, children: [], text: '' };
  const open = [root];
  const parser = new Parser(
    {
      onopentag(name, attributes) {
        const element = { name, attributes, children: [], text: '' };
        open.at(-1)!.children.push(element);
        open.push(element);
      },
      ontext: (text) => (open.at(-1)!.text += text),
      onclosetag: () => open.pop(),
    },
    { xmlMode: true },
  );
  parser.end(xml);
  expect(unclosed(xml)).toEqual([]);
  expect(root.children.length).toBe(1);
  return root.children[0]!;
}

/** The tags that are not closed by their own; the parser would close them in silence. */
function unclosed(xml: string): string[] {
  const open: string[] = [];
  for (const [, end, name, self] of xml.matchAll(/<(\/?)(\w+)(?: [^<>]*?)?(\/?)>/g)) {
    if (!end && !self) open.push(name!);
    else if (end && open.pop() !== name) return [...open, name!];
  }
  return open;
}

const problem: ReportedProblem = {
  ...{ rule: 'r', severity: 'error', file: 'a.supp', line: 2, column: 3 },
  message: 'say <&"> \0\x1b\xEF\xBF\xBF\nmore',
};
const junit = (problems: readonly ReportedProblem[], files: readonly string[] = []) =>
  junitProblems(problems, { sources: new Map(files.map((file) => [file, ''])), colour: false });

describe('junit', () => {
  it('has a failed case for each problem, and a passed one for a file without any', () => {
    expect(parsed(junit([problem], ['a.supp', 'b.supp']))).toMatchObject({
      name: 'testsuites',
      attributes: { name: 'chaff', tests: '2', failures: '1', errors: '0' },
      children: [
        {
          name: 'testsuite',
          attributes: { name: 'a.supp', tests: '1', failures: '1', errors: '0' },
          children: [
            {
              name: 'testcase',
              attributes: { classname: 'a.supp', name: 'r 2:3' },
              children: [
                {
                  name: 'failure',
                  attributes: { type: 'error', message: 'say <&"> \\u{00}\\u{1b}\ufffd' },
                  text: 'a.supp:2:3: say <&"> \\u{00}\\u{1b}\ufffd\nmore',
                },
              ],
            },
          ],
        },
        {
          attributes: { name: 'b.supp', tests: '1', failures: '0', errors: '0' },
          children: [{ name: 'testcase', attributes: { name: 'no problem' }, children: [] }],
        },
      ],
    });
  });

  it('always has a case, as Jenkins asks', () => {
    expect(parsed(junit([])).children[0]!.children).toMatchObject([{ attributes: { classname: 'chaff' } }]);
  });

  it('has a name of its own for each case: GitLab shows the first of a name only', () => {
    const cases = parsed(junit([problem, problem, problem])).children[0]!.children;
    expect(cases.map(({ attributes }) => attributes['name'])).toEqual(['r 2:3', 'r 2:3 (2)', 'r 2:3 (3)']);
  });

  it('is well formed, adds up, and holds only characters that XML can, for any problems', () => {
    fc.assert(
      fc.property(anyProblems, ([problems, options]) => {
        const xml = junitProblems(problems, options);
        expect(xml).not.toMatch(/[^\n\x20-\ud7ff\ue000-\ufffd\u{10000}-\u{10ffff}]/u);
        // No ampersand and no less-than sign that is not markup.
        expect(xml.replace(/&(?:amp|lt|gt|quot);/g, '')).not.toContain('&');
        const { attributes, children: suites } = parsed(xml);
        const cases = suites.flatMap(({ children }) => children);
        const failures = cases.flatMap(({ children }) => children);
        expect(attributes).toMatchObject({ tests: String(cases.length), failures: String(failures.length) });
        expect(failures.length).toBe(problems.length);
        expect(suites.length).toBeGreaterThan(0);
        for (const suite of suites) expect(suite.attributes['tests']).toBe(String(suite.children.length));
        const names = cases.map((each) => `${each.attributes['classname']}\n${each.attributes['name']}`);
        expect(new Set(names).size).toBe(names.length);
      }),
    );
  });
});
