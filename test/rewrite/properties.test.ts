import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Finding } from '../../src/finding/finding.js';
import { covers } from '../../src/match/covers.js';
import { matches } from '../../src/match/matches.js';
import { printEntry } from '../../src/suppression/print.js';
import { load } from '../../src/suppression/load.js';
import { parse } from '../../src/suppression/parse.js';
import { leakKinds, type Suppression } from '../../src/suppression/suppression.js';
import { defaultTools } from '../../src/suppression/tools.js';
import { lineOf, type Entry } from '../../src/suppression/tree.js';
import { finding } from '../minimize/make.js';
import { almostFile } from '../suppression/fragments.js';
import { complete, incomplete, lib, rewritten, type Given } from './make.js';

const names = ['a', 'b', 'c', 'd', 'mine', 'main'];
const real = ['Memcheck:Leak', 'Memcheck:Cond', 'Helgrind:Race']
  .map((kind) => `{\nmine\n${kind}\n...\nfun:mine\n}\n`)
  .join('');

const someKind = fc.constantFrom(
  { tool: 'memcheck' as const, kind: 'Memcheck:Leak' },
  { tool: 'memcheck' as const, kind: 'Memcheck:Leak' },
  { tool: 'memcheck' as const, kind: 'Memcheck:Cond' },
  { tool: 'helgrind' as const, kind: 'Helgrind:Race' },
);

const someFindings: fc.Arbitrary<Finding[]> = fc
  .array(
    fc
      .tuple(
        someKind,
        fc.constantFrom(...leakKinds, undefined),
        fc.constantFrom(['malloc'], ['calloc'], []),
        fc.array(fc.constantFrom(...names), { minLength: 1, maxLength: 4 }),
        fc.boolean(),
      )
      .map(([kind, leakKind, inner, outer, told]) =>
        finding(
          [...inner, ...outer].map((name) => (told && name !== 'mine' ? `${name}@${lib}` : name)),
          {
            ...kind,
            leakKind: kind.kind === 'Memcheck:Leak' ? leakKind : undefined,
          },
        ),
      ),
    { maxLength: 10 },
  )
  .map((findings) => [...new Map(findings.map((each) => [each.id, each])).values()]);

const someLocation = fc.constantFrom(
  ...['...', '...', 'obj:*/libx.so*', 'fun:malloc', 'fun:*alloc', 'fun:?'],
  ...names.map((name) => `fun:${name}`),
);

const someEntry = fc
  .tuple(
    fc.constantFrom('', '# about it\n'),
    fc.constantFrom('x', 'y', 'z'),
    someKind,
    fc.subarray(['reachable', 'possible', 'definite']),
    fc.array(someLocation, { minLength: 1, maxLength: 4 }),
    fc.constantFrom('', '\n'),
  )
  .map(([comment, name, { kind }, kinds, locations, gap]) => {
    const leak = kind === 'Memcheck:Leak' && kinds.length > 0 ? [`match-leak-kinds: ${kinds.join(',')}`] : [];
    const lines = locations.every((line) => line === '...') ? ['fun:a', ...locations] : locations;
    return `${comment}{\n  ${[name, kind, ...leak, ...lines].join('\n  ')}\n}\n${gap}`;
  });

const someSet = fc.array(someEntry, { maxLength: 6 }).map((entries) => entries.join(''));

const someGiven: fc.Arbitrary<Given> = fc.record({
  findings: someFindings,
  real: fc.constantFrom(real, ''),
  evidence: fc.constantFrom(complete, incomplete),
  generalise: fc.boolean(),
  guard: fc.constantFrom('normal' as const, 'off' as const),
});

function loaded(text: string): Suppression[] {
  return defaultTools.flatMap((tool) => load(parse(text), { file: 'f', tool }).suppressions);
}

function isReal({ frames }: Finding, given: Given): boolean {
  return given.real !== '' && frames.some(({ fun }) => fun === 'mine');
}

function entriesOf(text: string): Entry[] {
  return parse(text).items.filter((item): item is Entry => item.type === 'entry');
}

