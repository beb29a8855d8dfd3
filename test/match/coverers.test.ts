import { existsSync, readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { coverersIn } from '../../src/match/coverers.js';
import { covers } from '../../src/match/covers.js';
import { load } from '../../src/suppression/load.js';
import { parse } from '../../src/suppression/parse.js';
import type { Suppression } from '../../src/suppression/suppression.js';
import { defaultTools } from '../../src/suppression/tools.js';
import { suppression } from './make.js';

/** The definition: every entry is asked. */
function asked(set: readonly Suppression[], b: Suppression): Suppression[] {
  return set.filter((a) => a !== b && covers(a, b).covers);
}

describe('the answer is that of asking every entry', () => {
  const pattern = fc.oneof(
    fc.constantFrom('a', 'b', 'ab', 'babba', 'ababababab', 'x', '*', '?', ''),
    fc.string({ unit: fc.constantFrom('a', 'b', 'ab', '*', '?'), maxLength: 5 }),
    fc.string({ unit: fc.constantFrom('a', 'b'), minLength: 1, maxLength: 40 }).map((text) => `*${text}*`),
  );
  const line = fc.oneof(
    { weight: 2, arbitrary: fc.constant('...') },
    { weight: 5, arbitrary: pattern.map((text) => `fun:${text}`) },
    { weight: 2, arbitrary: pattern.map((text) => `obj:${text}`) },
    { weight: 1, arbitrary: fc.tuple(pattern, fc.nat(2)).map(([text, line]) => `src:${text}:${line}`) },
  );
  const leakKinds = fc.subarray(['definite', 'possible', 'reachable'] as const);
  const head = fc.oneof<fc.WeightedArbitrary<Partial<Suppression>>[]>(
    { weight: 6, arbitrary: fc.constant({ kind: 'Memcheck:Cond' }) },
    { weight: 1, arbitrary: fc.constantFrom({ kind: 'Memcheck:CoreMem' }, { kind: 'Helgrind:Race' }) },
    { weight: 2, arbitrary: fc.constant({ kind: 'Memcheck:Leak' }) },
    { weight: 3, arbitrary: leakKinds.map((leakKinds) => ({ kind: 'Memcheck:Leak', leakKinds })) },
    {
      weight: 1,
      arbitrary: fc
        .constantFrom('write(buf)', 'read(buf)')
        .map((extra) => ({ kind: 'Memcheck:Param', extra })),
    },
    {
      weight: 1,
      arbitrary: fc
        .constantFrom('malloc(size)', 'malloc(size) x', 'calloc(size)')
        .map((extra) => ({ kind: 'Memcheck:FishyValue', extra })),
    },
  );
  // Lines made wider and narrower, so that much is covered.
  const edit = fc.constantFrom<(lines: string[]) => string[]>(
    (lines) => lines,
    (lines) => lines.slice(0, -1),
    (lines) => [...lines, '...'],
    (lines) => ['...', ...lines],
    (lines) => ['...', lines.at(-1)!],
    (lines) => lines.map((each, at) => (at === 1 ? each.replace(/(?<=:.*)[ab]+$/, '*') : each)),
    (lines) => lines.map((each) => each.replace(/(?<=:)[ab]/, '*')),
    (lines) => lines.flatMap((each) => [each, 'fun:b']),
  );
  const family = fc
    .tuple(
      fc.array(line, { minLength: 1, maxLength: 4 }),
      fc.array(fc.tuple(head, edit), { minLength: 1, maxLength: 6 }),
    )
    .map(([lines, members]) => members.map(([more, change]) => suppression(change(lines), more)));

  test('on random sets', () => {
    let covered = 0;
    fc.assert(
      fc.property(fc.array(family, { maxLength: 3 }), family, (families, strangers) => {
        const set = families.flat();
        const coverersOf = coverersIn(set);
        for (const b of [...set, ...strangers]) {
          const found = [...coverersOf(b)];
          covered += found.length;
          if (!isSame(found, asked(set, b))) return false;
        }
        return true;
      }),
      { numRuns: 1500 },
    );
    expect(covered).toBeGreaterThan(10_000); // else the property says little
  });

  const folder = fileURLToPath(new URL('../../../shared/corpus/supp/', import.meta.url));
  const isPresent = existsSync(folder);
  const names = isPresent ? readdirSync(folder).filter((name) => name.endsWith('.supp')) : [];
  const title = 'on the collected files of other projects';

  test.skipIf(!isPresent)(isPresent ? title : `${title} (skipped: ../shared is not here)`, () => {
    let covered = 0;
    for (const name of names) {
      const tree = parse(readFileSync(join(folder, name), 'latin1'));
      for (const tool of defaultTools) {
        const set = load(tree, { file: name, tool }).suppressions;
        if (set.length > 400) continue; // asking every entry would take too long
        const coverersOf = coverersIn(set);
        for (const b of set) {
          const found = [...coverersOf(b)];
          covered += found.length;
          expect(isSame(found, asked(set, b)), `${name}:${b.line}`).toBe(true);
        }
      }
    }
    expect(covered).toBeGreaterThan(400);
  });

  function isSame(one: readonly Suppression[], other: readonly Suppression[]): boolean {
    return one.length === other.length && one.every((each, at) => each === other[at]);
  }
});

test('no more entries are looked at than are asked for', () => {
  let isAnswered = false;
  const lines = ['fun:malloc', '...', 'fun:f*'];
  const set = Array.from({ length: 1000 }, () => {
    const entry = suppression(lines);
    return Object.defineProperty({ ...entry }, 'frames', {
      get() {
        if (isAnswered) throw new Error('looked at after the answer');
        return entry.frames;
      },
    });
  });
  const coverers = coverersIn(set)(set[0]!)[Symbol.iterator]();
  const first = coverers.next();
  isAnswered = true;
  expect(first).toEqual({ done: false, value: set[1] });
  expect(() => coverers.next()).toThrow('looked at after the answer'); // it would show
});

test('thousands of entries that say almost the same end the search, not the time', () => {
  // Each has the names of all others, in another order: every question would take a look at every entry.
  const orders = permutations(['a', 'b', 'c', 'd', 'e', 'f', 'g']);
  const set = orders.map((order) => suppression(order.map((name) => `fun:${name}*`)));
  const wider = suppression(['fun:g*', 'fun:f*']);
  const coverersOf = coverersIn([wider, ...set]);
  expect([...coverersOf(set.at(-1)!)]).toEqual([wider]);
  expect([...coverersIn([...set, wider])(set.at(-1)!)]).toEqual([]); // it is given up before
});

function permutations<T>(items: readonly T[]): T[][] {
  if (items.length === 0) return [[]];
  return items.flatMap((item) =>
    permutations(items.filter((each) => each !== item)).map((rest) => [item, ...rest]),
  );
}
