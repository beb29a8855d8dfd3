import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { addFinding, addOccurrences, createCorpus, sortedFindings } from '../../src/finding/corpus.js';
import type { Finding, Frame } from '../../src/finding/finding.js';
import { findingId } from '../../src/finding/id.js';
import { foldPlainly } from './plain-corpus.js';

function record(frames: readonly Frame[], more: Partial<Finding> = {}): Finding {
  const parts = { kind: 'Memcheck:Leak', leakKind: 'definite', frames, ...more } as const;
  return {
    tool: 'memcheck',
    hidesBelowMain: false,
    variants: [],
    what: 'lost',
    auxiliary: [],
    origins: [],
    count: 1,
    records: 1,
    places: [{ log: 'a', line: 1 }],
    ...parts,
    id: findingId(parts),
  };
}

function folded(...records: Finding[]): Finding[] {
  const corpus = createCorpus();
  for (const each of records) addFinding(corpus, each);
  return sortedFindings(corpus);
}

const place = (log: string, line: number) => ({ places: [{ log, line }] });

describe('equal records become one finding', () => {
  const frames = [{ fun: 'malloc', obj: '/lib/x.so', file: null }];

  test('counts, bytes and blocks are summed', () => {
    const [finding] = folded(
      record(frames, { bytes: 10, blocks: 1 }),
      record(frames, { bytes: 5, blocks: 2 }),
    );
    expect(finding).toMatchObject({ count: 2, records: 2, bytes: 15, blocks: 3, variants: [] });
  });

  test('the kept finding is returned and goes on growing', () => {
    const corpus = createCorpus();
    const kept = addFinding(corpus, record(frames));
    expect(addFinding(corpus, record(frames, place('b', 3)))).toBe(kept);
    addOccurrences(kept, 5);
    expect(kept).toMatchObject({ count: 7, records: 2 });
  });

  test('the first record of each log is remembered, and the smallest place speaks for all', () => {
    const [finding] = folded(
      record(frames, { ...place('b', 7), what: 'b7', pid: 2 }),
      record(frames, { ...place('a', 9), what: 'a9', pid: 3 }),
      record(frames, { ...place('b', 8), what: 'b8' }),
      record(frames, { ...place('a', 4), what: 'a4' }),
    );
    expect(finding?.places).toEqual([
      { log: 'a', line: 4 },
      { log: 'b', line: 7 },
    ]);
    expect(finding).toMatchObject({ what: 'a4', pid: undefined });
  });

  test('one record that may hide frames below main is enough', () => {
    expect(folded(record(frames), record(frames, { hidesBelowMain: true }))[0]?.hidesBelowMain).toBe(true);
  });
});

describe('stacks of one id that the matcher can tell apart', () => {
  const stacks = (...all: (readonly Frame[])[]) => {
    const [finding] = folded(...all.map((frames) => record(frames)));
    return [finding!.frames, ...finding!.variants];
  };
  const inText = { fun: 'f', file: 'f.c', line: 3 };
  const inXml = { ...inText, obj: '/bin/p', dir: '/src' };

  test.each([
    ['other object', { ...inXml, obj: '/bin/q' }],
    ['other line', { ...inXml, line: 4 }],
    ['other file', { ...inXml, file: 'g.c' }],
    ['no line information', { fun: 'f', obj: '/bin/p', file: null }],
    ['inlined', { ...inXml, inlined: true as const }],
  ])('%s: a variant', (_, other) => {
    expect(stacks([inXml], [other])).toHaveLength(2);
  });

  test('a text log tells less of the same stack: the XML one is kept', () => {
    expect(stacks([inText], [inXml])).toEqual([[inXml]]);
    expect(stacks([inXml], [inText])).toEqual([[inXml]]);
  });

  test('a bare name may be of any object: both are kept', () => {
    expect(stacks([{ fun: 'f' }], [inXml])).toHaveLength(2);
    expect(stacks([{ fun: 'f', file: null }], [{ fun: 'f', file: null, obj: '/bin/p' }])).toHaveLength(2);
  });

  test('directory and printed name are no difference; the stack that tells more is shown', () => {
    const bare = { ...inText, obj: inXml.obj };
    expect(stacks([bare], [inXml])).toEqual([[inXml]]);
  });
});

