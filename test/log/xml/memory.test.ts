import { expect, test } from 'vitest';
import { createMemory } from '../../../src/log/xml/memory.js';

test('equal parts give the same, others their own, refused ones nothing', () => {
  const made: string[] = [];
  const get = createMemory(1000, (text) => {
    made.push(text);
    return text.startsWith('no') ? undefined : { text };
  });
  const log = 'one two one no no';
  const one = get(log, 0, 3);
  expect(one).toEqual({ text: 'one' });
  expect(get(log, 4, 7)).toEqual({ text: 'two' });
  expect(get(log, 8, 11)).toBe(one);
  expect(get(log, 12, 14)).toBeUndefined();
  expect(get(log, 15, 17)).toBeUndefined();
  expect(made).toEqual(['one', 'two', 'no', 'no']);
});

test('parts that are alike where they are looked at are told apart', () => {
  const get = createMemory(10_000, (text) => ({ text }));
  // Of every three bytes one is looked at, the first of all among them.
  const parts = Array.from({ length: 20 }, (_, index) => `=${String.fromCharCode(97 + index).repeat(2)}`);
  for (const part of [...parts, ...parts]) expect(get(part, 0, part.length)).toEqual({ text: part });
});

test('what is too much is not remembered, and at times it starts afresh', () => {
  const get = createMemory(100, (text) => ({ text }));
  const made = (n: number) => get(String(n).padEnd(20, '='), 0, 20);
  const five = [0, 1, 2, 3, 4].map(made);
  expect(made(5)).not.toBe(made(5));
  expect([0, 1, 2, 3, 4].map(made)).toEqual(five);
  expect(made(0)).toBe(five[0]);
  for (let n = 0; n < 1 << 18; n++) made(5);
  expect(made(5)).toBe(made(5));
  expect(made(0)).not.toBe(five[0]);
});
