import { createHash } from 'node:crypto';
import fc from 'fast-check';
import { collectRun } from '../../src/collect/collect-run.js';
import { compareRuns, type Collected } from '../../src/collect/collected.js';
import { sortedFindings, type Corpus } from '../../src/finding/corpus.js';
import type { Finding, Frame } from '../../src/finding/finding.js';
import { findingId } from '../../src/finding/id.js';
import { corpusSink, createLogCorpus, type LogCorpus } from '../../src/log/corpus-sink.js';
import type { LogSink } from '../../src/log/sink.js';

/** What a reader delivers of one log, whatever the log's name: equal contents have equal hashes. */
export interface Contents {
  readonly hash: string;
  readonly deliver: (log: string, sink: LogSink) => void;
}

/** Few values, so that findings, stacks and origins meet; some are no UTF-8 or look escaped. */
const name = fc.constantFrom('main', 'g_realloc', '???', 'caf\xc3\xa9', 'broken\xff', 'back\\x41', 'nul\0');
const absent = <T>(of: fc.Arbitrary<T>) => fc.option(of, { nil: undefined, freq: 1 });

const frame: fc.Arbitrary<Frame> = fc
  .record({
    fun: fc.constantFrom('main', 'g_realloc', '???'),
    demangled: absent(name),
    obj: absent(fc.constantFrom('/lib/a.so', '/lib/b.so', '???')),
    file: fc.constantFrom<string | null | undefined>('a.c', 'b.c', null, undefined),
    line: absent(fc.constantFrom(1, 2, 9_999_999_999)),
    dir: absent(fc.constantFrom('/src', 'd\xff')),
    inlined: fc.constantFrom<true | undefined>(undefined, undefined, true),
  })
  .map(
    (told) => Object.fromEntries(Object.entries(told).filter(([, value]) => value !== undefined)) as Frame,
  );
const frames = fc.array(frame, { maxLength: 3 });
const auxiliary = fc.record({
  caption: fc.constantFrom('Address', ' Uninitialised value was created by x', 'é'),
  frames,
});

type Record_ = Omit<Finding, 'id' | 'places'>;

const record: fc.Arbitrary<Record_> = fc.record({
  tool: fc.constantFrom('memcheck', 'helgrind'),
  kind: fc.constantFrom('Memcheck:Leak', 'Memcheck:Cond'),
  extra: absent(fc.constantFrom('write(buf)')),
  leakKind: absent(fc.constantFrom('definite', 'reachable')),
  frames,
  hidesBelowMain: fc.boolean(),
  variants: fc.constant([]),
  what: name,
  auxiliary: fc.array(auxiliary, { maxLength: 2 }),
  // Valgrind tells one origin of an error.
  origins: fc.array(auxiliary, { maxLength: 1 }),
  bytes: absent(fc.constantFrom(0, 16, 2 ** 60)),
  blocks: absent(fc.constantFrom(1, 2)),
  count: fc.constant(1),
  records: fc.constant(1),
  pid: absent(fc.constantFrom(7, 9_999_999_999)),
  command: absent(name),
  thread: absent(name),
});

const process = fc.record({
  pid: absent(fc.nat(9)),
  tool: absent(fc.constantFrom('memcheck', 'drd')),
  valgrind: absent(fc.constantFrom('3.19.0', '3.24.0')),
  command: absent(name),
  options: absent(fc.array(name, { maxLength: 2 })),
  numCallers: absent(fc.nat(500)),
  suppressedSome: fc.boolean(),
  suppressed: absent(fc.record({ errors: fc.nat(), contexts: fc.nat() })),
  summary: absent(fc.record({ errors: fc.nat(), contexts: fc.nat() })),
  usedSuppressions: fc.array(
    fc.record({ name, count: fc.nat(), file: absent(name), line: absent(fc.nat()), bytes: absent(fc.nat()) }),
    { maxLength: 2 },
  ),
});

const event = fc.oneof(
  { weight: 6, arbitrary: record.map((told) => ({ type: 'finding', told }) as const) },
  {
    weight: 2,
    arbitrary: fc.tuple(record, name).map(([told, by]) => ({ type: 'suppressed', told, by }) as const),
  },
  { weight: 2, arbitrary: process.map((told) => ({ type: 'process', told }) as const) },
  { weight: 1, arbitrary: name.map((text) => ({ type: 'notice', text }) as const) },
  {
    weight: 1,
    arbitrary: fc
      .constantFrom('no “quote”', 'lost\xff')
      .map((message) => ({ type: 'problem', message }) as const),
  },
);

export const contents: fc.Arbitrary<Contents> = fc.array(event, { maxLength: 6 }).map((events) => ({
  hash: createHash('sha256').update(JSON.stringify(events)).digest('hex'),
  deliver(log, sink) {
    for (const [index, each] of events.entries()) {
      const line = 1 + 3 * index;
      if (each.type === 'process') sink.process({ log, line, ...each.told });
      else if (each.type === 'notice') sink.notice({ log, line, type: 'fatal-signal', text: each.text });
      else if (each.type === 'problem') sink.problem({ log, line, message: each.message });
      else {
        const finding: Finding = { ...each.told, id: findingId(each.told), places: [{ log, line }] };
        if (each.type === 'suppressed') sink.suppressed(finding, each.by);
        else sink.total(sink.finding(finding), 1 + (index % 3), 1);
      }
    }
  },
}));

export const logName = fc.constantFrom('a.xml', 'b.log', 'é.log', 'logs/c.xml', '-');

export const seen = absent(
  fc.tuple(fc.nat(99), fc.nat(99)).map(([a, b]) => ({ first: Math.min(a, b), last: Math.max(a, b) })),
);

/** A run of contents under a name, read as the command line does. */
export function runOf(
  { hash, deliver }: Contents,
  log: string,
  seen?: { first: number; last: number },
): Collected {
  const corpus = createLogCorpus();
  deliver(log, corpusSink(corpus));
  return collectRun(corpus, { hash, log, seen });
}

/** Everything a corpus tells, in a form to compare. */
export function told({ findings, processes, notices, problems, suppressed }: LogCorpus) {
  const sorted = (of: Corpus['findings']) => sortedFindings({ findings: of });
  return {
    findings: sorted(findings),
    order: [...findings.keys()],
    processes,
    notices,
    problems,
    suppressed: [...suppressed].map(([by, of]) => [by, sorted(of.findings)] as const),
  };
}

/** The same of a collection, whatever the order in which it came about. */
export function canonical({ runs, findings, suppressed }: Collected) {
  const all = (of: Collected['findings']) =>
    [...of.values()]
      .map((each) => ({ ...each, parts: [...each.parts].sort() }))
      .sort((a, b) => (a.id < b.id ? -1 : 1));
  return {
    runs: [...runs.values()].sort(compareRuns),
    findings: all(findings),
    suppressed: [...suppressed].sort().map(([by, of]) => [by, all(of)] as const),
  };
}
