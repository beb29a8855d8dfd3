import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { idOf, jobOf, shardOf, type Shard } from '../../src/cli/queue/shard.js';
import { divide } from '../../src/cli/reading/divide.js';

const shard: Shard = { work: 'read', cwd: '/shared', names: ['a.log', 'b.log'] };

describe('divide', () => {
  const files = fc.array(fc.record({ name: fc.string(), size: fc.nat(200) }), { maxLength: 2500 });

  test('keeps all, in order', () => {
    fc.assert(
      fc.property(files, fc.nat(300), (all, bytes) => {
        expect(divide(all, bytes).flat()).toEqual(all);
      }),
    );
  });

  test('into parts that are neither too large nor needlessly small', () => {
    fc.assert(
      fc.property(files, fc.nat(300), (all, bytes) => {
        const parts = divide(all, bytes);
        const sizeOf = (part: typeof all) => part.reduce((sum, { size }) => sum + size, 0);
        for (const [index, part] of parts.entries()) {
          expect(part.length === 1 || sizeOf(part) <= bytes).toBe(true);
          expect(part.length).toBeLessThanOrEqual(1000);
          const next = parts[index + 1]?.[0];
          if (next) expect(sizeOf(part) + next.size > bytes || part.length === 1000).toBe(true);
        }
      }),
    );
  });
});

test('a job carries its shard, also as JSON', () => {
  expect(shardOf(JSON.parse(JSON.stringify(jobOf(shard))))).toEqual(shard);
});

test.each([null, undefined, 1, 'x', [], {}, { ...jobOf(shard), names: 'a' }, { ...jobOf(shard), cwd: 1 }])(
  '%j is no job',
  (data) => {
    expect(shardOf(data)).toMatch(/none of chaff|chaff differs/);
  },
);

test('the id tells shards and batches apart, and nothing else', () => {
  const ids = [
    idOf('1', shard),
    idOf('2', shard),
    idOf('1', { ...shard, work: 'hash' }),
    idOf('1', { ...shard, cwd: '/' }),
    idOf('1', { ...shard, names: ['a.log'] }),
    idOf('1', { ...shard, names: ['a.log,b.log'] }),
  ];
  expect(new Set(ids).size).toBe(ids.length);
  expect(idOf('1', { ...shard })).toBe(ids[0]);
  // BullMQ refuses ids with a colon.
  for (const id of ids) expect(id).toMatch(/^[\w-]+$/);
});
