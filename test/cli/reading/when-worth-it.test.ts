import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { whenWorthIt } from '../../../src/cli/reading/when-worth-it.js';

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

/** Milliseconds after which more threads are started, within a minute, when so much is read in each. */
function startedAfter(all: number, perMillisecond: (time: number) => number): number | undefined {
  let started: number | undefined;
  let left = all;
  const end = whenWorthIt(
    () => left,
    () => {
      expect(started).toBeUndefined();
      started = performance.now();
    },
  );
  const begin = performance.now();
  for (let time = 0; time < 60_000; time++) {
    left = Math.max(0, left - perMillisecond(time));
    vi.advanceTimersByTime(1);
  }
  end();
  return started && started - begin;
}

test('threads are started where they save time', () => {
  // A second at least is left.
  expect(startedAfter(1751, () => 1)).toBe(750);
  expect(startedAfter(1749, () => 1)).toBeUndefined();
  // What is slow only at first is not taken for slow.
  expect(startedAfter(100_000, (time) => (time < 400 ? 1 : 100))).toBeUndefined();
  expect(startedAfter(1_000_000, (time) => (time < 400 ? 1 : 100))).toBe(750);
  // What becomes slow is seen.
  expect(startedAfter(60_000, (time) => (time < 900 ? 50 : 1))).toBe(1250);
  // Nothing is read for a while.
  expect(startedAfter(10, () => 0)).toBe(750);
  expect(startedAfter(0, () => 0)).toBeUndefined();
});

test('not after the end', () => {
  const end = whenWorthIt(
    () => 1e9,
    () => expect.unreachable(),
  );
  end();
  vi.advanceTimersByTime(10_000);
});
