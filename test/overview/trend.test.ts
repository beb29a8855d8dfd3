import { describe, expect, test } from 'vitest';
import { check } from '../../src/check/check.js';
import {
  nothingCollected,
  type Collected,
  type CollectedFinding,
  type Run,
} from '../../src/collect/collected.js';
import { trendOf } from '../../src/overview/trend.js';
import { entry, finding, load, stack } from './make.js';

const day = 24 * 60 * 60 * 1000;
const november = Date.UTC(2026, 10, 1, 3);

const one = finding('aa', stack('malloc', 'one', 'main'), { count: 10 });
const two = finding('bb', stack('malloc', 'two', 'main'));

/** Runs by hash: when they were, and how often they saw each finding. */
function trend(runs: Readonly<Record<string, { at?: number; saw: Readonly<Record<string, number>> }>>) {
  const collected = nothingCollected() as Collected & {
    runs: Map<string, Run>;
    findings: Map<string, CollectedFinding>;
  };
  for (const [hash, { at }] of Object.entries(runs))
    collected.runs.set(hash, {
      ...{ hash, log: `${hash}.xml`, processes: [], notices: [], problems: [] },
      ...(at === undefined ? {} : { seen: { first: at, last: at + day } }),
    });
  for (const { id, frames } of [one, two]) {
    const parts = Object.entries(runs).flatMap(([hash, { saw }]) =>
      saw[id] === undefined ? [] : [[hash, { line: 1, count: saw[id], records: 1 }] as const],
    );
    collected.findings.set(id, {
      ...{ id, stacks: [frames], origins: [], hidesBelowMain: false, parts: new Map(parts) },
      first: { run: 'x', kind: 'Memcheck:Leak', tool: 'memcheck', what: '', auxiliary: [] },
    });
  }
  const sets = new Map([['memcheck' as const, load(entry('two', 'fun:malloc', 'fun:two'))]]);
  return trendOf(collected, check([one, two], sets, { numCallers: 12, real: [] }).findings);
}

describe('the trend', () => {
  test('is by day where the runs are of several days, the oldest first', () => {
    const told = trend({
      late: { at: november + day, saw: { aa: 4, bb: 1 } },
      early: { at: november, saw: { aa: 5 } },
      noon: { at: november + 9 * 60 * 60 * 1000, saw: { aa: 1 } },
    })!;
    expect(told.by).toBe('day');
    expect(
      told.points.map(({ name, runs, tally, fresh }) => [
        name,
        runs,
        tally.findings,
        tally.hidden,
        tally.count,
        fresh,
      ]),
    ).toEqual([
      ['2026-11-01', 2, 1, 0, 6, 1],
      ['2026-11-02', 1, 2, 1, 5, 1],
    ]);
  });

  test('is by run where all are of one day', () => {
    const told = trend({ b: { at: november + 1, saw: { aa: 1 } }, a: { at: november + 2, saw: {} } })!;
    expect(told.by).toBe('run');
    expect(told.points.map(({ name, tally }) => [name, tally.findings])).toEqual([
      ['b.xml', 1],
      ['a.xml', 0],
    ]);
  });

  test('of one run there is none, and a run without a time is only counted', () => {
    expect(trend({ a: { at: november, saw: { aa: 1 } } })).toBeUndefined();
    const told = trend({
      a: { at: november, saw: {} },
      b: { at: november + 1, saw: {} },
      pipe: { saw: { aa: 1 } },
    })!;
    expect([told.points.length, told.timeless]).toEqual([2, 1]);
  });

  test('tells of the last sixty points how many were before', () => {
    const runs = Object.fromEntries(
      Array.from({ length: 70 }, (_, at) => [`r${at}`, { at: november + at * day, saw: { aa: 1 } }]),
    );
    const told = trend(runs)!;
    expect([told.points.length, told.left, told.points[0]!.name, told.points[0]!.fresh]).toEqual([
      60,
      10,
      '2026-11-11',
      0,
    ]);
  });
});
