import { expect, test } from 'vitest';
import { table } from '../../src/report/table.js';

test('cells of a column are as wide as the widest, the last one as it is', () => {
  expect(
    table(
      [
        ['name', 'count', ''],
        ['a', '1', 'x'],
      ],
      new Set([1]),
    ),
  ).toEqual(['name  count', 'a         1  x']);
});

test('there may be more rows than a call has room for', () => {
  const rows = Array.from({ length: 200_000 }, (_, row) => [String(row), '']);
  expect(table([...rows, ['the widest', 'last']]).at(-1)).toBe('the widest  last');
});
