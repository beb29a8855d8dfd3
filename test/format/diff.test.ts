import { applyPatch } from 'diff';
import { expect, test } from 'vitest';
import { format } from '../../src/format/format.js';
import { unifiedDiff } from '../../src/report/rewrite/diff.js';

const many = Array.from(
  { length: 1000 },
  (_, at) => `{\n\t${at}\n\tMemcheck:Cond\n\tfun:f\n\tfun:g\n}\n`,
).join('');

test.each([
  ['all lines', many, format(many)],
  ['all lines, the last without newline before', `${many}# c`, format(many)],
  ['all lines, the last without newline after', many, `${format(many)}# c`],
  ['all lines away', many, ''],
  ['all lines out of nothing', '', many],
  ['a few lines', many, many.replace('fun:f', 'fun:h')],
])('the diff of a long file makes one of the other: %s', (_, before, after) => {
  const diff = unifiedDiff('f.supp', before, after);
  expect(diff).toMatch(/^--- f\.supp\n\+\+\+ f\.supp\n@@ /);
  expect(applyPatch(before, diff)).toBe(after);
});
