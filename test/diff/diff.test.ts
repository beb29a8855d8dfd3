import { describe, expect, test } from 'vitest';
import { diff, narrowsSet, widensSet } from '../../src/diff/diff.js';
import { format } from '../../src/format/format.js';
import { readSetFile } from '../../src/set/read-set.js';
import { changesOf, diffOf, entry, told } from './make.js';

const leak = (name: string, ...lines: readonly string[]) =>
  entry(name, 'Memcheck:Leak', 'match-leak-kinds: reachable', ...lines);
const [a, b, c, d] = ['a', 'b', 'c', 'd'].map((name) => entry(name, 'Memcheck:Cond', `fun:${name}`)) as [
  ...[string, string, string, string],
];

describe('each category', () => {
  test('added', () => {
    expect(told(a, a + b)).toBe(`\
+ new.supp:7 “b”: added; the set hides more
    + Memcheck:Cond
    + fun:b
  newly hidden, for example: Memcheck:Cond
    at b

1 entry before, 2 after: 1 added. The set hides more.
`);
  });

  test('removed', () => {
    expect(told(a + b, b)).toBe(`\
- old.supp:2 “a”: removed; the set hides less
    - Memcheck:Cond
    - fun:a
  no longer hidden, for example: Memcheck:Cond
    at a

2 entries before, 1 after: 1 removed. The set hides less.
`);
  });

  test('added, but all that it hides was hidden before', () => {
    const wide = leak('wide', '...', 'fun:f');
    expect(told(wide, wide + leak('exact', 'fun:malloc', 'fun:f'))).toBe(`\
+ new.supp:9 “exact”: added
    + Memcheck:Leak
    + match-leak-kinds: reachable
    + fun:malloc
    + fun:f
  all that it newly hides was hidden before by: old.supp:2 “wide”

1 entry before, 2 after: 1 added. The set hides the same.
`);
  });

  test('removed, but all that it hid is still hidden', () => {
    const wide = leak('wide', '...', 'fun:f');
    expect(told(leak('exact', 'fun:malloc', 'fun:f') + wide, wide)).toBe(`\
- old.supp:2 “exact”: removed
    - Memcheck:Leak
    - match-leak-kinds: reachable
    - fun:malloc
    - fun:f
  all that it no longer hides is still hidden by: new.supp:2 “wide”

2 entries before, 1 after: 1 removed. The set hides the same.
`);
  });

  test('widened', () => {
    expect(told(leak('l', 'fun:malloc', 'fun:f_one'), leak('l', 'fun:malloc', 'fun:f_*'))).toBe(`\
~ new.supp:2 “l” (was old.supp:2): widened; the set hides more
      Memcheck:Leak
      match-leak-kinds: reachable
      fun:malloc
    - fun:f_one
    + fun:f_*
  newly hidden, for example: Memcheck:Leak (reachable)
    at malloc
    by f_x

1 entry before, 1 after: 1 widened. The set hides more.
`);
  });

  test('narrowed', () => {
    expect(told(entry('l', 'Memcheck:Leak', 'fun:f'), leak('l', 'fun:f'))).toBe(`\
~ new.supp:2 “l” (was old.supp:2): narrowed; the set hides less
      Memcheck:Leak
    + match-leak-kinds: reachable
      fun:f
  no longer hidden, for example: Memcheck:Leak (possible)
    at f

1 entry before, 1 after: 1 narrowed. The set hides less.
`);
  });

  test('changed, with a finding that only the new one hides and one that only the old one hid', () => {
    expect(told(leak('l', 'fun:f', 'obj:/lib/a.so'), leak('l', 'fun:f', 'obj:/lib/b.so'))).toBe(`\
~ new.supp:2 “l” (was old.supp:2): changed; the set hides more; the set hides less
      Memcheck:Leak
      match-leak-kinds: reachable
      fun:f
    - obj:/lib/a.so
    + obj:/lib/b.so
  newly hidden, for example: Memcheck:Leak (reachable)
    at f
    by x (in /lib/b.so)
  no longer hidden, for example: Memcheck:Leak (reachable)
    at f
    by x (in /lib/a.so)

1 entry before, 1 after: 1 changed. The set hides more in some places and less in others.
`);
  });

  test('reworded: other lines that hide the same', () => {
    expect(told(entry('v', 'Memcheck:Value0', 'fun:f**'), entry('v', 'Memcheck:Cond', 'fun:f*', '...')))
      .toBe(`\
~ new.supp:2 “v” (was old.supp:2): reworded
    - Memcheck:Value0
    - fun:f**
    + Memcheck:Cond
    + fun:f*
    + ...

1 entry before, 1 after: 1 reworded. The set hides the same.
`);
  });

  test('renamed', () => {
    expect(told(a, a.replace('   a\n', '   A\n'))).toBe(`\
~ new.supp:2 “A” (was old.supp:2 “a”): renamed

1 entry before, 1 after: 1 renamed. The set hides the same.
`);
  });

  test('moved, and nothing else is for it', () => {
    expect(told(a + b + c + d, b + c + d + a)).toBe(`\
~ new.supp:17 “a” (was old.supp:2): moved

4 entries before, 4 after: 1 moved. The set hides the same.
`);
    expect(changesOf(diffOf(b + c + d, a + b + c + d))).toEqual(['added a']);
  });

  test('commented, above and inside', () => {
    expect(told(`# owner: x\n# why\n${a}`, `# why\n${a.replace('}', '   # bug: http://b\n}')}`)).toBe(`\
~ new.supp:3 “a” (was old.supp:4): commented
    - # owner: x
      # why
    + # bug: http://b

1 entry before, 1 after: 1 commented. The set hides the same.
`);
  });

  test('white space, which is only counted', () => {
    const untidy = a.replaceAll('   ', '\t').replace('Cond', 'Cond ');
    expect(told(untidy + b, a + b)).toBe(
      '2 entries before, 2 after: 1 with other white space. The set hides the same.\n',
    );
  });

  test('nothing', () => {
    expect(told(a, a)).toBe('1 entry before, 1 after: no difference. The set hides the same.\n');
    expect(told('', '')).toBe('0 entries before, 0 after: no difference. The set hides the same.\n');
  });

  test('several at once', () => {
    expect(changesOf(diffOf(leak('one', 'fun:f', 'fun:g') + a + b, a + b + leak('two', 'fun:f')))).toEqual([
      'widened,renamed,moved two',
    ]);
  });

  test('what no tool reads is compared by its text', () => {
    expect(changesOf(diffOf(entry('x', 'Other:Kind', 'a'), entry('x', 'Other:Kind', 'b')))).toEqual([
      'changed x',
    ]);
    const [change] = diffOf(
      entry('x', 'memcheck:Cond', 'fun:f'),
      entry('x', 'Memcheck:Cond', 'fun:f'),
    ).changes;
    expect(change).toMatchObject({ categories: ['widened'], gains: { coveredBy: [] } });
  });

  test('comments that belong to no entry', () => {
    expect(told(`# head\n\n${a}`, `# head\n# more\n\n${a}`)).toBe(`\
- # head

+ # head
+ # more

1 entry before, 1 after: 2 paragraphs of comments by themselves. The set hides the same.
`);
  });
});

