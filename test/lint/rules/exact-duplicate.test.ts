import { describe, expect, it } from 'vitest';
import { fixAll } from '../../../src/lint/fix.js';
import { lint, type LintOptions } from '../../../src/lint/lint.js';
import { rules } from '../../../src/lint/rules.js';
import { entry, fixed, found, places, suggested } from '../of-rule.js';

const rule = 'exact-duplicate';
const only: LintOptions = {
  levels: new Map(rules.map(({ id }) => [id, id === rule ? 'warning' : 'off'])),
};
const mended = (bytes: string) => fixed(bytes, only);

const cond = (name: string, ...more: readonly string[]) => entry(name, 'Memcheck:Cond', 'fun:f', ...more);
const a = cond('a');
const b = entry('b', 'Memcheck:Cond', 'fun:g');
const copy = cond('copy');

describe('finds a copy', () => {
  it('at its name, with a note to the first', () => {
    expect(places(rule, `${a}\n${b}\n${copy}`)).toEqual(['warning 14:4-8']);
    expect(found(rule, `${a}\n${b}\n${copy}`)).toMatchObject([
      {
        message: 'This entry says what "a" (line 2) says. Remove it.',
        tools: ['memcheck'],
        related: [{ line: 2, column: 4, endColumn: 5 }],
      },
    ]);
  });

  it.each([
    ['Memcheck:Leak\nmatch-leak-kinds: all', 'Memcheck:Leak'],
    [
      'Memcheck:Leak\nmatch-leak-kinds: definite,reachable',
      'Memcheck:Leak\nmatch-leak-kinds: reachable,definite,',
    ],
    ['Memcheck:Cond', 'Memcheck:Value0'],
    ['Memcheck:Cond', 'Addrcheck,Memcheck:Cond'],
    ['Memcheck:FishyValue\nmalloc(size)', 'Memcheck:FishyValue\nmalloc(size) of f'],
    ['CoreError:FdBadClose', 'Memcheck,CoreError:FdBadClose'],
  ])('that is spelt in another way: %j and %j', (one, other) => {
    const [first, second] = [one, other].map((head) => entry('n', ...head.split('\n'), 'fun:f'));
    expect(places(rule, `${first!}\n${second!}`)).toHaveLength(1);
    expect(mended(`${first!}\n${second!}`)).toBe(first);
  });

  it.each([
    ['Memcheck:Leak\nmatch-leak-kinds: definite', 'Memcheck:Leak'],
    ['Memcheck:Param\nwrite(buf)', 'Memcheck:Param\nread(buf)'],
    ['Memcheck:Cond', 'Memcheck:Value8'],
    ['Helgrind:Race', 'drd:ConflictingAccess'],
    ['Memcheck:Cond', 'Memcheck:Cond\n...'],
    ['memcheck:Cond', 'memcheck:Cond'],
  ])('and nothing in %j and %j', (one, other) => {
    const [first, second] = [one, other].map((head) => entry('n', ...head.split('\n'), 'fun:f'));
    expect(found(rule, `${first!}\n${second!}`)).toEqual([]);
  });

  it('only where all lines are the same, also those that do not count', () => {
    const options = { numCallers: 2 };
    expect(found(rule, cond('a', 'fun:g', 'fun:h') + cond('b', 'fun:g', 'fun:i'), options)).toEqual([]);
    expect(found(rule, cond('a', 'fun:g', 'fun:h') + cond('b', 'fun:g', 'fun:h'), options)).toHaveLength(1);
  });
});

