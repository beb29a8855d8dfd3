import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { gitlabProblems } from '../../../src/report/problems/gitlab.js';
import type { ReportedProblem } from '../../../src/report/problems/problem.js';
import { anyProblems } from './any-problems.js';

interface Issue {
  description: string;
  check_name: string;
  fingerprint: string;
  severity: string;
  location: { path: string; lines: { begin: number; end: number } };
}

const file = './sets/a.supp';
const at = (line: number, more: Partial<ReportedProblem> = {}): ReportedProblem => ({
  ...{ rule: 'r', severity: 'error', file, line, message: 'what\nand more' },
  ...more,
});
const gitlab = (problems: readonly ReportedProblem[], source = '', root?: string) =>
  JSON.parse(
    gitlabProblems(problems, {
      sources: new Map([[file, source]]),
      colour: false,
      ...(root ? { root } : {}),
    }),
  ) as Issue[];
const fingerprints = (...given: Parameters<typeof gitlab>) =>
  gitlab(...given).map((each) => each.fingerprint);

describe('gitlab', () => {
  it('is a list of what the Code Quality widget asks for', () => {
    expect(gitlab([at(2, { endLine: 3 })])).toEqual([
      {
        description: 'what',
        check_name: 'r',
        fingerprint: expect.stringMatching(/^[0-9a-f]{32}$/) as string,
        severity: 'major',
        location: { path: 'sets/a.supp', lines: { begin: 2, end: 3 } },
      },
    ]);
    expect(gitlab([])).toEqual([]);
  });

  it('names files relative to where it runs', () => {
    const path = (name: string) =>
      gitlab([at(1, { file: name })], '', '/builds/team/project')[0]!.location.path;
    expect(path('/builds/team/project/sets/a.supp')).toBe('sets/a.supp');
    expect(path('sets/../sets/./a.supp')).toBe('sets/a.supp');
    expect(path('/builds/team/project2/a.supp')).toBe('/builds/team/project2/a.supp');
    expect(path('-')).toBe('-');
  });

  it('has the shape that GitLab takes, and no fingerprint twice, for any problems', () => {
    fc.assert(
      fc.property(anyProblems, ([problems, options]) => {
        const text = gitlabProblems(problems, options);
        expect(text.startsWith('[')).toBe(true);
        const issues = JSON.parse(text) as Issue[];
        expect(issues.length).toBe(problems.length);
        for (const { description, check_name, severity, location } of issues) {
          expect([typeof description, typeof check_name]).toEqual(['string', 'string']);
          expect(['info', 'minor', 'major', 'critical', 'blocker']).toContain(severity);
          expect(location.path).not.toMatch(/^\.\/|\/\.\//);
          expect(location.lines.begin).toBeGreaterThan(0);
          expect(location.lines.end).toBeGreaterThanOrEqual(location.lines.begin);
        }
        expect(new Set(issues.map(({ fingerprint }) => fingerprint)).size).toBe(issues.length);
      }),
    );
  });
});

describe('a fingerprint', () => {
  it('stays when lines come or go elsewhere, or the line is indented', () => {
    const before = fingerprints([at(1), at(3)], 'x\ny\nx\n');
    expect(fingerprints([at(3), at(4)], '# new\n# lines\n\tx\n   x\ny\n')).toEqual(before);
  });

  it('changes with the rule, the file and the text of the line', () => {
    const [first] = fingerprints([at(1)], 'x\n');
    expect(fingerprints([at(1, { rule: 'other' })], 'x\n')).not.toContain(first);
    expect(fingerprints([at(1, { file: 'b.supp' })], 'x\n')).not.toContain(first);
    expect(fingerprints([at(1)], 'y\n')).not.toContain(first);
    expect(fingerprints([at(1, { message: 'put otherwise', severity: 'info' })], 'x\n')).toEqual([first]);
  });

  it('rests on the subject alone where there is one: logs have other names and lines in every run', () => {
    const one = fingerprints([at(7, { file: 'log.17', subject: 'b404be45' })]);
    expect(fingerprints([at(9, { file: 'log.23', subject: 'b404be45' })])).toEqual(one);
    expect(fingerprints([at(7, { file: 'log.17', subject: 'c0ffee00' })])).not.toEqual(one);
  });
});
