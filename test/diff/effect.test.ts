import { describe, expect, test } from 'vitest';
import { diff } from '../../src/diff/diff.js';
import { effectOn, type Affected, type Effect } from '../../src/diff/effect.js';
import { fulfilled, hidesReal, type Condition } from '../../src/diff/fail-on.js';
import type { Finding } from '../../src/finding/finding.js';
import { affectedLists, effectSummary } from '../../src/report/diff/words.js';
import { readSetFile } from '../../src/set/read-set.js';
import { finding, funs, suppression } from '../match/make.js';
import { entry, told } from './make.js';

const cond = (...lines: readonly string[]) => entry(lines.join(' '), 'Memcheck:Cond', ...lines);
const file = (bytes: string) => [readSetFile({ name: 's.supp', bytes })];
const options = { numCallers: 12, version: '3.19.0' };

const [f, g] = ['f', 'g'].map((name) => finding(funs(name, 'main'), { id: name, what: name }));
/** Of its second frame no object is told, so whether `obj:` fits cannot be told. */
const vague = finding([{ fun: 'v' }, { fun: 'w' }], { id: 'vague', what: 'vague' });

function effect(
  before: string,
  after: string,
  findings: readonly Finding[],
  real: readonly string[] = [],
): Effect {
  return effectOn(findings, file(before), file(after), {
    ...options,
    real: real.map((name) => suppression([`fun:${name}`])),
  });
}
const ids = (found: readonly Affected[]) =>
  found.map(
    ({ finding: { id }, real, by }) => `${real ? 'real ' : ''}${id} by ${by.map(({ name }) => name).join()}`,
  );
const all = ({ newlyHidden, newlyReported }: Effect) => ({
  hidden: [ids(newlyHidden.certain), ids(newlyHidden.possible)],
  reported: [ids(newlyReported.certain), ids(newlyReported.possible)],
});