describe('which entry has become which', () => {
  test('a copy is not taken for the entry that it was copied from', () => {
    const copy = a.replace('   a\n', '   copy\n');
    expect(changesOf(diffOf(a, copy + a))).toEqual(['added copy']);
    expect(changesOf(diffOf(a + copy, a))).toEqual(['removed copy']);
  });

  test('a name that several have tells nothing, lines do', () => {
    const set = (...last: readonly string[]) =>
      last.map((name) => leak('n', 'fun:malloc', `fun:${name}`, `fun:${name}_caller`)).join('');
    const result = diffOf(set('f', 'g', 'h'), set('g', 'h', 'f').replace('fun:f_caller', 'fun:f_c*'));
    expect(changesOf(result)).toEqual(['widened,moved n']);
  });

  test('nor does the name that Valgrind gives', () => {
    const name = '<insert_a_suppression_name_here>';
    const result = diffOf(entry(name, 'Memcheck:Cond', 'fun:f'), entry(name, 'Helgrind:Race', 'fun:g'));
    expect(changesOf(result)).toEqual([`removed ${name}`, `added ${name}`]);
  });

  test('half of the lines must be the same, and a wildcard is none', () => {
    const few = (last: string) => leak('n', 'fun:malloc', '...', last);
    expect(changesOf(diffOf(few('fun:f').replace('   n', '   o'), few('fun:g')))).toEqual([
      'changed,renamed n',
    ]);
    const none = (name: string, last: string) => entry(name, 'Memcheck:Cond', '...', '...', last);
    expect(changesOf(diffOf(none('o', 'fun:f'), none('n', 'fun:g')))).toEqual(['removed o', 'added n']);
  });

  test('the nearest of several', () => {
    const of = (name: string, ...lines: readonly string[]) => entry(name, 'Memcheck:Cond', ...lines);
    const old = of('o1', 'fun:a', 'fun:b', 'fun:x', 'fun:y') + of('o2', 'fun:a', 'fun:b', 'fun:c', 'fun:y');
    const { changes } = diffOf(old, of('n', 'fun:a', 'fun:b', 'fun:c', 'fun:d'));
    expect(changes.map(({ before, after }) => [before?.name, after?.name])).toEqual([
      ['o1', undefined],
      ['o2', 'n'],
    ]);
  });
});

