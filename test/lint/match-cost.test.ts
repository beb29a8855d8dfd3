import fc from 'fast-check';
import { expect, it } from 'vitest';
import { matchCost } from '../../src/lint/match-cost.js';

/** Valgrind's matcher as it is, making each step. */
function made(pattern: string, input: string, whole: boolean): number {
  let steps = 0;
  const match = (p: number, i: number): boolean => {
    steps += 1;
    if (p === pattern.length) return !whole || i === input.length;
    if (pattern[p] === '*')
      return i < input.length ? match(p + 1, i) || match(p, i + 1) : match(p + 1, input.length);
    return i < input.length && fits(pattern[p]!, input[i]!) && match(p + 1, i + 1);
  };
  match(0, 0);
  return steps;
}

function fits(wanted: string, byte: string): boolean {
  return wanted === '?' || wanted === byte;
}

function counted(pattern: string, input: string, whole: boolean): number {
  return matchCost({
    ...{ pattern: pattern.length, input: input.length, whole },
    isWildcard: (p) => pattern[p] === '*',
    fits: (p, i) => fits(pattern[p]!, input[i]!),
  });
}

it('counts the steps that Valgrind makes', () => {
  const text = (bytes: string) => fc.string({ unit: fc.constantFrom(...bytes), maxLength: 9 });
  fc.assert(
    fc.property(text('**?ab'), text('aab'), fc.boolean(), (pattern, input, whole) => {
      expect(counted(pattern, input, whole)).toBe(made(pattern, input, whole));
    }),
    { numRuns: 2000 },
  );
});

it('counts without making them', () => {
  expect(counted(`${'*a'.repeat(200)}*b`, 'a'.repeat(500), true)).toBeGreaterThan(1e100);
  expect(counted('*a'.repeat(5) + '*b', 'a'.repeat(100), false)).toBe(2_701_606_782);
});
