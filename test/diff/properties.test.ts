import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { narrowsSet, widensSet, type Category, type SetDiff } from '../../src/diff/diff.js';
import { movedAmong } from '../../src/diff/moves.js';
import type { Finding } from '../../src/finding/finding.js';
import { format } from '../../src/format/format.js';
import type { Example } from '../../src/match/covers.js';
import { matches } from '../../src/match/matches.js';
import { entriesIn, readSetFile } from '../../src/set/read-set.js';
import { almostFile, crumbs } from '../suppression/fragments.js';
import { diffOf, entry } from './make.js';

/** Entries that are much alike, so that pairs are to be found in several ways. */
const name = fc.constantFrom('a', 'b', 'c', '<insert_a_suppression_name_here>');
const kind = fc.constantFrom(
  ...[['Memcheck:Cond'], ['Memcheck:Value0'], ['Helgrind:Race'], ['CoreError:FdNotClosed'], ['Other:X']],
  ...['definite', 'reachable', 'definite,reachable'].map((kinds) => [
    'Memcheck:Leak',
    `match-leak-kinds: ${kinds}`,
  ]),
);
const location = fc.constantFrom('fun:f', 'fun:g', 'fun:*', 'fun:f*', 'obj:/lib/*', 'obj:/lib/a.so', '...');
const someEntry = fc
  .tuple(fc.constantFrom('', '', '# c\n', '# d\n\n'), name, kind, fc.array(location, { maxLength: 4 }))
  .map(([above, called, head, lines]) => above + entry(called, ...head, 'fun:f', ...lines));
const broken = fc.constantFrom(entry('k', 'Memcheck:Kond', 'fun:f'), 'stray\n');
const file = fc
  .array(fc.oneof({ weight: 8, arbitrary: someEntry }, { weight: 1, arbitrary: broken }), { maxLength: 7 })
  .map((parts) => parts.join(''));
/** A second version with much in common. */
const versions = fc
  .tuple(fc.array(someEntry, { maxLength: 7 }), fc.infiniteStream(fc.nat(9)), file)
  .map(([entries, choices, more]) => {
    const kept = entries.flatMap((each) => {
      const choice = choices.next().value;
      if (choice === 0) return [];
      if (choice === 1) return [each.replace('fun:f\n', 'fun:f*\n')];
      if (choice === 3) return [each.replace('fun:f\n', 'fun:f**\n')];
      if (choice === 4) return [each.replace('fun:f*\n', 'fun:f**\n')];
      if (choice === 5) return [each.replace('}\n', '   fun:g\n}\n')];
      if (choice === 2) return [each.replace('   a\n', '   renamed\n')];
      return [each];
    });
    if (choices.next().value < 3) kept.reverse();
    return [entries.join(''), kept.join('') + more] as const;
  });
const anyFile = fc.oneof({ weight: 3, arbitrary: file }, almostFile, crumbs);

test('a set and itself do not differ', () => {
  fc.assert(
    fc.property(anyFile, (bytes) => {
      const { changes, comments, broken } = diffOf(bytes, bytes);
      expect({ changes, comments }).toEqual({ changes: [], comments: { added: [], removed: [] } });
      expect(broken.every(({ isInBoth }) => isInBoth)).toBe(true);
    }),
    { numRuns: 500 },
  );
});

test('formatting a set changes white space at most', () => {
  fc.assert(
    fc.property(anyFile, (bytes) => {
      const { changes, comments, broken } = diffOf(bytes, format(bytes));
      expect(changes.filter(({ categories }) => categories.join() !== 'layout')).toEqual([]);
      expect(comments).toEqual({ added: [], removed: [] });
      expect(broken.every(({ isInBoth }) => isInBoth)).toBe(true);
    }),
    { numRuns: 500 },
  );
});

test('the other way round it is the mirror image', () => {
  const seen = new Map<Category, number>();
  fc.assert(
    fc.property(versions, ([before, after]) => {
      const [there, back] = [diffOf(before, after), diffOf(after, before)];
      for (const { categories } of there.changes)
        for (const each of categories) seen.set(each, (seen.get(each) ?? 0) + 1);
      expect(rows(back, 'mirrored')).toEqual(rows(there, 'straight'));
      const moves = ({ changes }: SetDiff) =>
        changes.filter(({ categories }) => categories.includes('moved')).length;
      // Of two that change places, either may be the one that moved.
      expect(moves(back)).toBe(moves(there));
      expect(back.comments).toEqual({ added: there.comments.removed, removed: there.comments.added });
      expect(back.sizes).toEqual({ before: there.sizes.after, after: there.sizes.before });
    }),
    { numRuns: 800 },
  );
  const rare = ['changed', 'widened', 'narrowed', 'renamed', 'moved', 'commented', 'reworded'] as const;
  for (const category of rare) expect(seen.get(category) ?? 0, category).toBeGreaterThan(20);
});