describe('what a change does to the findings of logs', () => {
  test('findings that become hidden and reported', () => {
    expect(all(effect(cond('fun:f'), cond('fun:g'), [f!, g!], ['g']))).toEqual({
      hidden: [['real g by fun:g'], []],
      reported: [['f by fun:f'], []],
    });
  });

  test('what stays as it is, is not told', () => {
    expect(all(effect(cond('fun:f'), cond('fun:f*'), [f!, g!]))).toEqual({
      hidden: [[], []],
      reported: [[], []],
    });
  });

  test.each([
    ['from nothing to doubt', '', cond('fun:v', 'obj:a'), 'hidden'],
    ['from doubt to certainty', cond('fun:v', 'obj:a'), cond('fun:v'), 'hidden'],
    ['from certainty to doubt', cond('fun:v'), cond('fun:v', 'obj:a'), 'reported'],
    ['from doubt to nothing', cond('fun:v', 'obj:a'), '', 'reported'],
  ])('%s: perhaps', (_, before, after, state) => {
    const { hidden, reported } = all(effect(before, after, [vague]));
    const name = /\{\n {3}(.*)/.exec(state === 'hidden' ? after : before)![1]!;
    const told = [[], [`vague by ${name}`]];
    expect({ hidden, reported }).toEqual({ hidden: [[], []], reported: [[], []], [state]: told });
  });

  test('from doubt to another doubt: perhaps both', () => {
    expect(all(effect(cond('fun:v', 'obj:a'), cond('fun:v', 'obj:b'), [vague]))).toEqual({
      hidden: [[], ['vague by fun:v obj:b']],
      reported: [[], ['vague by fun:v obj:a']],
    });
    expect(all(effect(cond('fun:v', 'obj:a'), cond('fun:v', 'obj:a'), [vague]))).toEqual({
      hidden: [[], []],
      reported: [[], []],
    });
  });

  test('only what the depth leaves of an entry counts', () => {
    const [before, after] = [cond('fun:f', 'fun:other'), cond('fun:f', 'fun:main')].map(file);
    const at = (numCallers: number) =>
      all(effectOn([f!], before!, after!, { ...options, numCallers, real: [] })).hidden[0];
    expect(at(12)).toEqual(['f by fun:f fun:main']);
    expect(at(1)).toEqual([]);
  });

  test('entries beside a broken piece count', () => {
    const broken = entry('k', 'Memcheck:Kond', 'fun:f');
    expect(all(effect('', broken + cond('fun:f'), [f!])).hidden[0]).toEqual(['f by fun:f']);
  });
});

test('the report lists real ones first, and keeps doubt apart', () => {
  const result = effect(cond('fun:g'), cond('fun:f') + cond('fun:v', 'obj:a'), [f!, g!, vague], ['f']);
  expect(affectedLists(result).map(({ title, found }) => [title, found.length])).toEqual([
    ['Newly hidden, and marked real', 1],
    ['Perhaps newly hidden (the logs do not tell enough)', 1],
    ['Newly reported', 1],
  ]);
  expect(effectSummary(result)).toBe(
    'Of 3 distinct findings of the logs 1 (perhaps 1 more) newly hidden, a real one among them, 1 newly reported.',
  );
  expect(told(cond('fun:g'), cond('fun:g'), result)).toBe(`\
Newly hidden, and marked real:

  Memcheck:Cond f: f
    at f
    by main
    hidden by s.supp:2 fun:f

Perhaps newly hidden (the logs do not tell enough):

  Memcheck:Cond vague: vague
    at v
    by w
    perhaps hidden by s.supp:7 fun:v obj:a

Newly reported:

  Memcheck:Cond g: g
    at g
    by main
    hidden before by s.supp:2 fun:g

1 entry before, 1 after: no difference. The set hides the same.
${effectSummary(result)}
`);
});

describe('the conditions of --fail-on', () => {
  const holds = (condition: Condition, before: string, after: string, found?: Effect) =>
    fulfilled([condition], diff(file(before), file(after)), found).length > 0;
  const [wide, narrow] = [cond('fun:f*'), cond('fun:f*').replace('Cond\n   fun:f*', 'Cond\n   fun:f')];

  test.each<[Condition, string, string, boolean]>([
    ['widened', narrow, wide, true],
    ['widened', wide, narrow, false],
    ['widened', '', wide, true],
    ['widened', wide, wide + narrow, false],
    ['widened', wide, '', false],
    ['narrowed', wide, narrow, true],
    ['narrowed', wide, '', true],
    ['narrowed', wide + narrow, wide, false],
    ['added', wide, wide + narrow, true],
    ['removed', wide + narrow, wide, true],
    ['commented', wide, `# c\n${wide}`, true],
    ['any', wide, `# c\n${wide}`, true],
    ['any', wide, `# c\n\n${wide}`, true],
    ['any', wide, `stray\n${wide}`, true],
    ['any', wide, format(wide), false],
    ['any', wide, wide, false],
    ['none', '', wide, false],
  ])('%s', (condition, before, after, expected) => {
    expect(holds(condition, before, after)).toBe(expected);
  });

  test('those about logs need some', () => {
    const hiding = effect('', cond('fun:f'), [f!], ['f']);
    const noise = effect('', cond('fun:f'), [f!]);
    const reporting = effect(cond('fun:f'), '', [f!]);
    const asked: readonly Condition[] = ['hides-real', 'hides', 'reports'];
    const of = (found: Effect | undefined) => fulfilled(asked, diff(file(''), file('')), found);
    expect(of(undefined)).toEqual([]);
    expect(of(hiding)).toEqual(['hides-real', 'hides']);
    expect(of(noise)).toEqual(['hides']);
    expect(of(reporting)).toEqual(['reports']);
  });

  test('a real finding that may be hidden counts', () => {
    expect(hidesReal(effect('', cond('fun:v', 'obj:a'), [vague], ['v']))).toBe(true);
  });
});

function format(bytes: string): string {
  return bytes.replaceAll('   ', '\t');
}