test('half of the lines are enough, and of equals the one with the same wildcards is nearer', () => {
  const of = (name: string, ...lines: readonly string[]) => entry(name, 'Memcheck:Cond', ...lines);
  expect(changesOf(diffOf(of('o', 'fun:a', 'fun:b'), of('n', 'fun:a', 'fun:c')))).toEqual([
    'changed,renamed n',
  ]);
  const { changes } = diffOf(
    of('o1', 'fun:a*', 'fun:b') + of('o2', 'fun:a', 'fun:b'),
    of('n', 'fun:a', 'fun:b', 'fun:c'),
  );
  expect(changes.map(({ before }) => before!.name)).toEqual(['o1', 'o2']);
  expect(changes[1]!.after!.name).toBe('n');
});

test('a paragraph of comments that is there once instead of twice', () => {
  expect(diffOf('# a\n\n# a\n', '# a\n').comments).toEqual({ removed: ['# a'], added: [] });
});

describe('what the whole set hides', () => {
  test('an entry that takes the place of two', () => {
    const of = (name: string, kinds: string) =>
      entry(name, 'Memcheck:Leak', `match-leak-kinds: ${kinds}`, 'fun:malloc', 'fun:f');
    const before = of('one', 'definite') + of('two', 'reachable');
    const { changes } = diffOf(before, of('one', 'reachable,definite'));
    expect(changes.map((each) => [each.categories, widensSet(each), narrowsSet(each)])).toEqual([
      [['removed'], false, false],
      [['widened'], false, false],
    ]);
    expect(changes[1]!.gains!.coveredBy.map(({ name }) => name)).toEqual(['two']);
  });

  test('the example is one that no other entry hid', () => {
    const before = entry('e', 'Memcheck:Cond', 'fun:a') + entry('all', 'Memcheck:Cond', '...', 'fun:z');
    const after = entry('e', 'Memcheck:Cond', '...', 'fun:a') + entry('all', 'Memcheck:Cond', '...', 'fun:z');
    const [change] = diffOf(before, after).changes;
    expect(change!.gains!.coveredBy).toEqual([]);
    expect(change!.gains!.example!.frames.map(({ fun }) => fun)).toEqual(['x', 'a']);
  });

  test('also where the nearest one was hidden by another', () => {
    const of = (pattern: string) =>
      entry('e', 'Memcheck:Cond', pattern) + entry('y', 'Memcheck:Cond', 'fun:y');
    const [change] = diffOf(of('fun:ax'), of('fun:*')).changes;
    expect(change!.gains!.example!.frames.map(({ fun }) => fun)).toEqual(['x']);
  });

  test('and where both the nearest and the shortest are hidden by others', () => {
    const of = (name: string, ...lines: string[]) => entry(name, 'Memcheck:Cond', ...lines);
    const direct = of('direct', 'fun:x');
    const loses = (before: string) => diffOf(before + direct, direct).changes[0]!.loses!;
    const anywhere = loses(of('anywhere', '...', 'fun:x'));
    expect(anywhere.coveredBy).toEqual([]);
    expect(anywhere.example!.frames).toHaveLength(2);
    expect(loses(of('called', 'fun:x*')).example!.frames.map(({ fun }) => fun)).toEqual(['xx']);
  });

  test('what others hide together is hidden', () => {
    const of = (name: string, ...lines: string[]) => entry(name, 'Memcheck:Cond', ...lines);
    const parts = of('short', 'fun:f') + of('long', 'fun:f?*');
    const [change] = diffOf(of('all', 'fun:f*') + parts, parts).changes;
    expect(change!.loses!.coveredBy.map(({ name }) => name).sort()).toEqual(['long', 'short']);
    expect(narrowsSet(change!)).toBe(false);
  });

  test('an entry for several tools', () => {
    const before = entry('c', 'Memcheck:Cond', 'fun:f') + entry('r', 'Helgrind:Race', 'fun:f');
    const core = entry('k', 'CoreError:FdNotClosed', 'fun:open');
    expect(changesOf(diffOf(before + core, before + core.replace('fun:open', 'fun:open*')))).toEqual([
      'widened k',
    ]);
  });

  test('an entry that hides nothing does not widen it', () => {
    const [change] = diffOf('', entry('n', 'Memcheck:Leak', 'match-leak-kinds: none', 'fun:f')).changes;
    expect(change!.categories).toEqual(['added']);
    expect(change!.gains).toBe(undefined);
  });

  test('where the search for an example is given up, doubt counts', () => {
    const [any, letters] = [['fun:????*'], ['fun:*a*b*c*d*e*f*g*h*']].map((lines) =>
      entry('n', 'Memcheck:Cond', ...lines),
    );
    const [change] = diffOf(any!, letters!).changes;
    expect(change).toMatchObject({ categories: ['changed'], gains: { coveredBy: [] } });
    expect(change!.gains).not.toHaveProperty('example');
    expect(widensSet(change!)).toBe(true);
    expect(told(any!, letters!)).toContain(
      'newly hidden: perhaps something; it would take too long to tell\n',
    );
    expect(told(any!, letters!)).toContain('the set may hide more; the set hides less\n');
  });
});

