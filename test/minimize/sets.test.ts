import fc from 'fast-check';
import { expect, test } from 'vitest';
import { heapOf } from '../../src/minimize/heap.js';
import { integers } from '../../src/match/integers.js';
import { distinctSets } from '../../src/minimize/sets.js';

test('equal sets have one number, different ones two, and each gives back its elements', () => {
  const set = fc.uniqueArray(fc.nat({ max: 6 }), { maxLength: 4 }).map((all) => all.sort((a, b) => a - b));
  fc.assert(
    fc.property(fc.array(set, { maxLength: 1200 }), (all) => {
      const sets = distinctSets();
      const known = new Map<string, number>();
      for (const elements of all) {
        const list = integers(1);
        elements.forEach(list.push);
        const number = sets.add(list);
        expect(number).toBe(known.get(elements.join()) ?? known.size);
        known.set(elements.join(), number);
        expect(sets.elementsOf(number)).toEqual(elements);
      }
      expect(sets.count).toBe(known.size);
    }),
    { numRuns: 200, seed: 1 },
  );
});

test('a heap gives the first element, also when that has become a later one', () => {
  fc.assert(
    fc.property(fc.array(fc.nat({ max: 9 }), { minLength: 1, maxLength: 12 }), (given) => {
      const values = [...given];
      const isBefore = (a: number, b: number) =>
        values[a]! > values[b]! || (values[a] === values[b] && a < b);
      const heap = heapOf([...values.keys()], isBefore);
      for (let round = 0; round < 40; round++) {
        const first = heap.first();
        expect([...values.keys()].filter((each) => isBefore(each, first))).toEqual([]);
        values[first]!--;
        heap.sinkFirst();
      }
    }),
    { numRuns: 300, seed: 1 },
  );
});
