import { describe, expect, test } from 'vitest';
import { selectEntry, selectFinding } from '../../src/explain/select.js';
import { finding } from '../minimize/make.js';
import { entry, set } from './make.js';

describe('the entries of a file', () => {
  test('are there whether a tool reads them or not', () => {
    const { entries, problems } = set(
      `# about a\n${entry('a', 'Memcheck:Cond', 'fun:f')}${entry('b', 'drd:MutexErr', 'fun:f')}` +
        entry('c', 'memcheck:Cond', 'fun:f') +
        entry('d', 'CoreError:FdBadClose', 'fun:f') +
        entry('e', 'Cachegrind:Cond', 'fun:f'),
    );
    expect(problems).toEqual([]);
    expect(entries.map(({ name, line, first, last }) => [name, line, first, last])).toEqual([
      ['a', 3, 1, 6],
      ['b', 8, 7, 11],
      ['c', 13, 12, 16],
      ['d', 18, 17, 21],
      ['e', 23, 22, 26],
    ]);
    expect(entries.map(({ loaded }) => [...loaded.keys()])).toEqual([
      ['memcheck'],
      ['drd'],
      [],
      ['memcheck', 'helgrind', 'drd'],
      [],
    ]);
    expect(entries.map(({ meant }) => [...meant.values()].map(({ head }) => head))).toEqual([
      [],
      [],
      ['Memcheck:Cond'],
      [],
      [],
    ]);
    const { suppression } = [...entries[2]!.meant.values()][0]!;
    expect(suppression).toMatchObject({ name: 'c', kind: 'Memcheck:Cond', file: 'a.supp', line: 13 });
  });

  test('that Valgrind would cut know their length', () => {
    const [long] = set(entry('long', 'Memcheck:Cond', 'fun:a', 'fun:b', 'fun:c'), 2).entries;
    expect(long!.locations).toBe(3);
    expect(long!.loaded.get('memcheck')!.frames).toHaveLength(2);
  });

  test('of a file that Valgrind refuses are read as if it were mended', () => {
    const { entries, problems } = set(
      entry('bad', 'Memcheck:Nonsense', 'fun:f') + entry('good', 'Memcheck:Cond', 'fun:f'),
    );
    expect(entries.map(({ name, loaded }) => [name, loaded.size])).toEqual([
      ['bad', 0],
      ['good', 1],
    ]);
    expect(problems.map(({ tool, problem }) => [tool, problem.line])).toEqual([['memcheck', 3]]);
  });
});

describe('an entry is chosen by', () => {
  const { entries } = set(
    ['leak in glib', 'Leak in gtk', 'race', 'race', 'odd:7']
      .map((name) => entry(name, 'Memcheck:Cond', 'fun:f'))
      .join(''),
  );
  const chosen = (text: string) => {
    const { one, many } = selectEntry(text, entries);
    return one ? one.line : many.map(({ line }) => line);
  };
  test.each([
    ['leak in glib', 2],
    ['glib', 2],
    ['GTK', 7],
    ['leak*gtk', 7],
    ['leak', [2, 7]],
    ['race', [12, 17]],
    ['a.supp:12', 12],
    ['a.supp:15', 12],
    ['a.supp:16', 17],
    ['b.supp:12', []],
    ['supp:12', []],
    ['odd:7', 22],
    ['nothing', []],
  ])('%s', (text, expected) => {
    expect(chosen(text)).toEqual(expected);
  });

  test('the end of its path', () => {
    const moved = entries.map((each) => ({ ...each, file: 'tests/valgrind/a.supp' }));
    expect(selectEntry('a.supp:12', moved).one?.line).toBe(12);
    expect(selectEntry('valgrind/a.supp:12', moved).one?.line).toBe(12);
    expect(selectEntry('d/a.supp:12', moved).many).toEqual([]);
  });
});

test('a finding is chosen by the beginning of its id', () => {
  const findings = ['0abc', '0abd', '0a', '1'].map((id) => ({ ...finding(['f']), id }));
  expect(selectFinding('1', findings).one?.id).toBe('1');
  expect(selectFinding('0ABC', findings).one?.id).toBe('0abc');
  expect(selectFinding('0a', findings).one?.id).toBe('0a');
  expect(selectFinding('0', findings).many).toHaveLength(3);
  expect(selectFinding('2', findings).many).toEqual([]);
});
