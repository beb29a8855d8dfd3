import { describe, expect, test } from 'vitest';
import type { Door } from '../../src/minimize/doors.js';
import { allowance, type GuardLevel } from '../../src/minimize/guard.js';
import { lines } from './make.js';

const two = lines('... fun:FcConfigParse fun:FcInit');
const door = (more: Partial<Door> = {}): Door => ({
  at: 4,
  name: 'fun:FcInit',
  near: true,
  shallow: false,
  depth: 2,
  borders: 0,
  used: false,
  ...more,
});
const judge = (doors: readonly Door[], level: GuardLevel = 'normal', isLeak = true, skipsOwnCode = false) =>
  allowance(two, { isLeak, doors, skipsOwnCode }, level);

describe('what may be hidden behind a door that is left open', () => {
  test('anything where there is none, or where the noise itself goes through it', () => {
    expect(judge([])).toBe('anything');
    expect(judge([door({ used: true })])).toBe('anything');
  });

  test('only blocks that are still reachable where it leads to the allocator', () => {
    expect(judge([door()])).toBe('reachable memory');
    expect(judge([door({ shallow: true, used: true })])).toBe('reachable memory');
  });

  test('no race where it leads to the place of the race, unless that is far inside', () => {
    expect(judge([door()], 'normal', false)).toBe('nothing');
    expect(judge([door({ depth: 5 })], 'normal', false)).toBe('nothing');
    expect(judge([door({ depth: 6 })], 'normal', false)).toBe('anything');
    expect(judge([door({ near: false, borders: 1 })], 'normal', false)).toBe('anything');
    expect(judge([door({ shallow: true, used: true })], 'normal', false)).toBe('nothing');
  });

  test('lost memory only when its caller is two libraries away', () => {
    expect(judge([door({ near: false, borders: 1 })])).toBe('kept memory');
    expect(judge([door({ near: false, borders: 2 })])).toBe('anything');
    expect(judge([door({ near: false, borders: 2 }), door()])).toBe('reachable memory');
  });
});

test('nothing may be hidden by a gap that skips own code', () => {
  expect(judge([], 'normal', true, true)).toBe('nothing');
});

test('the strict guard leaves no unused door open, and without a guard all are', () => {
  expect(judge([door({ near: false, borders: 2 })], 'strict')).toBe('nothing');
  expect(judge([door({ used: true })], 'strict')).toBe('anything');
  expect(judge([door({ shallow: true })], 'off', false, true)).toBe('anything');
});
