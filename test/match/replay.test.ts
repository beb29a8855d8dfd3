import { existsSync, readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { readLogs } from '../../src/cli/reading/read-logs.js';
import type { Finding } from '../../src/finding/finding.js';
import { sortedFindings } from '../../src/finding/corpus.js';
import { matches, type MatchOptions } from '../../src/match/matches.js';
import { replay } from '../../src/match/replay.js';
import { load } from '../../src/suppression/load.js';
import { parse } from '../../src/suppression/parse.js';
import type { Suppression } from '../../src/suppression/suppression.js';
import { finding, funs, suppression } from './make.js';

/** Every entry asked of every finding: places in the set and in the list, surely or perhaps. */
function plainly(set: readonly Suppression[], findings: readonly Finding[], options: MatchOptions): string[] {
  return findings.map((each) =>
    set
      .map((entry) => (entry.kind === each.kind ? matches(entry, each, options) : 'no'))
      .flatMap((answer, at) => (answer === 'no' ? [] : [`${at}:${answer}`]))
      .join(' '),
  );
}

function replayed(
  set: readonly Suppression[],
  findings: readonly Finding[],
  options: MatchOptions,
): string[] {
  const result = replay(set, findings, options);
  const places = new Map(set.map((entry, at) => [entry, at]));
  const byFinding = result.findings.map(({ certain, possible }) =>
    [
      ...certain.map((e) => [places.get(e)!, 'yes'] as const),
      ...possible.map((e) => [places.get(e)!, 'unknown'] as const),
    ]
      .sort(([a], [b]) => a - b)
      .map(([at, answer]) => `${at}:${answer}`)
      .join(' '),
  );
  // The other side of the result says the same, in order.
  const bySuppression: string[][] = findings.map(() => []);
  const order = new Map(findings.map((each, at) => [each, at]));
  result.suppressions.forEach(({ suppression: entry, certain, possible }, at) => {
    expect(entry).toBe(set[at]);
    for (const [some, answer] of [
      [certain, 'yes'],
      [possible, 'unknown'],
    ] as const) {
      const found = some.map((each) => order.get(each)!);
      expect(found).toEqual([...found].sort((a, b) => a - b));
      for (const each of found) bySuppression[each]!.push(`${at}:${answer}`);
    }
  });
  expect(bySuppression.map((each) => each.join(' '))).toEqual(byFinding);
  for (const { certain, possible } of result.findings)
    for (const some of [certain, possible]) {
      const found = some.map((each) => places.get(each)!);
      expect(found).toEqual([...found].sort((a, b) => a - b));
    }
  return byFinding;
}

test('a large set over many findings: as each entry is asked of each finding', () => {
  const heads: fc.Arbitrary<Partial<Suppression & Finding>> = fc.constantFrom(
    { kind: 'Memcheck:Cond' },
    { kind: 'Memcheck:CoreMem' },
    { kind: 'Memcheck:Leak' },
    { kind: 'Memcheck:Leak', leakKinds: ['definite' as const], leakKind: 'definite' as const },
    {
      kind: 'Memcheck:Leak',
      leakKinds: ['possible' as const, 'indirect' as const],
      leakKind: 'possible' as const,
    },
    { kind: 'Memcheck:Param' },
    { kind: 'Memcheck:Param', extra: 'write(buf)' },
    { kind: 'Memcheck:Param', extra: 'read(buf)' },
    { kind: 'Memcheck:FishyValue', extra: 'malloc(size)' },
  );
  const lines = fc.array(fc.constantFrom('...', 'fun:a', 'fun:b', 'fun:*', 'obj:b', 'src:a'), {
    maxLength: 3,
  });
  const set = fc.array(
    fc
      .tuple(lines, heads)
      .map(([each, { kind, extra, leakKinds }]) =>
        suppression(each, { kind: kind!, extra, leakKinds } as Partial<Suppression>),
      ),
    { minLength: 120, maxLength: 160 },
  );
  const findings = fc.array(
    fc
      .tuple(fc.array(fc.constantFrom('a', 'b', 'c'), { maxLength: 3 }), heads, fc.boolean())
      .map(([names, { kind, extra, leakKind }, hidesBelowMain]) =>
        finding(funs(...names), { kind: kind!, extra, leakKind, hidesBelowMain } as Partial<Finding>),
      ),
    { minLength: 150, maxLength: 250 },
  );
  fc.assert(
    fc.property(set, findings, fc.constantFrom({}, { numCallers: 2 }), (some, all, options) => {
      expect(replayed(some, all, options)).toEqual(plainly(some, all, options));
    }),
    { numRuns: 40 },
  );
});

const root = fileURLToPath(new URL('../../../shared/corpus/', import.meta.url));
const isPresent = existsSync(root);
const title = 'the collected sets of other projects over the logs of real programs';

test.skipIf(!isPresent)(
  isPresent ? title : `${title} (skipped: ../shared is not here)`,
  async () => {
    const logs = readdirSync(join(root, 'logs'), { recursive: true, encoding: 'utf8' })
      .filter((name) => /log\.(xml|txt)$/.test(name) && !name.startsWith('qemu-2.1'))
      .map((name) => join(root, 'logs', name));
    const findings = sortedFindings(await readLogs(logs, root, { jobs: 1 }));
    expect(findings.length).toBeGreaterThan(1000);
    const seen = { yes: 0, unknown: 0 };
    for (const tool of ['memcheck', 'helgrind', 'drd'] as const) {
      const own = findings.filter((each) => each.tool === tool);
      const set = readdirSync(join(root, 'supp'))
        .filter((name) => name.endsWith('.supp'))
        .flatMap(
          (file) =>
            load(parse(readFileSync(join(root, 'supp', file), 'latin1')), { file, tool }).suppressions,
        );
      // Every so many: asking all of all would take minutes.
      const some = own.filter((_, at) => at % 10 === 0);
      const all = replayed(set, own, { numCallers: 40 });
      const expected = plainly(set, some, { numCallers: 40 });
      some.forEach((each, at) => {
        expect(all[own.indexOf(each)], each.id).toBe(expected[at]);
      });
      for (const answers of expected)
        for (const answer of ['yes', 'unknown'] as const)
          seen[answer] += answers.split(`:${answer}`).length - 1;
    }
    expect(Math.min(seen.yes, seen.unknown)).toBeGreaterThan(100);
  },
  300_000,
);
