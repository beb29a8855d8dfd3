import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Finding } from '../../src/finding/finding.js';
import { matches } from '../../src/match/matches.js';
import { load } from '../../src/suppression/load.js';
import { parse } from '../../src/suppression/parse.js';
import { printEntry } from '../../src/suppression/print.js';
import { leakKinds, type Suppression, type Tool } from '../../src/suppression/suppression.js';
import { defaultTools } from '../../src/suppression/tools.js';
import { finding } from '../minimize/make.js';
import { lib } from '../rewrite/make.js';
import { almostFile } from '../suppression/fragments.js';
import { complete, processOf, pruned, suppressing, type Given } from './make.js';

const names = ['a', 'b', 'c', 'd', 'main'];
const someKind = fc.constantFrom<readonly [Tool, string]>(
  ['memcheck', 'Memcheck:Leak'],
  ['memcheck', 'Memcheck:Leak'],
  ['memcheck', 'Memcheck:Cond'],
  ['helgrind', 'Helgrind:Race'],
);

const someFindings: fc.Arbitrary<readonly Finding[]> = fc
  .array(
    fc
      .tuple(
        someKind,
        fc.constantFrom(...leakKinds),
        fc.constantFrom(['malloc'], ['calloc'], []),
        fc.array(fc.constantFrom(...names, 'mine'), { minLength: 1, maxLength: 4 }),
        fc.boolean(),
      )
      .map(([[tool, kind], leakKind, inner, outer, told]) =>
        finding(
          [...inner, ...outer].map((name) => (told ? `${name}@${lib}` : name)),
          { tool, kind, leakKind: kind === 'Memcheck:Leak' ? leakKind : undefined },
        ),
      ),
    { maxLength: 10 },
  )
  .map((findings) => [...new Map(findings.map((each) => [each.id, each])).values()]);

const someLocation = fc.constantFrom(
  ...[
    '...',
    '...',
    'obj:*/libx.so*',
    'obj:/usr/lib/libx.so.1.1',
    'fun:malloc',
    'fun:*alloc',
    'fun:?',
    'fun:unseen',
  ],
  ...names.map((name) => `fun:${name}`),
);

const someComment = fc.constantFrom(
  ...[
    '',
    '',
    '',
    '# about it\n',
    '# about the row\n\n',
    '# expires: 2025-06-01\n',
    '# expires: 2027-01-01\n',
  ],
  '# valgrind: <3.10\n',
);

const someEntry = fc
  .tuple(
    someComment,
    fc.constantFrom('x', 'y', 'z', 'some name'),
    fc.oneof(
      someKind.map(([, kind]) => kind),
      fc.constantFrom('memcheck:Leak', 'exp-sgcheck:SorG'),
    ),
    fc.subarray(['reachable', 'possible', 'definite']),
    fc.array(someLocation, { minLength: 1, maxLength: 4 }),
    fc.constantFrom('', '\n'),
  )
  .map(([comment, name, kind, kinds, locations, gap]) => {
    const leak = kind === 'Memcheck:Leak' && kinds.length > 0 ? [`match-leak-kinds: ${kinds.join(',')}`] : [];
    const lines = locations.every((line) => line === '...') ? ['fun:a', ...locations] : locations;
    return `${comment}{\n  ${[name, kind, ...leak, ...lines].join('\n  ')}\n}\n${gap}`;
  });

const someSet = fc.array(someEntry, { maxLength: 6 }).map((entries) => entries.join(''));

const real = '{\n  mine\n  Memcheck:Leak\n  ...\n  fun:mine\n}\n';

const someGiven: fc.Arbitrary<Given> = fc.record({
  findings: someFindings,
  real: fc.constantFrom('', real),
  processes: fc.constantFrom(
    complete,
    [processOf('memcheck')],
    [processOf('memcheck', { suppressedSome: true })],
  ),
  aggressive: fc.boolean(),
  repair: fc.boolean(),
});

function loaded(text: string, tool: Tool): readonly Suppression[] {
  return load(parse(text), { file: 'a.supp', tool }).suppressions;
}

/** Whether the set hides each finding: yes, no, or the log does not tell. */
function answers(text: string, findings: readonly Finding[]): string[] {
  return findings.map((each) => {
    const all = loaded(text, each.tool).map((entry) => matches(entry, each, { numCallers: 12 }));
    return all.includes('yes') ? 'yes' : all.includes('unknown') ? 'unknown' : 'no';
  });
}

const runs = { numRuns: 150 };

