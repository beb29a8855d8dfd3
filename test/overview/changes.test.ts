import { describe, expect, test } from 'vitest';
import { changesSince } from '../../src/overview/changes.js';
import { entry, finding, load, makeOverview, process, stack } from './make.js';
import { check } from '../../src/check/check.js';

const old = finding('aa', stack('malloc', 'one', 'main'), { count: 4 });
const gone = finding('bb', stack('malloc', 'two', 'main'));
const fresh = finding('cc', stack('malloc', 'three', 'main'));
const hidden = finding('ca', stack('malloc', 'four', 'main'));

function since(before: readonly (typeof old)[], now: readonly (typeof old)[], runs = { before: 1, now: 1 }) {
  const processes = (count: number) => Array.from({ length: count }, (_, at) => process(`${at}.xml`));
  const sets = new Map([['memcheck' as const, load(entry('four', 'fun:malloc', 'fun:four'))]]);
  const { findings } = check(now, sets, { numCallers: 12, real: [] });
  return changesSince(
    { name: 'main', findings: before, processes: processes(runs.before) },
    findings,
    processes(runs.now),
  );
}

describe('changes since a baseline', () => {
  test('are new, gone and as before; new ones that are reported come first', () => {
    const changes = since([old, gone], [hidden, fresh, old]);
    expect(changes.fresh.map(({ finding: { id }, state }) => [id, state])).toEqual([
      ['cc', 'reported'],
      ['ca', 'hidden'],
    ]);
    expect(changes.gone.map(({ id }) => id)).toEqual(['bb']);
    expect(changes.same).toBe(1);
    expect(changes.more).toEqual([]);
  });

  test('more often in each process is more frequent', () => {
    const [growth] = since([old], [{ ...old, count: 12 }]).more;
    expect(growth).toMatchObject({ before: 4, now: 12, factor: 3 });
    expect(since([old], [{ ...old, count: 3 }]).more).toEqual([]);
  });

  test('as often in more processes is not', () => {
    const twice = { ...old, count: 8 };
    expect(since([old], [twice], { before: 1, now: 2 }).more).toEqual([]);
    expect(since([old], [old], { before: 2, now: 1 }).more.map(({ factor }) => factor)).toEqual([2]);
  });

  test('the greatest growth comes first', () => {
    const other = { ...gone, count: 9 };
    const { more } = since([old, gone], [{ ...old, count: 5 }, other]);
    expect(more.map(({ checked }) => checked.finding.id)).toEqual(['bb', 'aa']);
  });

  test('without a baseline there are none', () => {
    expect(makeOverview([old]).changes).toBeUndefined();
  });
});
