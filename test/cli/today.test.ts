import { expect, test } from 'vitest';
import { todayIn } from '../../src/cli/today.js';

const now = new Date(2026, 10, 24, 23, 59);

test('today is the day where the user is', () => {
  expect(todayIn({}, now)).toBe('2026-11-24');
});

test.each([
  ['0', '1970-01-01'],
  ['1767225599', '2025-12-31'],
  ['1767225600', '2026-01-01'],
])('SOURCE_DATE_EPOCH=%s is %s, wherever that is', (epoch, day) => {
  expect(todayIn({ SOURCE_DATE_EPOCH: epoch }, now)).toBe(day);
});

test.each(['', 'tomorrow', '-5', '1e9', '999999999999999'])('SOURCE_DATE_EPOCH=%s is none', (epoch) => {
  expect(todayIn({ SOURCE_DATE_EPOCH: epoch }, now)).toBe('2026-11-24');
});
