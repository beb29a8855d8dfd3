import { describe, expect, test } from 'vitest';
import { progressLine, progressLines } from '../../src/cli/reading/progress-line.js';

const progress = { done: 1, all: 3, bytes: 50_000_000, allBytes: 200_000_000, name: 'a\u001b.log' };

describe('progressLine', () => {
  test.each([
    [500, 'reading 2/3 a\\u{1b}.log'],
    [2000, 'reading 2/3 a\\u{1b}.log, 50 of 200 MB, 25 MB/s, 6 s left'],
    [50_000, 'reading 2/3 a\\u{1b}.log, 50 of 200 MB, 1.0 MB/s, 3 min left'],
    [5_000_000, 'reading 2/3 a\\u{1b}.log, 50 of 200 MB, 0.0 MB/s, 4 h 10 min left'],
  ])('after %d ms', (time, line) => {
    expect(progressLine(progress, time)).toBe(line);
  });

  test('nothing is left of what has no known size', () => {
    expect(progressLine({ ...progress, done: 0, all: 1, allBytes: 0, name: '-' }, 2000)).toBe(
      'reading 1/1 -, 50 of 50 MB, 25 MB/s',
    );
  });
});

test('progressLines: not more often than anybody can read', () => {
  const shown: string[] = [];
  let now = 0;
  const tell = progressLines(
    (line) => shown.push(line),
    () => now,
  );
  for (now = 0; now <= 1000; now += 10) tell({ ...progress, name: String(now) });
  expect(shown).toHaveLength(11);
});
