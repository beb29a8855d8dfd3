import { describe, expect, test } from 'vitest';
import type { Repeat } from '../../src/finding/corpus.js';
import type { Finding } from '../../src/finding/finding.js';
import { findingId } from '../../src/finding/id.js';
import { corpusSink, createLogCorpus } from '../../src/log/corpus-sink.js';

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

function collect(play: (sink: ReturnType<typeof corpusSink>) => void): Finding {
  const corpus = createLogCorpus();
  play(corpusSink(corpus));
  return corpus.findings.values().next().value!;
}

describe('a total stands for the records of its process', () => {
  test('of one record, of several, of fewer times than records', () => {
    const count = (records: number, total: number) =>
      collect((sink) => {
        let kept = sink.finding(record('a', 1));
        for (let i = 1; i < records; i++) kept = sink.finding(record('a', 1, i + 1));
        sink.total(kept, total, records);
      }).count;
    expect(count(1, 7)).toBe(7);
    expect(count(3, 7)).toBe(7);
    expect(count(3, 1)).toBe(3);
  });

  test('not for those of another one, that was killed before it told any', () => {
    const finding = collect((sink) => {
      sink.finding(record('a', 1));
      const kept = sink.finding(record('a', 2, 2));
      sink.total(kept, 5, 1);
    });
    expect(finding).toMatchObject({ count: 6, records: 2 });
  });
});

describe('a repeat says what a record says', () => {
  const stack = [{ fun: 'f' }];
  const full = (log: string, line: number): Finding => ({
    ...record(log, 1, line),
    frames: stack,
    bytes: 8,
    blocks: 1,
  });
  const short = (log: string, line: number): Repeat => {
    const { id, frames, hidesBelowMain } = full(log, line);
    return { id, frames, hidesBelowMain: !hidesBelowMain, bytes: 8, blocks: 1, log, line };
  };

  test('after the first one, in its log or in another', () => {
    for (const [log, line] of [
      ['b', 2],
      ['c', 1],
    ] as const) {
      const one = collect((sink) => {
        const kept = sink.finding(full('b', 1));
        expect(sink.again!(short(log, line))).toBe(kept);
      });
      const other = collect((sink) => {
        sink.finding(full('b', 1));
        sink.finding({ ...full(log, line), hidesBelowMain: true });
      });
      expect(one).toEqual(other);
    }
  });

  test('and nothing of what is unknown, comes first, or has another stack', () => {
    const before = collect((sink) => void sink.finding(full('b', 2)));
    const after = collect((sink) => {
      expect(sink.again!(short('b', 2))).toBeUndefined();
      sink.finding(full('b', 2));
      for (const repeat of [
        short('a', 3),
        short('b', 1),
        short('b', 2),
        { ...short('b', 3), frames: [...stack] },
        { ...short('b', 3), id: 'x' },
      ])
        expect(sink.again!(repeat)).toBeUndefined();
    });
    expect(after).toEqual(before);
  });
});
