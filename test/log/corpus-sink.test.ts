import { describe, expect, test } from 'vitest';
import type { Finding } from '../../src/finding/finding.js';
import { findingId } from '../../src/finding/id.js';
import { corpusSink, createLogCorpus } from '../../src/log/corpus-sink.js';
import type { Process } from '../../src/log/sink.js';

function record(log: string, pid: number, line = 1): Finding {
  const parts = { kind: 'Memcheck:Cond', frames: [{ fun: 'f' }] };
  return {
    ...parts,
    id: findingId(parts),
    tool: 'memcheck',
    hidesBelowMain: false,
    variants: [],
    what: 'Conditional jump',
    auxiliary: [],
    origins: [],
    count: 1,
    records: 1,
    pid,
    places: [{ log, line }],
  };
}

const process = (log: string, pid: number): Process => ({
  log,
  line: 1,
  pid,
  suppressedSome: false,
  usedSuppressions: [],
});

function collect(play: (sink: ReturnType<typeof corpusSink>) => void): Finding {
  const corpus = createLogCorpus();
  play(corpusSink(corpus));
  return corpus.findings.values().next().value!;
}

describe('a total stands for the records of its process', () => {
  test('of one record, of several, of several totals for one finding', () => {
    const count = (records: number, ...totals: number[]) =>
      collect((sink) => {
        let kept = sink.finding(record('a', 1));
        for (let i = 1; i < records; i++) kept = sink.finding(record('a', 1, i + 1));
        for (const total of totals) sink.total(kept, total);
      }).count;
    expect(count(1, 7)).toBe(7);
    expect(count(3, 7)).toBe(7);
    expect(count(2, 3, 4)).toBe(7);
    expect(count(2, 1, 1)).toBe(2);
    expect(count(3, 1)).toBe(3);
  });

  test('processes that follow each other', () => {
    const finding = collect((sink) => {
      sink.finding(record('a', 1));
      sink.process(process('a', 1)); // killed: no totals
      const kept = sink.finding(record('b', 1));
      sink.total(kept, 5);
      sink.process(process('b', 1));
    });
    expect(finding).toMatchObject({ count: 6, records: 2 });
  });

  test('processes that share a log', () => {
    const finding = collect((sink) => {
      sink.finding(record('a', 1));
      const kept = sink.finding(record('a', 2, 2));
      sink.total(kept, 5);
      sink.process(process('a', 1));
      sink.total(kept, 3);
      sink.process(process('a', 2));
    });
    expect(finding).toMatchObject({ count: 8, records: 2 });
  });
});
