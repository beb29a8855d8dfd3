import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { applyFixes } from '../../../src/lint/fix.js';
import { matches } from '../../../src/match/matches.js';
import { loadSet } from '../../../src/suppression/load-set.js';
import { finding } from '../../minimize/make.js';
import { entry, found, places } from '../of-rule.js';

const rule = 'shadowed-entry';
const leak = (name: string, ...lines: readonly string[]) =>
  entry(name, 'Memcheck:Leak', 'match-leak-kinds: definite', ...lines);
const logs = (...findings: ReturnType<typeof finding>[]) => ({ evidence: { findings, real: [] } });
const [fg, fh, kh] = [
  finding(['malloc', 'f', 'g']),
  finding(['malloc', 'f', 'h']),
  finding(['malloc', 'k', 'h']),
];
const inF = leak('in f', '...', 'fun:f');
const inH = leak('in h', '...', 'fun:h');

describe('finds an entry', () => {
  it('all of whose findings others hide, with notes to them', () => {
    const byG = leak('by g', 'fun:malloc', 'fun:?', 'fun:g');
    const bytes = `${byG}\n${inF}\n${inH}`;
    expect(places(rule, bytes, logs(fg, fh, kh))).toEqual(['info 2:4-8']);
    expect(found(rule, bytes, logs(fg, fh, kh))).toMatchObject([
      {
        message:
          'The finding of the logs that this entry hides is hidden without it by "in f". Remove it if no other program needs it.',
        ...{ fix: null, related: [{ line: 11 }], suggestions: [{ description: 'remove this entry' }] },
      },
    ]);
  });

  it('that others hide together', () => {
    const inK = leak('in k', '...', 'fun:k');
    const evidence = logs(fg, fh, kh, finding(['malloc', 'k', 'z']));
    expect(found(rule, inF + inH + inK, evidence)).toMatchObject([
      {
        line: 9,
        message: expect.stringMatching(/^The 2 findings .* are hidden without it by "in f" and "in k"\./),
      },
    ]);
  });

  it('that hides less than the other one', () => {
    const wild = leak('wild', '...', 'fun:?', 'fun:?');
    const inK = leak('in k', '...', 'fun:k');
    expect(found(rule, wild + inK + inF, logs(fg, kh)).map(({ line }) => line)).toEqual([10, 17]);
    expect(found(rule, inK + inF + wild, logs(fg, kh)).map(({ line }) => line)).toEqual([2, 9]);
  });

  it('of equal ones the last', () => {
    expect(
      found(rule, leak('one', 'fun:malloc', 'fun:f') + inF, logs(fg, fh)).map(({ line }) => line),
    ).toEqual([]);
    const other = leak('other', '...', 'fun:?', 'fun:g');
    const one = leak('one', 'fun:malloc', 'fun:f');
    expect(found(rule, one + other, logs(fg)).map(({ line }) => line)).toEqual([9]);
    expect(found(rule, other + one, logs(fg)).map(({ line }) => line)).toEqual([10]);
  });

  it('of which it is not sure what it hides, where others are', () => {
    const cxx = { ...fg, frames: [{ fun: 'malloc' }, { demangled: 'ns::f(int)' }, { fun: 'g' }] };
    const may = leak('may', '...', 'fun:_ZN2ns1fEi');
    expect(found(rule, may + leak('sure', '...', 'fun:g'), logs(cxx))).toHaveLength(1);
    expect(found(rule, may + leak('too', '...', 'fun:_ZN2ns1f*'), logs(cxx))).toEqual([]);
  });
});

it('leaves copies and covered entries to the rules for them, and what needs them', () => {
  expect(found(rule, inF + inF, logs(fg))).toEqual([]);
  const covered = leak('covered', 'fun:malloc', 'fun:f', 'fun:g');
  expect(found(rule, inF + covered, logs(fg))).toEqual([]);
  const levels = new Map([['covered-entry', 'off' as const]]);
  expect(found(rule, inF + covered, { ...logs(fg), levels }).map(({ line }) => line)).toEqual([9]);
});

it('leaves alone what hides nothing', () => {
  expect(found(rule, inF + leak('nothing', '...', 'fun:z'), logs(fg))).toEqual([]);
});

it('names what can go together: the rest hides the same', () => {
  const name = fc.constantFrom('f', 'g', 'h');
  const stack = fc.array(name, { minLength: 1, maxLength: 3 });
  const lines = fc
    .array(fc.constantFrom('...', 'fun:f', 'fun:g', 'fun:h', 'fun:*'), { maxLength: 3 })
    .map((some) => [...some, 'fun:?']);
  fc.assert(
    fc.property(fc.array(stack, { maxLength: 6 }), fc.array(lines, { maxLength: 6 }), (stacks, entries) => {
      const findings = [...new Map(stacks.map((each) => [each.join(), finding(each)])).values()];
      const bytes = entries.map((each, k) => leak(`e${k}`, ...each)).join('\n');
      const edits = found(rule, bytes, logs(...findings)).map(({ suggestions }) => suggestions[0]!);
      let rest = bytes;
      // From the last on: so the places of the others hold.
      for (const edit of edits.reverse()) rest = applyFixes(rest, [edit]).bytes;
      expect(hiddenBy(rest, findings)).toEqual(hiddenBy(bytes, findings));
    }),
  );
});

function hiddenBy(bytes: string, findings: readonly ReturnType<typeof finding>[]): string[] {
  const { suppressions } = loadSet([{ name: 'a', bytes }], { tool: 'memcheck' });
  return findings
    .filter((each) => suppressions.some((suppression) => matches(suppression, each) === 'yes'))
    .map(({ id }) => id);
}
