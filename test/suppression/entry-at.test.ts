import fc from 'fast-check';
import { expect, test } from 'vitest';
import { entryAt } from '../../src/suppression/entry-at.js';
import { parse } from '../../src/suppression/parse.js';
import { lineOf } from '../../src/suppression/tree.js';
import { almostFile, crumbs } from './fragments.js';

test('an entry is found by the line of its name, and by no other', () => {
  fc.assert(
    fc.property(fc.oneof(almostFile, crumbs), (bytes) => {
      const tree = parse(bytes);
      const expected = new Map(
        tree.items.map((item) => [item.type === 'entry' ? lineOf(item, 'name')?.line : undefined, item]),
      );
      for (let line = 0; line <= bytes.split('\n').length + 1; line++)
        expect(entryAt(tree, line)).toBe(expected.get(line));
    }),
    { numRuns: 500 },
  );
});
