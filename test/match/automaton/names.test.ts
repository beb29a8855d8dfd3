import { expect, test } from 'vitest';
import fc from 'fast-check';
import { namesOf } from '../../../src/match/automaton/names.js';
import { globMatches } from '../../../src/match/glob.js';

const long = 'namespace_of_a_library_with_a_long_name_';
const text = fc.oneof(
  fc.string({ unit: fc.constantFrom('a', 'b'), maxLength: 5 }),
  fc.string({ unit: fc.constantFrom('a', 'b'), maxLength: 2 }).map((end) => long + end),
);
const glob = fc
  .array(fc.oneof(text, fc.constantFrom('*', '?')), { maxLength: 4 })
  .map((parts) => parts.join(''));

test('the globs found for a name are those that match it', () => {
  let seen = 0;
  fc.assert(
    fc.property(
      fc.uniqueArray(glob, { maxLength: 20 }),
      fc.array(text, { maxLength: 10 }),
      (globs, names) => {
        const { matching } = namesOf(globs.map((each, number) => ({ glob: each, number })));
        for (const name of names) {
          const expected = [...globs.keys()].filter((number) => globMatches(globs[number]!, name));
          seen += expected.length;
          expect([...matching(name)].sort((a, b) => a - b)).toEqual(expected);
        }
      },
    ),
    { numRuns: 2000 },
  );
  expect(seen).toBeGreaterThan(5000);
});