describe('removes a copy', () => {
  it.each([
    ['between two', `${a}\n${copy}\n${b}`, `${a}\n${b}`],
    ['at the end', `${a}\n${b}\n${copy}`, `${a}\n${b}`],
    ['at the end without a newline', `${a}\n${copy}`.trimEnd(), a],
    ['at the end before a blank line', `${a}\n${copy}\n`, `${a}\n`],
    ['with two blank lines around', `${a}\n\n${copy}\n\n${b}`, `${a}\n\n${b}`],
    ['with a blank line before only', `${a}\n${copy}${b}`, `${a}\n${b}`],
    ['with a blank line behind only', `${a}${copy}\n${b}`, `${a}\n${b}`],
    ['without blank lines', `${a}${copy}${b}`, `${a}${b}`],
    ['of many', `${a}${copy.repeat(9)}${b}${copy.repeat(9)}`, `${a}${b}`],
    [
      'with the ends of lines of others',
      `${a}\n${copy}\n${b}`.replaceAll('\n', '\r\n'),
      `${a}\n${b}`.replaceAll('\n', '\r\n'),
    ],
  ])('%s', (_, before, after) => {
    expect(mended(before)).toBe(after);
  });

  it('and keeps its comments above the first', () => {
    const inside = '{\n   copy\n   # seen twice\n   Memcheck:Cond\n   fun:f\n}\n';
    expect(mended(`# one\n${a}\n${b}\n# two\n#\n# three\n${inside}`)).toBe(
      `# one\n# two\n#\n# three\n# seen twice\n${a}\n${b}`,
    );
    expect(mended(`${a}\n# two\r\n${copy}`)).toBe(`# two\r\n${a}`);
    expect(mended(`  {\n  a\n  Memcheck:Cond\n  fun:f\n  }\n\n# two\n${copy}`)).toBe(
      '  # two\n  {\n  a\n  Memcheck:Cond\n  fun:f\n  }\n',
    );
  });

  it('and lets a comment go that is there already', () => {
    expect(mended(`# one\n# two\n${a}\n# two\n${copy}`)).toBe(`# one\n# two\n${a}`);
    expect(mended(`# both\n${b}${a}\n# both\n${copy}`)).toBe(`# both\n${b}${a}`);
  });

  it('but no comment that heads a row of entries', () => {
    expect(mended(`${a}\n# about f and g\n${copy}${b}`)).toBe(`${a}\n# about f and g\n${b}`);
    expect(mended(`${a}\n# about f and g\n# owner: Ada\n${copy}${b}`)).toBe(
      `# owner: Ada\n${a}\n# about f and g\n${b}`,
    );
  });

  it('many of them with comments, each with its own', () => {
    const many = (word: string) =>
      Array.from({ length: 40 }, (_, k) => `# ${word} ${k}\n${entry('n', 'Memcheck:Cond', `fun:f${k}`)}`);
    const result = mended([...many('one'), ...many('two'), ...many('three')].join('\n'));
    expect(result).toBe(
      many('one')
        .map((text, k) => text.replace('\n', `\n# two ${k}\n# three ${k}\n`))
        .join('\n'),
    );
  });

  it('and gives the name that somebody chose to the one that has none', () => {
    expect(mended(cond('<insert_a_suppression_name_here>') + copy)).toBe(copy);
    expect(mended(a + cond('<insert_a_suppression_name_here>'))).toBe(a);
  });
});

describe('only offers to remove a copy', () => {
  it.each([
    ['expires', '# expires: 2030-01-01\n', ''],
    ['stays while the first expires', '', '# expires: 2030-01-01\n'],
    ['has another limit', '# max: 5\n', '# max: 6\n'],
    ['silences a rule', '# chaff-disable-next-entry name-without-reason\n', ''],
  ])('that %s', (_, above, aboveFirst) => {
    const bytes = `${b}\n${aboveFirst}${a}\n${above}${copy}`;
    expect(found(rule, bytes)).toMatchObject([{ fix: null }]);
    expect(suggested(rule, bytes)).toEqual([`${b}\n${aboveFirst}${a}`]);
  });

  it('that has the same limits not', () => {
    const terms = '# expires: 2030-01-01\n# library: libfoo 1.2\n';
    expect(mended(`${terms}${a}\n${terms}# reason: none\n${copy}`)).toBe(`${terms}# reason: none\n${a}`);
  });

  it('of another file, unless the files belong together', () => {
    const files = [
      { name: 'one.supp', bytes: a },
      { name: 'two.supp', bytes: `${copy}\n${b}` },
    ];
    expect(lint(files, only)).toMatchObject([
      {
        ...{ file: 'two.supp', line: 2, fix: null, suggestions: [{ description: 'remove this entry' }] },
        message: 'This entry says what "a" (another file) says. Remove it.',
        related: [{ file: 'one.supp', line: 2 }],
      },
    ]);
    const across = { ...only, ruleOptions: new Map([[rule, { acrossFiles: true }]]) };
    expect(fixAll(files, across).files.map(({ bytes }) => bytes)).toEqual([a, b]);
    const commented = [files[0]!, { name: 'two.supp', bytes: `${b}\n# two\n${copy}\n# three\n${copy}` }];
    expect(fixAll(commented, across).files.map(({ bytes }) => bytes)).toEqual([
      a,
      `${b}\n# two\n# three\n${copy}`,
    ]);
  });
});

it('touches nothing next to an entry that is not closed', () => {
  const open = '{\n   open\n   Memcheck:Cond\n   fun:f\n';
  for (const bytes of [`${a}${open}${copy}`, `${open}${a}${copy}`, `${a}${open}`]) {
    expect(mended(bytes)).toBe(bytes);
    expect(found(rule, bytes).every(({ fix }) => fix === null)).toBe(true);
  }
  expect(mended(`${a}${copy}${open}`)).toBe(`${a}${open}`);
});
