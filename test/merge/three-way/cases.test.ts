import { expect, test } from 'vitest';
import { mergeThreeWay } from '../../../src/merge/three-way/merge-three-way.js';
import { cases } from './read-cases.js';

const sources = (base: string, ours: string, theirs: string) => ({
  base: { name: 'base', bytes: base },
  ours: { name: 'ours', bytes: ours },
  theirs: { name: 'theirs', bytes: theirs },
});

test('there are cases', () => {
  expect(cases.length).toBeGreaterThanOrEqual(30);
});

test.each(cases)('$name: $about', ({ base, ours, theirs, merged, conflicts, renamed }) => {
  const result = mergeThreeWay(sources(base, ours, theirs));
  if (result.type === 'refused') throw new Error(JSON.stringify(result));
  expect(result.bytes).toBe(merged);
  expect(
    result.conflicts.map(({ line, name, reason, isLive }) => {
      return `${line} ${name}: ${reason}${isLive ? ', base version in force' : ''}`;
    }),
  ).toEqual(conflicts);
  expect(result.renamings.map(({ from, to }) => `${from} -> ${to}`)).toEqual(renamed);
});
