import { describe, expect, it } from 'vitest';
import { applyFixes, fixAll } from '../../src/lint/fix.js';
import { lint, type LintOptions } from '../../src/lint/lint.js';
import type { Problem } from '../../src/lint/problem.js';
import { rules } from '../../src/lint/rules.js';

/** What is said of every rule; more of it stands in rules/. */
describe.each(rules)('the rule $id', (rule) => {
  const { id, level, example, description, why, options = {} } = rule;
  const settings: LintOptions = {
    ...example.set,
    levels: new Map([[id, level === 'off' ? 'warning' : level]]),
    ruleOptions: new Map([[id, example.options ?? {}]]),
  };
  const lintOne = (bytes: string) => lint([{ name: 'x.supp', bytes }], settings);
  const own = (problems: readonly Problem[]) => problems.filter((problem) => problem.rule === id);

  it('finds its wrong example, and nothing in its right one', () => {
    expect(own(lintOne(example.wrong))).not.toEqual([]);
    expect(own(lintOne(example.right))).toEqual([]);
  });

  it('has a right example that is right to every rule', () => {
    expect(lintOne(example.right)).toEqual([]);
  });

  it('marks a place that exists', () => {
    const lines = example.wrong.split('\n');
    for (const { line, column, endLine, endColumn } of own(lintOne(example.wrong))) {
      expect(lines[line - 1]).toBeDefined();
      expect(column).toBeGreaterThan(0);
      expect(endLine).toBeGreaterThanOrEqual(line);
      expect(endColumn).toBeLessThanOrEqual(lines[endLine - 1]!.length + 1);
      if (line === endLine) expect(endColumn).toBeGreaterThanOrEqual(column);
    }
  });

  it('is done with its example when the fixes are made', () => {
    const { files, left } = fixAll([{ name: 'x.supp', bytes: example.wrong }], settings);
    const now = lint(files, settings);
    expect(now.filter(({ fix }) => fix)).toEqual([]);
    expect(left).toEqual(now);
    const hasFix = own(lintOne(example.wrong)).some(({ fix }) => fix);
    expect(files[0]!.bytes !== example.wrong).toBe(hasFix);
  });

  it('has suggestions that can be made', () => {
    for (const { suggestions } of own(lintOne(example.wrong)))
      for (const suggestion of suggestions) {
        const { bytes, made } = applyFixes(example.wrong, [suggestion]);
        expect(made).toEqual([0]);
        expect(own(lintOne(bytes)).length).toBeLessThan(own(lintOne(example.wrong)).length);
      }
  });

  it('says what it is for', () => {
    expect(id).toMatch(/^[a-z]+(-[a-z]+)*$/);
    expect(description).toMatch(/^[A-Z].*\.$/);
    expect(why).toMatch(/^[A-Z][^]*\.$/);
    for (const option of Object.values(options)) expect(option.description).toMatch(/\S/);
  });
});

it('no two rules have one id', () => {
  expect(new Set(rules.map(({ id }) => id)).size).toBe(rules.length);
});
