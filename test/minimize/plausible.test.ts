import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { Finding, Frame } from '../../src/finding/finding.js';
import { matches } from '../../src/match/matches.js';
import { minimize } from '../../src/minimize/minimize.js';
import { asSuppression } from '../../src/minimize/noise.js';
import { plausibleStacks } from '../../src/minimize/plausible.js';
import { finding, lines, noiseOnly, patterns } from './make.js';

const lib = '/usr/lib/libx.so.1';

/** All plausible stacks by the definition: grown frame by frame while the last three have been seen together. */
function allPlausible(findings: readonly Finding[]): Frame[][] {
  const nameOf = (frame: Frame) => frame.fun!;
  const seen = new Set(
    findings.flatMap(({ frames }) =>
      frames.slice(2).map((_, at) =>
        frames
          .slice(at, at + 3)
          .map(nameOf)
          .join(' '),
      ),
    ),
  );
  const everyFrame = new Map(findings.flatMap(({ frames }) => frames.map((frame) => [nameOf(frame), frame])));
  const longest = Math.max(...findings.map(({ frames }) => frames.length));
  const begins = new Map(
    findings.map(({ frames }) => [frames.slice(0, 2).map(nameOf).join(' '), frames.slice(0, 2)]),
  );
  const found: Frame[][] = [];
  const grow = (stack: Frame[]) => {
    found.push(stack);
    if (stack.length === longest) return;
    for (const [name, frame] of everyFrame)
      if (seen.has([...stack.slice(-2).map(nameOf), name].join(' '))) grow([...stack, frame]);
  };
  for (const begin of begins.values()) if (begin.length === 2) grow(begin);
  return found;
}

test('patterns that are not near an entry have no plausible stack in common with it; the near ones keep their order', () => {
  const name = fc.constantFrom('a', 'b', 'c', 'd');
  const stacks = fc.array(fc.array(name, { minLength: 2, maxLength: 5 }), { minLength: 1, maxLength: 5 });
  const line = fc.constantFrom('...', 'fun:a', 'fun:b', 'fun:c', 'fun:d', 'fun:*', 'obj:*/libx*');
  const entry = fc.array(line, { minLength: 1, maxLength: 4 });
  let left = 0;
  fc.assert(
    fc.property(stacks, entry, fc.array(entry, { minLength: 1, maxLength: 4 }), (given, one, others) => {
      const findings = given.map((stack) => finding(stack.map((fun) => `${fun}@${lib}`)));
      const all = others.map((other) => asSuppression(findings[0]!, lines(other.join(' '))));
      const entryLines = lines(one.join(' '));
      const plausible = plausibleStacks(findings, findings);
      const near = plausible.near(all)(entryLines);
      expect(near).toEqual(all.filter((pattern) => near.includes(pattern)));
      left += all.length - near.length;
      for (const pattern of all)
        if (!near.includes(pattern)) expect(plausible.inBoth(entryLines, pattern)).toBeUndefined();
    }),
    { numRuns: 500, seed: 1 },
  );
  expect(left).toBeGreaterThan(100);
});

test('a stack is found exactly where some plausible stack is matched by both', () => {
  const name = fc.constantFrom('a', 'b', 'c', 'd');
  const stacks = fc.array(fc.array(name, { minLength: 2, maxLength: 5 }), { minLength: 1, maxLength: 5 });
  const line = fc.constantFrom('...', 'fun:a', 'fun:b', 'fun:c', 'fun:d', 'fun:*');
  const entry = fc.array(line, { minLength: 1, maxLength: 4 });
  fc.assert(
    fc.property(stacks, entry, entry, (given, one, other) => {
      const findings = given.map((stack) => finding(stack.map((fun) => `${fun}@${lib}`)));
      const pattern = { ...asSuppression(findings[0]!, lines(other.join(' '))) };
      const entryLines = lines(one.join(' '));
      const both = (frames: readonly Frame[]) => {
        const stack = { ...findings[0]!, frames };
        return (
          matches(asSuppression(stack, entryLines), stack) === 'yes' && matches(pattern, stack) === 'yes'
        );
      };
      const found = plausibleStacks(findings, findings).inBoth(entryLines, pattern);
      if (found === undefined) expect(allPlausible(findings).filter(both)).toEqual([]);
      else {
        expect(found).not.toBe('undecided');
        expect(both(found as readonly Frame[])).toBe(true);
      }
    }),
    { numRuns: 2000 },
  );
});

test('an entry is refused for a stack that no log shows, and the stack is shown', async () => {
  const program = '/usr/bin/p';
  const stack = (...names: string[]) => [
    'malloc@/usr/libexec/valgrind/vgpreload_memcheck-amd64-linux.so',
    ...names.map((each) => `${each}@${lib}`),
    `main@${program}`,
  ];
  // Nobody has seen x_grow below x_mine, but x_table is called from there, and calls x_grow.
  const noise = [
    finding(stack('x_grow', 'x_table', 'x_index', 'x_load')),
    finding(stack('x_grow', 'x_table', 'x_index', 'x_save')),
  ];
  const mine = finding(stack('x_other', 'x_table', 'x_index', 'x_mine'));
  const real = patterns('{\nmine\nMemcheck:Leak\n...\nfun:x_mine\n}\n');
  const result = await minimize([...noise, mine], {
    ...noiseOnly,
    guard: 'off',
    knowledge: { ...noiseOnly.knowledge, real },
  });
  expect(result.noise.hidden).toBe(2);
  expect(result.refusals.length).toBeGreaterThan(0);
  const plausible = finding(stack('x_grow', 'x_table', 'x_index', 'x_mine'));
  expect(result.refusals[0]!.stack!.map(({ fun }) => fun)).toEqual(
    plausible.frames.slice(0, 5).map(({ fun }) => fun),
  );
  for (const entry of result.suppressions)
    expect(matches({ ...entry, file: '', line: 0 }, plausible)).toBe('no');
});
