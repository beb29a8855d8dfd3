import { expect, it } from 'vitest';
import { lint } from '../../../src/lint/lint.js';
import { entry, found, places, suggested } from '../of-rule.js';

const rule = 'duplicate-name';
const zlib = (kind: string, name = 'zlib') => entry(name, kind, 'fun:inflate');

it('is said once of all entries with one name, and shows the first', () => {
  const bytes = zlib('Memcheck:Cond') + zlib('Memcheck:Value4') + zlib('Memcheck:Value8');
  expect(places(rule, bytes)).toEqual(['info 7:4-8']);
  expect(found(rule, bytes)[0]!.message).toBe(
    'The entry on line 2 and 1 more have the name "zlib", too. Give each its own.',
  );
  expect(found(rule, bytes)[0]!.related).toEqual([
    {
      ...{ file: 'x.supp', line: 2, column: 4, endLine: 2, endColumn: 8 },
      message: 'first used here',
    },
  ]);
});

it('offers numbers that are free', () => {
  const bytes = [zlib('Memcheck:Cond'), zlib('Memcheck:Cond', 'zlib (2)'), zlib('Memcheck:Addr4')].join('\n');
  expect(suggested(rule, bytes)).toEqual([
    [zlib('Memcheck:Cond'), zlib('Memcheck:Cond', 'zlib (2)'), zlib('Memcheck:Addr4', 'zlib (3)')].join('\n'),
  ]);
});

it('has nothing to say of other tools, other files and placeholders', () => {
  expect(found(rule, zlib('Memcheck:Cond') + zlib('Helgrind:Race'))).toEqual([]);
  expect(found(rule, zlib('Memcheck:Cond', 'unnamed') + zlib('Memcheck:Addr4', 'unnamed'))).toEqual([]);
  const files = ['a.supp', 'b.supp'].map((name) => ({ name, bytes: zlib('Memcheck:Cond') }));
  expect(lint(files).filter((problem) => problem.rule === rule)).toEqual([]);
});
