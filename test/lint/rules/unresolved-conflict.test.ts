import { expect, it } from 'vitest';
import { mergeThreeWay } from '../../../src/merge/three-way/merge-three-way.js';
import { entry, found, places } from '../of-rule.js';

const rule = 'unresolved-conflict';

function merged(base: string, ours: string, theirs: string): string {
  const file = (name: string, bytes: string) => ({ name, bytes });
  const result = mergeThreeWay({ base: file('b', base), ours: file('o', ours), theirs: file('t', theirs) });
  return result.type === 'refused' ? '' : result.bytes;
}

const of = (fun: string) => entry('parser', 'Memcheck:Cond', 'fun:look', `fun:${fun}`);

it('finds what a merge left open', () => {
  const bytes = merged(of('a'), of('b'), of('c'));
  expect(bytes).toContain('# <<<<<<< ours');
  const [problem, ...others] = found(rule, bytes);
  expect(others).toEqual([]);
  expect(problem).toMatchObject({ severity: 'error', line: 1, endLine: bytes.trimEnd().split('\n').length });
  expect(problem!.message).toContain('"parser"');
});

it('finds each, among other entries too, where the base version stays in force', () => {
  const wide = (more: string) => of('a').replace('fun:a', `fun:a\n   ${more}`);
  const bytes =
    entry('k', 'Memcheck:Cond', 'fun:k') +
    merged(of('a'), of('*'), of('?')) +
    merged(wide('fun:x'), wide('fun:y'), of('z'));
  expect(places(rule, bytes)).toHaveLength(2);
});

it('finds one whose versions nobody can read any more', () => {
  expect(found(rule, '# <<<<<<< ours\n# >>>>>>> theirs\n')[0]!.message).toContain('which version counts');
});

it('takes other comments as they are', () => {
  expect(found(rule, `# <<<<<<<< eight\n# >>>>>>> \n# ======= \n${of('a')}# <<<<<<< alone\n`)).toEqual([]);
});
