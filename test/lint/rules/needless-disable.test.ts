import { describe, expect, it } from 'vitest';
import { exampleLeak } from '../../../src/lint/example-finding.js';
import type { LintOptions } from '../../../src/lint/lint.js';
import { entry, fixed, found, places, suggested } from '../of-rule.js';

const rule = 'needless-disable';
const disable = '# chaff-disable-next-entry';
const good = entry(
  'cache of parser',
  'Memcheck:Leak',
  'match-leak-kinds: reachable',
  'fun:malloc',
  'fun:parser_cache',
);
const leak = exampleLeak('malloc', 'parser_cache', 'main');
const bad = entry('cache of parser', 'Memcheck:Leak', 'fun:malloc', 'fun:parser_cache');
const messages = (bytes: string, options?: LintOptions) =>
  found(rule, bytes, options).map(({ message }) => message);

describe('a comment that silences nothing', () => {
  it('goes', () => {
    const bytes = `# cache\n  ${disable} leak-kinds-missing -- all of them\n${good}`;
    expect(places(rule, bytes)).toEqual(['warning 2:3-63']);
    expect(messages(bytes)).toEqual([
      'The rule "leak-kinds-missing" finds nothing in this entry. Remove the comment.',
    ]);
    expect(fixed(bytes)).toBe(`# cache\n${good}`);
    expect(fixed(`${disable} leak-kinds-missing, syntax\n${good}`)).toBe(good);
  });

  it('stays while one of its rules finds something', () => {
    expect(found(rule, `${disable} leak-kinds-missing\n${bad}`)).toEqual([]);
    const reason = ' -- all of them';
    for (const [list, place] of [
      ['leak-kinds-missing, past-due-of, syntax', '1:61-67'],
      ['syntax, leak-kinds-missing', '1:28-34'],
    ] as const) {
      const bytes = `${disable} ${list}${reason}\n${bad}`;
      expect(places(rule, bytes)).toContain(`warning ${place}`);
      const left = list.replace(/^syntax, |, syntax$/, '');
      expect(fixed(bytes)).toBe(`${disable} ${left}${reason}\n${bad}`);
    }
  });

  it('loses all that is needless', () => {
    const bytes = `${disable} syntax, over-broad leak-kinds-missing,slow-pattern , never-matches -- why\n${bad}`;
    expect(fixed(bytes)).toBe(`${disable} leak-kinds-missing -- why\n${bad}`);
  });

  it.each([
    ['a rule that is not run', 'missing-metadata', good, {}],
    ['a rule that needs logs', 'unused-entry', good, {}],
    ['a rule that needs a day', 'past-due', good, {}],
    ['this rule', rule, good, {}],
    ['an entry that no tool of the set loads', 'leak-kinds-missing', good, { tools: ['drd'] as const }],
    ['an entry that Valgrind refuses', 'leak-kinds-missing', good.replace('reachable', 'reachabel'), {}],
  ])('is not told by %s', (_, id, bytes, options) => {
    expect(found(rule, `${disable} ${id}\n${bytes}`, options)).toEqual([]);
  });

  it('is told by a rule that needs a day when there is one', () => {
    expect(found(rule, `${disable} past-due\n${good}`, { today: '2026-01-01' })).toHaveLength(1);
    const old = `${disable} past-due\n# expires: 2000-01-01\n${good}`;
    expect(found(rule, old, { today: '2026-01-01' })).toEqual([]);
  });

  it.each([
    ['other files', `${disable} covered-entry -- b.supp is not always used\n${good}`, {}],
    ['--num-callers', `${disable} longer-than-num-callers\n${good}`, {}],
    ['other tools', `${disable} leak-kinds-missing\n${good}`, { tools: ['memcheck'] as const }],
    ['another day', `${disable} past-due\n# expires: 2030-01-01\n${good}`, { today: '2026-01-01' }],
    ['logs', `${disable} unused-entry\n${good}`, { evidence: { findings: [leak], real: [] } }],
  ])('may be needed with %s, so somebody has to decide', (_, bytes, options) => {
    expect(found(rule, bytes, options)).toMatchObject([{ fix: null }]);
    expect(messages(bytes, options)[0]).toContain('Remove it unless it is needed with others.');
    expect(fixed(bytes, options)).toBe(bytes);
    expect(suggested(rule, bytes, options)).toEqual([bytes.replace(/^.*\n/, '')]);
  });

  it('loses what is needless for sure', () => {
    const bytes = `${disable} covered-entry, syntax, longer-than-num-callers\n${good}`;
    expect(fixed(bytes)).toBe(`${disable} covered-entry, longer-than-num-callers\n${good}`);
    expect(suggested(rule, bytes)).toEqual([
      `${disable} syntax, longer-than-num-callers\n${good}`,
      `${disable} covered-entry, syntax\n${good}`,
    ]);
  });

  it('is told by the entry it is for, and not by its neighbours', () => {
    expect(places(rule, `${bad}\n${disable} leak-kinds-missing\n${good}\n${bad}`)).toEqual([
      'warning 8:1-46',
    ]);
  });
});

describe('a comment that names', () => {
  it('no rule there is', () => {
    const bytes = `${disable} leak-kind-missing, syntaks\n${bad}`;
    expect(places(rule, bytes)).toEqual(['warning 1:28-45', 'warning 1:47-54']);
    expect(messages(bytes)).toEqual([
      'There is no rule "leak-kind-missing". Did you mean "leak-kinds-missing"?',
      'There is no rule "syntaks". Did you mean "syntax"?',
    ]);
    expect(suggested(rule, bytes)).toEqual([
      `${disable} leak-kinds-missing, syntaks\n${bad}`,
      `${disable} syntaks\n${bad}`,
      `${disable} leak-kind-missing, syntax\n${bad}`,
      `${disable} leak-kind-missing\n${bad}`,
    ]);
    expect(fixed(bytes)).toBe(bytes);
    expect(messages(`${disable} xyzzy\n${bad}`)).toEqual(['There is no rule "xyzzy".']);
    expect(suggested(rule, `${disable} xyzzy\n${bad}`)).toEqual([bad]);
  });

  it('no rule at all', () => {
    for (const bytes of [`${disable}\n${bad}`, `${disable} -- all of them\n${bad}`]) {
      expect(messages(bytes)).toEqual([
        `This comment names no rule, so it silences nothing. Write "${disable} RULE -- REASON".`,
      ]);
      expect(suggested(rule, bytes)).toEqual([bad]);
      expect(fixed(bytes)).toBe(bytes);
    }
  });
});

it('finds a comment with no entry behind it', () => {
  const inside = bad.replace('   Memcheck', `   ${disable} leak-kinds-missing\n   Memcheck`);
  for (const [bytes, place, without] of [
    [`${bad}${disable} leak-kinds-missing\n`, '7:1-46', bad],
    [inside, '3:4-49', bad],
  ] as const) {
    expect(places(rule, bytes)).toEqual([`warning ${place}`]);
    expect(suggested(rule, bytes)).toEqual([without]);
    expect(fixed(bytes)).toBe(bytes);
  }
});

it('can be silenced itself', () => {
  expect(found(rule, `${disable} syntax, needless-disable\n${good}`)).toEqual([]);
});

it('asks for reasons where told to', () => {
  const ruleOptions = new Map([[rule, { requireReason: true }]]);
  expect(found(rule, `${disable} leak-kinds-missing -- all\n${bad}`, { ruleOptions })).toEqual([]);
  expect(messages(`${disable} leak-kinds-missing --\n${bad}`, { ruleOptions })).toEqual([
    'This comment gives no reason. Add one behind the rules: " -- REASON".',
  ]);
});