describe('whatever the set and the logs', () => {
  test('no real finding is hidden, and no noise comes back without a reason', () =>
    fc.assert(
      fc.asyncProperty(someSet, someGiven, async (text, given) => {
        const result = await rewritten(text, given);
        const [before, after] = [loaded(text), loaded(result.text)];
        const uncovered = new Set(result.uncovered.map(({ id }) => id));
        for (const each of given.findings!) {
          const answers = after.map((entry) => matches(entry, each));
          if (isReal(each, given)) expect(answers.every((answer) => answer === 'no')).toBe(true);
          else if (before.some((entry) => matches(entry, each) === 'yes'))
            expect(answers.includes('yes') || uncovered.has(each.id)).toBe(true);
          else expect(answers.includes('yes')).toBe(!uncovered.has(each.id));
        }
      }),
      { numRuns: 120 },
    ));

  test('the result loads in every tool, and rewriting it changes nothing', () =>
    fc.assert(
      fc.asyncProperty(someSet, someGiven, async (text, given) => {
        const once = await rewritten(text, given);
        for (const tool of defaultTools)
          expect(load(parse(once.text), { file: 'f', tool }).refused).toBeUndefined();
        const twice = await rewritten(once.text, given);
        expect(twice.text).toBe(once.text);
        expect(twice.changes).toEqual([]);
      }),
      { numRuns: 120 },
    ));

  test('the order of the findings does not show', () =>
    fc.assert(
      fc.asyncProperty(someSet, someGiven, async (text, given) => {
        const other = await rewritten(text, { ...given, findings: given.findings!.toReversed() });
        expect(other.text).toBe((await rewritten(text, given)).text);
      }),
      { numRuns: 60 },
    ));

  test('entries of which no change is told keep their bytes and their order', () =>
    fc.assert(
      fc.asyncProperty(someSet, someGiven, async (text, given) => {
        const result = await rewritten(text, given);
        const told = new Set(result.changes.filter(({ action }) => action !== 'add').map(({ line }) => line));
        let at = 0;
        for (const entry of entriesOf(text)) {
          if (told.has(lineOf(entry, 'name')!.line)) continue;
          const found = result.text.indexOf(printEntry(entry), at);
          expect(found).toBeGreaterThanOrEqual(at);
          at = found + 1;
        }
      }),
      { numRuns: 60 },
    ));

  test('nothing gets broader with --no-generalise', () =>
    fc.assert(
      fc.asyncProperty(someSet, someGiven, async (text, given) => {
        const result = await rewritten(text, { ...given, generalise: false });
        const before = loaded(text);
        for (const entry of loaded(result.text)) {
          const isExact =
            entry.frames.every(({ type }) => type !== '...') &&
            result.changes.some(({ action, line }) => action === 'add' && line === entry.line);
          expect(isExact || before.some((old) => covers(old, entry).covers)).toBe(true);
        }
      }),
      { numRuns: 60 },
    ));

  test('where logs do not show everything, nothing goes or gets narrower for want of findings', () =>
    fc.assert(
      fc.asyncProperty(someSet, someGiven, async (text, given) => {
        const result = await rewritten(text, { ...given, evidence: incomplete });
        const after = loaded(result.text);
        for (const old of loaded(text)) {
          const hidReal = given.findings!.some((each) => isReal(each, given) && matches(old, each) !== 'no');
          if (!hidReal) expect(after.some((entry) => covers(entry, old).covers)).toBe(true);
        }
      }),
      { numRuns: 60 },
    ));

  test('broken pieces survive', () =>
    fc.assert(
      fc.asyncProperty(
        almostFile,
        fc.array(someEntry, { maxLength: 2 }),
        someGiven,
        async (broken, more, given) => {
          const text = [...more, broken].join('');
          const result = await rewritten(text, given);
          const told = new Set(
            result.changes.filter(({ action }) => action !== 'add').map(({ line }) => line),
          );
          for (const item of parse(text).items) {
            if (item.type === 'entry' && told.has(lineOf(item, 'name')?.line ?? 0)) continue;
            const bytes = item.type === 'entry' ? printEntry(item).trimEnd() : item.text;
            expect(result.text).toContain(bytes);
          }
        },
      ),
      { numRuns: 250 },
    ));
});
