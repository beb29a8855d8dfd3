import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { nothingCollected } from '../../src/collect/collected.js';
import { logCorpusOf } from '../../src/collect/log-corpus.js';
import { toParquet } from '../../src/collect/to-parquet.js';
import { isKnown, unite, withSeen } from '../../src/collect/unite.js';
import { corpusSink, createLogCorpus } from '../../src/log/corpus-sink.js';
import { canonical, contents, logName, runOf, seen, told, type Contents } from './arbitrary.js';

/** Collections of runs out of one pool, so that they share some, under the same and under other names. */
const collections = (count: number) =>
  fc
    .array(contents, { minLength: 1, maxLength: 5 })
    .chain((pool) =>
      fc.tuple(
        ...Array.from({ length: count }, () =>
          fc
            .array(fc.tuple(fc.constantFrom(...pool), logName, seen), { maxLength: 4 })
            .map((runs) => unite(...runs.map(([of, name, when]) => runOf(of, name, when)))),
        ),
      ),
    );

describe('uniting', () => {
  test('is associative', () => {
    fc.assert(
      fc.property(collections(3), ([a, b, c]) => {
        expect(canonical(unite(unite(a!, b!), c!))).toEqual(canonical(unite(a!, unite(b!, c!))));
      }),
    );
  });

  test('is commutative', () => {
    fc.assert(
      fc.property(collections(2), ([a, b]) => {
        expect(canonical(unite(a!, b!))).toEqual(canonical(unite(b!, a!)));
      }),
    );
  });

  test('is idempotent, also for a part that is met again', () => {
    fc.assert(
      fc.property(collections(2), ([a, b]) => {
        expect(canonical(unite(a!, a!))).toEqual(canonical(a!));
        const both = unite(a!, b!);
        expect(canonical(unite(both, b!, a!))).toEqual(canonical(both));
      }),
    );
  });

  test('has a neutral element, and leaves what it unites as it was', () => {
    fc.assert(
      fc.property(collections(2), ([a, b]) => {
        const before = canonical(a!);
        unite(a!, b!);
        expect(canonical(a!)).toEqual(before);
        expect(canonical(unite(nothingCollected(), a!))).toEqual(before);
      }),
    );
  });

  test('gives the same bytes in whatever order and parts', () => {
    fc.assert(
      fc.property(collections(3), ([a, b, c]) => {
        const bytes = Buffer.from(toParquet(unite(a!, b!, c!)));
        expect(bytes.equals(toParquet(unite(c!, unite(b!, a!, b!))))).toBe(true);
      }),
      { numRuns: 40 },
    );
  });
});

/** Logs with names of their own, none twice. */
const logs = fc
  .uniqueArray(contents, { selector: ({ hash }) => hash, minLength: 1, maxLength: 5 })
  .map((all) => all.map((of, index) => ({ of, log: `${'dcabe'[index]!}.xml` })));

/** The plain way: the logs one after the other, by name. */
function readDirectly(all: readonly { readonly of: Contents; readonly log: string }[]) {
  const corpus = createLogCorpus();
  const sink = corpusSink(corpus);
  for (const { of, log } of [...all].sort((a, b) => (a.log < b.log ? -1 : 1))) of.deliver(log, sink);
  return corpus;
}

/** Sums and lines that a file can hold, as for any real log. */
function storable(corpus: ReturnType<typeof told>) {
  const text = JSON.stringify(corpus, (key, value: unknown) =>
    key === 'line' && typeof value === 'number'
      ? Math.min(value, 2 ** 31 - 1)
      : key === 'bytes'
        ? undefined
        : value,
  );
  return JSON.parse(text) as unknown;
}

describe('the corpus of a collection', () => {
  test('is that of reading the logs', () => {
    fc.assert(
      fc.property(logs, fc.integer(), (all, seed) => {
        const runs = all.map(({ of, log }) => runOf(of, log));
        const shuffled = runs.map((run, index) => ({ run, key: (seed * (index + 7)) % 11 }));
        const united = unite(...shuffled.sort((a, b) => a.key - b.key).map(({ run }) => run));
        expect(storable(told(logCorpusOf(united)))).toEqual(storable(told(readDirectly(all))));
      }),
      { numRuns: 300 },
    );
  });

  test('is that of the smallest names where a log has several', () => {
    fc.assert(
      fc.property(logs, (all) => {
        const late = unite(...all.map(({ of, log }) => runOf(of, `z${log}`)));
        const some = unite(...all.slice(1).map(({ of, log }) => runOf(of, log)));
        const rest = unite(...all.slice(0, 1).map(({ of, log }) => runOf(of, log)));
        expect(storable(told(logCorpusOf(unite(late, some, rest))))).toEqual(
          storable(told(readDirectly(all))),
        );
      }),
    );
  });
});

test('a log may tell more than a call has room for', () => {
  const many = 200_000;
  const run = runOf(
    {
      hash: 'many',
      deliver(log, sink) {
        for (let line = 1; line <= many; line++) {
          sink.process({ log, line, suppressedSome: false, usedSuppressions: [] });
          sink.notice({ log, line, type: 'fatal-signal', text: '' });
          sink.problem({ log, line, message: '' });
        }
      },
    },
    'a.log',
  );
  const { processes, notices, problems } = logCorpusOf(run);
  expect([processes, notices, problems].map(({ length }) => length)).toEqual([many, many, many]);
});

test('a run met again is known by its name or a later one, and was seen longer', () => {
  fc.assert(
    fc.property(contents, (of) => {
      const first = runOf(of, 'b.log', { first: 5, last: 5 });
      const [run] = first.runs.values();
      expect(['a.log', 'b.log', 'c.log'].map((name) => isKnown(run!, name))).toEqual([false, true, true]);
      const again = unite(first, withSeen(run!, { first: 3, last: 9 }));
      expect(canonical(again)).toEqual(canonical(unite(first, runOf(of, 'c.log', { first: 3, last: 9 }))));
      expect([...again.runs.values()]).toMatchObject([{ log: 'b.log', seen: { first: 3, last: 9 } }]);
    }),
  );
});