describe('whatever the set and the logs', () => {
  test('what goes never changes what the set hides', () =>
    fc.assert(
      fc.property(someSet, someGiven, (text, given) => {
        const after = pruned(text, { ...given, repair: false }).text;
        expect(answers(after, given.findings!)).toEqual(answers(text, given.findings!));
      }),
      runs,
    ));

  test('a repair hides more, and nothing real', () =>
    fc.assert(
      fc.property(someSet, someGiven, (text, given) => {
        const result = pruned(text, { ...given, repair: true });
        const [before, after] = [answers(text, given.findings!), answers(result.text, given.findings!)];
        for (const [at, each] of given.findings!.entries())
          if (after[at] !== before[at]) {
            expect([before[at], after[at]]).toEqual(['no', expect.stringMatching(/yes|unknown/)]);
            const isReal =
              given.real !== '' &&
              each.kind === 'Memcheck:Leak' &&
              each.frames.some(({ fun }) => fun === 'mine');
            expect(isReal).toBe(false);
          }
        for (const { action, cause } of result.verdicts)
          if (action === 'repair' && cause.type === 'drifted')
            expect(answers(result.text, [cause.repair.finding])).toEqual(['yes']);
      }),
      runs,
    ));

  test('pruning twice changes nothing', () =>
    fc.assert(
      fc.property(someSet, someGiven, (text, given) => {
        const once = pruned(text, given).text;
        const twice = pruned(once, given);
        expect(twice.text).toBe(once);
        expect(twice.verdicts.filter(({ action }) => action !== 'keep')).toEqual([]);
      }),
      runs,
    ));

  test('without --aggressive an entry whose code was never seen stays, unless another reason lets it go', () =>
    fc.assert(
      fc.property(someSet, someGiven, (text, given) => {
        const { verdicts } = pruned(text, { ...given, aggressive: false });
        for (const { action, cause } of verdicts)
          if (cause.type === 'never-seen') expect(action).toBe('keep');
      }),
      runs,
    ));

  test('entries of which no change is told keep their bytes and their order, and every line of a broken piece stays', () =>
    fc.assert(
      fc.property(someSet, almostFile, someGiven, (sound, broken, given) => {
        const text = `${sound}\n${broken}`;
        const result = pruned(text, given);
        const touched = new Set(
          result.verdicts.filter(({ action }) => action !== 'keep').map(({ entry }) => entry.source.from),
        );
        let at = 0;
        for (const item of parse(text).items) {
          if (item.type === 'blank' || (item.type === 'entry' && touched.has(item.from))) continue;
          const bytes = item.type === 'entry' ? printEntry(item).trimEnd() : item.text;
          const found = result.text.indexOf(bytes, at);
          expect(found).toBeGreaterThanOrEqual(at);
          at = found + bytes.length;
        }
      }),
      { numRuns: 300 },
    ));

  test('each kept entry hides what it hid: what Valgrind loads is what it was, less what goes', () =>
    fc.assert(
      fc.property(someSet, someGiven, (text, given) => {
        const result = pruned(text, { ...given, repair: false });
        const gone = new Set(
          result.verdicts.filter(({ action }) => action === 'remove').map(({ entry }) => entry.line),
        );
        const content = ({ name, kind, extra, leakKinds: some, frames }: Suppression) =>
          JSON.stringify([name, kind, extra, some, frames]);
        for (const tool of defaultTools)
          expect(loaded(result.text, tool).map(content)).toEqual(
            loaded(text, tool)
              .filter(({ line }) => !gone.has(line))
              .map(content),
          );
      }),
      runs,
    ));
});

/**
 * Valgrind's choice among several entries that match (reference in its manual: the last one read is tried first, and one
 * that matches goes to the front): what it reports, and what it counts for each entry.
 */
function valgrind(text: string, findings: readonly Finding[]) {
  let list = loaded(text, 'memcheck').toReversed();
  const counts = new Map<Suppression, number>();
  const reported: Finding[] = [];
  for (const each of findings) {
    const first = list.find((entry) => matches(entry, each, { numCallers: 12 }) === 'yes');
    if (!first) reported.push(each);
    else {
      list = [first, ...list.filter((other) => other !== first)];
      counts.set(first, (counts.get(first) ?? 0) + 1);
    }
  }
  return { reported, counts };
}

test('after a run under the set that lists what was used, all that it hid stays hidden', () =>
  fc.assert(
    fc.property(someSet, someFindings, fc.boolean(), fc.boolean(), (text, findings, inText, aggressive) => {
      const all = findings.filter(({ tool }) => tool === 'memcheck');
      const { reported, counts } = valgrind(text, all);
      const usedSuppressions = [...counts].map(([{ name, file, line }, count]) => ({
        ...{ name, count },
        ...(inText ? { file: `/build/${file}`, line } : {}),
      }));
      const errors = usedSuppressions.reduce((sum, { count }) => sum + count, 0);
      const process = suppressing({}, { usedSuppressions, suppressed: { errors, contexts: errors } });
      const given = { findings: reported, processes: [process], aggressive };
      const once = pruned(text, given).text;
      expect(answers(once, all).map((answer) => answer === 'yes')).toEqual(
        answers(text, all).map((answer) => answer === 'yes'),
      );
      // The second time the lines of the log may be those of other entries.
      expect(answers(pruned(once, given).text, all).map((answer) => answer === 'yes')).toEqual(
        answers(text, all).map((answer) => answer === 'yes'),
      );
    }),
    { numRuns: 400 },
  ));