describe('order does not matter', () => {
  const frame: fc.Arbitrary<Frame> = fc.record(
    {
      fun: fc.constant('f'),
      obj: fc.constantFrom('/a', '/b', '???'),
      file: fc.constantFrom('x.c', 'y.c', null),
      line: fc.constantFrom(1, 2),
      dir: fc.constantFrom('d', 'e'),
      inlined: fc.constant(true as const),
    },
    { requiredKeys: ['fun'] },
  );
  const records = fc.array(
    fc
      .record({
        frames: fc.array(frame, { minLength: 1, maxLength: 2 }),
        log: fc.constantFrom('a', 'b', 'c'),
        line: fc.integer({ min: 1, max: 3 }),
        what: fc.constantFrom('one', 'two'),
        pid: fc.option(fc.constantFrom(1, 2), { nil: undefined }),
        bytes: fc.option(fc.nat(9), { nil: undefined }),
        hidesBelowMain: fc.boolean(),
      })
      .map(({ frames, log, line, ...more }) => record(frames, { ...more, ...place(log, line) })),
    { maxLength: 14 },
  );

  test('any order of the same records gives the same findings', () => {
    fc.assert(
      fc.property(
        records.chain((all) =>
          fc.tuple(fc.constant(all), fc.shuffledSubarray(all, { minLength: all.length })),
        ),
        ([all, shuffled]) => {
          expect(folded(...shuffled)).toEqual(folded(...all));
        },
      ),
      { numRuns: 2000 },
    );
  });

  test('two corpora folded into one are the corpus of all records', () => {
    fc.assert(
      fc.property(records, records, (left, right) => {
        expect(folded(...folded(...left), ...folded(...right))).toEqual(folded(...left, ...right));
      }),
      { numRuns: 1000 },
    );
  });
});

describe('stacks that are the same array fold as equal ones do', () => {
  const frames = ['/a', '/b', undefined].flatMap((obj) =>
    ['x.c', 'y.c', null].flatMap((file) =>
      [1, 2, undefined].flatMap((line) => [
        [{ fun: 'f', ...(obj && { obj }), file, ...(line && { line }) }],
        [{ fun: 'f', ...(obj && { obj }), file, ...(line && { line }), dir: 'd' }],
      ]),
    ),
  );
  const captions = Array.from({ length: 6 }, (_, i) => ` Uninitialised value was created by ${i}`);
  const records = fc.array(
    fc
      .record({
        frames: fc.constantFrom(...frames),
        variants: fc.array(fc.constantFrom(...frames), { maxLength: 2 }),
        origins: fc.array(
          fc.record({
            caption: fc.constantFrom(...captions),
            frames: fc.constantFrom(...frames.slice(0, 4)),
          }),
          { maxLength: 2 },
        ),
        places: fc
          .subarray(['a', 'b', 'c', 'd'], { minLength: 1 })
          .chain((logs) =>
            fc.tuple(
              ...logs.map((log) =>
                fc.record({ log: fc.constant(log), line: fc.integer({ min: 1, max: 3 }) }),
              ),
            ),
          ),
        leakKind: fc.constantFrom('definite' as const, 'possible' as const),
        what: fc.constantFrom('one', 'two'),
        pid: fc.option(fc.constantFrom(1, 2), { nil: undefined }),
        bytes: fc.option(fc.nat(9), { nil: undefined }),
        hidesBelowMain: fc.boolean(),
      })
      .map(({ frames: stack, ...more }) => record(stack, more)),
    { maxLength: 40 },
  );

  test('random records', () => {
    fc.assert(
      fc.property(records, (all) => {
        expect(folded(...all)).toEqual(foldPlainly(all));
      }),
      { numRuns: 2000 },
    );
  });

  test('more stacks than are remembered', () => {
    const many = Array.from({ length: 300 }, (_, line) => [{ fun: 'f', file: 'f.c', line }]);
    const all = [...many, ...many, ...many.toReversed()].map((stack) => record(stack));
    expect(folded(...all)).toEqual(foldPlainly(all));
  });

  test('more ids than are remembered for a stack', () => {
    const one = [{ fun: 'f' }];
    const ids = () =>
      Array.from({ length: 20 }, (_, i) => [
        findingId({ kind: 'Memcheck:Param', extra: `p${i}`, frames: one }),
        findingId({ kind: 'Memcheck:Param', extra: `p${i}`, frames: [...one] }),
      ]);
    expect(ids().map(([same]) => same)).toEqual(ids().map(([, other]) => other));
    expect(new Set(ids().flat()).size).toBe(20);
  });
});

describe('places of many logs', () => {
  const logs = Array.from({ length: 500 }, (_, i) => `log-${String(i).padStart(3, '0')}`);
  const frames = [{ fun: 'f' }];

  test.each([
    ['in order', logs],
    ['against the order', logs.toReversed()],
    ['from both ends', logs.map((log, i) => (i % 2 ? log : logs[logs.length - 2 - i]!))],
  ])('%s', (_, order) => {
    const [finding] = folded(
      ...order.flatMap((log) => [record(frames, place(log, 7)), record(frames, place(log, 9))]),
    );
    expect(finding?.places).toEqual(logs.map((log) => ({ log, line: 7 })));
  });
});
