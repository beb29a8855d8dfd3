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

test('once it was full, only what comes a second time is remembered', () => {
  const get = createMemory(100, (text) => ({ text }));
  const part = (n: number) => `${n}`.padEnd(20, '=');
  const made = (n: number) => get(part(n), 0, 20);
  const first = made(0);
  expect(made(0)).toBe(first);
  for (let n = 1; n <= 6; n++) made(n);
  expect(made(0)).not.toBe(first);
  const [third, fourth] = [made(9), made(9)];
  expect(fourth).not.toBe(third);
  expect(made(9)).toBe(fourth);
});
