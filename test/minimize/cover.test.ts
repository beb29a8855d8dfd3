import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { cover, type Column } from '../../src/minimize/cover.js';

const limits = { nodes: 10_000 };

/** The best cover by trying all subsets: fewest columns, then smallest cost. */
function obvious(rowCount: number, columns: readonly Column[]): { size: number; cost: number } {
  let best = { size: Infinity, cost: Infinity };
  for (let subset = 0; subset < 1 << columns.length; subset++) {
    const chosen = columns.filter((_, position) => (subset >> position) & 1);
    if (new Set(chosen.flatMap((column) => column.rows)).size < rowCount) continue;
    const cost = chosen.reduce((sum, column) => sum + column.cost, 0);
    if (chosen.length < best.size || (chosen.length === best.size && cost < best.cost))
      best = { size: chosen.length, cost };
  }
  return best;
}

describe('cover', () => {
  test('is the smallest and then the cheapest, as trying all subsets finds it, and proves it', async () => {
    const problem = fc.integer({ min: 1, max: 7 }).chain((rowCount) =>
      fc
        .array(
          fc.record({
            rows: fc.uniqueArray(fc.integer({ min: 0, max: rowCount - 1 }), { minLength: 1 }),
            cost: fc.integer({ min: 0, max: 9 }),
          }),
          { minLength: 1, maxLength: 9 },
        )
        .map((columns) => ({
          rowCount,
          // Every row must be in some column.
          columns: [
            ...columns.map(({ rows, cost }) => ({ rows: rows.sort((a, b) => a - b), cost })),
            { rows: Array.from({ length: rowCount }, (_, row) => row), cost: 20 },
          ].slice(0, 10),
        }))
        .filter(({ columns }) => new Set(columns.flatMap(({ rows }) => rows)).size === rowCount),
    );
    await fc.assert(
      fc.asyncProperty(problem, async ({ rowCount, columns }) => {
        const found = await cover(rowCount, columns, limits);
        const best = obvious(rowCount, columns);
        const covered = new Set(found.chosen.flatMap((column) => columns[column]!.rows));
        expect(covered.size).toBe(rowCount);
        expect(found.chosen.length).toBe(best.size);
        expect(found.chosen.reduce((sum, column) => sum + columns[column]!.cost, 0)).toBe(best.cost);
        expect(found.bound).toBe(best.size);
      }),
      { numRuns: 300, seed: 1 },
    );
  });

  test('nothing to cover needs nothing', async () => {
    expect(await cover(0, [], limits)).toEqual({ chosen: [], bound: 0 });
  });

  test('finds what greed does not: two columns, not three', async () => {
    const columns = [
      { rows: [0, 1, 2, 3], cost: 1 },
      { rows: [0, 2, 4], cost: 1 },
      { rows: [1, 3, 5], cost: 1 },
    ];
    expect(await cover(6, columns, limits)).toEqual({ chosen: [1, 2], bound: 2 });
  });
});