describe('several files', () => {
  const files = (folder: string, ...contents: readonly (readonly [string, string])[]) =>
    contents.map(([name, bytes]) => readSetFile({ name: `${folder}${name}`, bytes }));

  test('correspond below the folder that they share', () => {
    const before = files('main:sets/', ['a.supp', a], ['b.supp', b + c]);
    expect(diff(before, files('sets/', ['a.supp', a], ['b.supp', b + c])).changes).toEqual([]);
    expect(changesOf(diff(before, files('sets/', ['a.supp', a + c], ['b.supp', b])))).toEqual(['moved c']);
  });

  test('are one where the other side is one file', () => {
    expect(diff(files('', ['all.supp', a + b]), files('x/', ['a.supp', a], ['b.supp', b])).changes).toEqual(
      [],
    );
  });
});

describe('broken pieces', () => {
  const broken = entry('k', 'Memcheck:Kond', 'fun:f');

  test('are named, and the rest is compared', () => {
    expect(told(a + broken, broken + a + b)).toBe(`\
+ new.supp:12 “b”: added; the set hides more
    + Memcheck:Cond
    + fun:b
  newly hidden, for example: Memcheck:Cond
    at b

! old.supp:8: broken, not compared: Memcheck has no kind "Kond". Did you mean "Cond"?
! new.supp:3: broken, not compared: Memcheck has no kind "Kond". Did you mean "Cond"?

1 entry before, 2 after: 1 added. The set hides more.
`);
  });

  test('that one side has only are a difference', () => {
    expect(told(a + broken, a)).toContain('1 entry before, 1 after: 1 broken piece in one of them only.');
  });
});

test('formatting shows no more than white space', () => {
  const untidy = `#head\n\n\n${a.replaceAll('   ', '')}# of b\n\n${b.trimEnd()}\n\n\n${c.replaceAll('\n', '\r\n')}`;
  expect(changesOf(diffOf(untidy, format(untidy)))).toEqual(['layout a', 'layout c']);
});
