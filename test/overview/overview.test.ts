import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { isUnused } from '../../src/overview/entries.js';
import { ranks } from '../../src/overview/groups.js';
import { entry, finding, makeOverview, stack } from './make.js';

const grow = finding('aa', stack('malloc', 'lib:grow', 'table_add', 'main'), { count: 3 });
const copy = finding('bb', stack('malloc', 'lib:copy', 'lib:init'), { count: 40 });
const lost = finding('cc', stack('malloc', 'lose_it', 'main'), { leakKind: 'possible' });
const all = [grow, copy, lost];

const hidesCopy = entry('copies', 'fun:malloc', 'fun:copy');
const hidesLost = entry('too much', 'fun:malloc', 'fun:lose_it');

describe('totals', () => {
  test('count findings by state, and how often errors happened', () => {
    const { totals } = makeOverview(all, { set: hidesCopy, real: hidesLost });
    expect(totals).toEqual({
      ...{ findings: 3, reported: 2, uncertain: 0, hidden: 1, real: 1, realHidden: 0, count: 44 },
    });
  });

  test('by kind add up to those of all', () => {
    const { totals, kinds } = makeOverview(all, { set: hidesCopy });
    expect(kinds.map(({ kind, findings }) => [kind, findings])).toEqual([
      ['Memcheck:Leak (definite)', 2],
      ['Memcheck:Leak (possible)', 1],
    ]);
    for (const key of ['findings', 'reported', 'hidden', 'count'] as const)
      expect(kinds.reduce((sum, each) => sum + each[key], 0)).toBe(totals[key]);
  });
});

describe('groups', () => {
  test('hold every finding once', () => {
    fc.assert(
      fc.property(fc.array(fc.nat(6), { maxLength: 30 }), (sites) => {
        const findings = sites.map((site, at) =>
          finding(`f${at}`, stack('malloc', `site_${site}`, `by_${at}`, 'main')),
        );
        const { groups } = makeOverview(findings, { set: hidesCopy });
        const ids = groups.flatMap((told) => told.findings.map((each) => each.finding.id));
        expect(ids.sort()).toEqual(findings.map(({ id }) => id).sort());
      }),
    );
  });

  test('a hidden real finding comes first, then real ones, then what is reported, and what is hidden last', () => {
    const set = hidesLost + hidesCopy;
    const real = hidesLost + entry('r', 'fun:malloc', 'fun:take');
    const findings = [...all, finding('dd', stack('malloc', 'take', 'main'))];
    const { groups, alarms } = makeOverview(findings, { set, real });
    expect(groups.map(({ group, rank }) => [group.id, rank])).toEqual([
      ['cc', 'alarm'],
      ['dd', 'real'],
      ['aa', 'reported'],
      ['bb', 'hidden'],
    ]);
    expect(alarms.map((each) => each.finding.id)).toEqual(['cc']);
  });

  test('within a group what needs eyes comes first, however seldom it is', () => {
    const often = finding('a1', stack('malloc', 'site', 'often', 'main'), { count: 99 });
    const seldom = finding('a2', stack('malloc', 'site', 'seldom', 'main'));
    const { groups } = makeOverview([often, seldom], {
      set: entry('often', 'fun:malloc', 'fun:site', 'fun:often'),
    });
    expect(groups).toHaveLength(1);
    expect(groups[0]!.findings.map((each) => [each.finding.id, each.state])).toEqual([
      ['a2', 'reported'],
      ['a1', 'hidden'],
    ]);
    expect(ranks.indexOf(groups[0]!.rank)).toBe(ranks.indexOf('reported'));
  });

  test('have advice', () => {
    const { groups } = makeOverview([lost, grow]);
    expect(groups.flatMap(({ advice }) => advice.map(({ action }) => action))).toContain('fix');
  });

  test('know the verdicts', () => {
    const judgement = {
      findings: [{ finding: grow, verdict: 'fix' as const, entries: [], contradicted: false }],
      unneeded: [],
    };
    const { groups } = makeOverview(all, { judgement });
    const verdicts = groups.flatMap((told) =>
      told.findings.map(({ finding: { id }, judged }) => [id, judged?.verdict]),
    );
    expect(Object.fromEntries(verdicts)).toEqual({ aa: 'fix', bb: undefined, cc: undefined });
  });
});

describe('entries', () => {
  test('tell what they hide, how often, and how broad they are; unused ones come last', () => {
    const set =
      entry('nothing', 'fun:malloc', 'fun:nowhere') +
      hidesCopy +
      entry('library', 'fun:malloc', 'obj:*/libtable.so*');
    const { entries } = makeOverview(all, { set });
    expect(entries.map(({ name, hides, count, hidesReal }) => ({ name, hides, count, hidesReal }))).toEqual([
      { name: 'library', hides: 2, count: 43, hidesReal: 0 },
      { name: 'copies', hides: 1, count: 40, hidesReal: 0 },
      { name: 'nothing', hides: 0, count: 0, hidesReal: 0 },
    ]);
    expect(entries[0]!.breadth!.text).toContain('your own call to');
    expect(entries[0]!.breadth!.doors).toContain('fun:grow');
    expect(entries[2]!.breadth).toBeUndefined();
    expect(entries.map(isUnused)).toEqual([false, false, true]);
  });

  test('one that hides a real finding comes first', () => {
    const set = entry('library', 'fun:malloc', 'obj:*/libtable.so*') + hidesLost;
    const { entries } = makeOverview(all, { set, real: hidesLost });
    expect(entries.map(({ name, hidesReal }) => [name, hidesReal])).toEqual([
      ['too much', 1],
      ['library', 0],
    ]);
  });
});