test('an example is hidden by the one set and not by the other', () => {
  let seen = 0;
  fc.assert(
    fc.property(versions, ([before, after]) => {
      for (const change of diffOf(before, after).changes)
        for (const [isOpen, gain, by, not] of [
          [widensSet(change), change.gains, after, before],
          [narrowsSet(change), change.loses, before, after],
        ] as const) {
          if (!isOpen || !gain?.example) continue;
          seen++;
          expect([hides(by, gain.example), hides(not, gain.example)]).toEqual([true, false]);
        }
    }),
    { numRuns: 500 },
  );
  expect(seen).toBeGreaterThan(500);
});

function hides(set: string, example: Example): boolean {
  const finding = { variants: [], hidesBelowMain: false, ...example } as Partial<Finding> as Finding;
  return entriesIn([readSetFile({ name: '', bytes: set })]).some(({ loaded }) =>
    [...loaded.values()].some((each) => matches(each, finding) === 'yes'),
  );
}

const mirrored: Partial<Record<Category, Category>> = {
  added: 'removed',
  removed: 'added',
  widened: 'narrowed',
  narrowed: 'widened',
};

function rows({ changes }: SetDiff, direction: 'straight' | 'mirrored'): string[] {
  const isMirrored = direction === 'mirrored';
  return changes
    .flatMap((change) => {
      const [before, after] = [change.before?.line, change.after?.line];
      const said = change.categories
        .filter((each) => each !== 'moved' && each !== 'layout')
        .map((each) => (isMirrored ? (mirrored[each] ?? each) : each));
      if (said.length === 0) return [];
      const places = isMirrored ? [after, before] : [before, after];
      const sets = [widensSet(change), narrowsSet(change)];
      return [JSON.stringify([places, said, isMirrored ? sets.reverse() : sets])];
    })
    .sort();
}

test('no entry is lost and none is told twice', () => {
  fc.assert(
    fc.property(versions, ([before, after]) => {
      const { changes, sizes } = diffOf(before, after);
      const lines = (side: 'before' | 'after') => changes.flatMap((each) => each[side]?.line ?? []);
      for (const side of ['before', 'after'] as const)
        expect(new Set(lines(side)).size).toBe(lines(side).length);
      const count = (category: Category) =>
        changes.filter(({ categories }) => categories.includes(category)).length;
      expect(sizes.before - count('removed')).toBe(sizes.after - count('added'));
      const size = (bytes: string) => entriesIn([readSetFile({ name: '', bytes })]).length;
      expect(sizes).toEqual({ before: size(before), after: size(after) });
    }),
    { numRuns: 500 },
  );
});

describe('moves', () => {
  test.each([
    [[], []],
    [[0, 1, 2], []],
    [[1, 2, 0], [2]],
    [[2, 0, 1], [0]],
    [
      [3, 0, 4, 1, 2],
      [0, 2],
    ],
  ])('of %j are %j', (places, moved) => {
    expect([...movedAmong(places)]).toEqual(moved);
  });

  test('are as few as can be, and the others ascend', () => {
    const places = fc
      .uniqueArray(fc.nat(30), { maxLength: 9 })
      .map((values) => [...values.keys()].sort((a, b) => values[a]! - values[b]!));
    fc.assert(
      fc.property(places, (row) => {
        const moved = movedAmong(row);
        const stayed = row.filter((_, at) => !moved.has(at));
        expect(stayed).toEqual([...stayed].sort((a, b) => a - b));
        expect(stayed.length).toBe(longest(row));
      }),
    );
  });

  /** By trying all rows. */
  function longest([first, ...rest]: readonly number[], above = -1): number {
    if (first === undefined) return 0;
    const without = longest(rest, above);
    return first > above ? Math.max(without, 1 + longest(rest, first)) : without;
  }
});
