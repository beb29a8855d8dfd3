import fc from 'fast-check';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { relative } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, test } from 'vitest';
import { sortedFindings } from '../../../src/finding/corpus.js';
import type { Frame } from '../../../src/finding/finding.js';
import { corpusSink, createLogCorpus } from '../../../src/log/corpus-sink.js';
import type { LogSink } from '../../../src/log/sink.js';
import { createPieces } from '../../../src/log/xml/pieces.js';
import { createXmlReader, type LogReader } from '../../../src/log/xml/reader.js';
import { createScanner } from '../../../src/log/xml/scan.js';
import { createPlainReader } from './plain.js';
import { recorded } from './read.js';
import { error, footer, header, stack, suppression } from './written.js';

type Open = (log: string, sink: LogSink) => LogReader;

/** All that a reader delivers, in order, each as text; findings as they were when they were delivered. */
function delivered(open: Open, chunks: Iterable<string>): string[] {
  const told: string[] = [];
  const sink = corpusSink(createLogCorpus());
  const tell = (what: string, ...all: unknown[]) => told.push(`${what} ${JSON.stringify(all)}`);
  const reader = open('log.xml', {
    finding(record) {
      tell('finding', record);
      return sink.finding(record);
    },
    total(finding, times, records) {
      tell('total', finding.id, times, records);
      sink.total(finding, times, records);
    },
    suppressed: (record, by) => tell('suppressed', record, by),
    process: (process) => tell('process', process),
    notice: (notice) => tell('notice', notice),
    problem: (problem) => tell('problem', problem),
  });
  for (const chunk of chunks) reader.write(chunk);
  reader.end();
  return told;
}

/** Reads what it has at the end of every chunk. */
const eager: Open = (log, sink) => createXmlReader(log, sink, { minRead: 1 });

function* inChunks(text: string, sizes: readonly number[]): Generator<string> {
  for (let at = 0, i = 0; at < text.length; i++) {
    const size = sizes.length > 0 ? sizes[i % sizes.length]! : text.length;
    yield text.slice(at, at + size);
    at += size;
  }
}

function expectSame(text: string, sizes: readonly number[] = []): string[] {
  const plain = delivered(createPlainReader, [text]);
  expect(delivered(eager, inChunks(text, sizes))).toEqual(plain);
  return plain;
}

const home = (path: string) => fileURLToPath(new URL(path, import.meta.url));
/** Every XML log below a folder. */
function logsBelow(folder: string): string[] {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && entry.name.endsWith('.xml'))
    .map((entry) => `${entry.parentPath}/${entry.name}`)
    .sort();
}
const read = (path: string) => readFileSync(path, 'latin1');

/** What the recorded logs hardly have: references, texts of two lines, descriptors, tags that hold nothing. */
const written =
  header('memcheck', ['--num-callers=4', '--demangle=no']) +
  error('f(int)', { after: suppression('Memcheck:Cond', 'fun:_Z1fi', 'fun:main') }) +
  suppression('Memcheck:Cond', 'fun:_Z1fi', 'fun:main') +
  error('operator&lt;&amp;&gt;', {
    unique: '0x2',
    kind: 'SyscallParam',
    what: 'Syscall param write(buf) points to uninitialised byte(s)',
    before: '  <threadname>a<b&c></threadname>\n',
    after: `  <auxwhat>Address &lt;1&gt;</auxwhat>\n${stack('malloc', 'main')}`,
  }) +
  error('strcpy', {
    unique: '0x3',
    kind: 'Overlap',
    what: 'Source and destination overlap in strcpy(1, 2)\n',
  }) +
  error('socket', {
    unique: '0x4',
    kind: 'FdNotClosed',
    what: 'Open AF_INET socket 4: <unbound>',
    before: '  <fd>4</fd>\n  <path>/tmp/a&b</path>\n',
  }) +
  error('same', { unique: '0x5', after: `  <auxwhat>twice</auxwhat>\n${stack('same', 'main')}` }) +
  '<announcethread>\n  <hthreadid>1</hthreadid>\n  <isrootthread></isrootthread>\n</announcethread>\n\n' +
  '<errorcounts>\n  <pair>\n    <count>3</count>\n    <unique>0x1</unique>\n  </pair>\n</errorcounts>\n\n' +
  '<suppcounts>\n  <pair>\n    <count>9</count>\n    <name>dl-hack3</name>\n  </pair>\n</suppcounts>\n\n' +
  footer;

const made = [...logsBelow(home('../../corpus')), ...logsBelow(home('logs'))];
const sizesOf = [[], [1], [7], [64, 1], [4096, 13], [65_536]] as const;

describe('the fast way delivers what the parser alone does, in the same order', () => {
  test.each(made.map((path) => [relative(home('../..'), path), path]))('%s', (_, path) => {
    const text = read(path);
    const told = expectSame(text);
    expect(delivered(createXmlReader, inChunks(text, [1000]))).toEqual(told);
    for (const sizes of sizesOf) expect(delivered(eager, inChunks(text, sizes))).toEqual(told);
  });

  test('what is written here, and all logs as one stream', () => {
    for (const sizes of sizesOf) expectSame(written, sizes);
    expectSame([written, ...made.map(read), written].join(''), [50_000]);
  });

  test.each(logsBelow(home('../../corpus')).map((path) => [relative(home('../..'), path), path]))(
    '%s is read by it to the end, not by the parser',
    (_, path) => {
      const text = read(path);
      const scanner = createScanner(() => undefined, createPieces());
      const { at } = scanner.scan(text, text.indexOf('<preamble>'), 1);
      expect(['', '</valgrindoutput>']).toContain(text.slice(at).trim());
    },
  );

  test('equal stacks are one array, and so are those that differ in addresses alone', () => {
    const stacks: (readonly Frame[])[] = [];
    const text =
      header() +
      error('same', { unique: '0x5', after: `  <auxwhat>twice</auxwhat>\n${stack('same', 'main')}` }) +
      error('same', { unique: '0x6' }).replaceAll('<ip>0x', '<ip>0x1') +
      footer;
    const reader = createXmlReader('log.xml', {
      ...corpusSink(createLogCorpus()),
      again: undefined,
      finding(record) {
        stacks.push(record.frames, ...record.auxiliary.map(({ frames }) => frames));
        return record;
      },
    });
    reader.write(text);
    reader.end();
    expect(stacks.length).toBe(3);
    expect(new Set(stacks).size).toBe(1);
  });
});

describe('a repeat in short folds as the whole record does', () => {
  test.each([
    ['what is written here', written + written],
    ...made.map((path) => [relative(home('../..'), path), read(path)]),
  ])('%s', (_, text) => {
    const corpora = [true, false].map((short) => {
      const corpus = createLogCorpus();
      const sink = corpusSink(corpus);
      let repeats = 0;
      const reader = createXmlReader('log.xml', {
        ...sink,
        again: short
          ? (repeat) => {
              const known = sink.again!(repeat);
              if (known) repeats++;
              return known;
            }
          : undefined,
      });
      reader.write(text!);
      reader.write(text!);
      reader.end();
      return { findings: sortedFindings(corpus), repeats };
    });
    expect(corpora[0]!.findings).toEqual(corpora[1]!.findings);
    const { findings, repeats } = corpora[0]!;
    if (findings.some(({ auxiliary }) => auxiliary.length === 0)) expect(repeats).toBeGreaterThan(0);
  });
});

const shared = home('../../../../shared/corpus/logs');
const present = existsSync(shared);
describe.skipIf(!present)(
  `logs of real programs (${present ? 'present' : 'skipped: no corpus beside the checkout'})`,
  () => {
    const paths = present ? logsBelow(shared) : [];
    test.each(paths.map((path) => [relative(shared, path), path]))('%s', (_, path) => {
      expect(delivered(createXmlReader, inChunks(read(path), [65_536]))).toEqual(
        delivered(createPlainReader, [read(path)]),
      );
    });
  },
);

describe('damaged logs', () => {
  const logs = [
    written,
    written,
    recorded('drd'),
    recorded('memory'),
    recorded('forked'),
    recorded('helgrind'),
  ];
  const log = fc.constantFrom(...logs);
  const part = fc.double({ min: 0, max: 1, noNaN: true });
  const sizes = fc.array(fc.integer({ min: 1, max: 3000 }), { maxLength: 5 });
  const lineIds = [
    '<error>',
    '  <stack>',
    '    <frame>',
    '    </frame>',
    '  </stack>',
    '</error>',
    '',
    '<!--',
    ']]>',
  ];

  test('cut off anywhere, at both ends', () => {
    fc.assert(
      fc.property(log, part, part, sizes, (text, from, to, some) => {
        const start = from < 0.5 ? 0 : Math.floor(text.length * (from - 0.5));
        expectSame(text.slice(start, start + Math.floor((text.length - start) * to)), some);
      }),
      { numRuns: 500, seed: 1 },
    );
  });

  test('lines left out, doubled, moved or changed', () => {
    const edit = fc.record({ at: part, to: part, count: fc.nat(3), what: fc.nat(6), line: fc.nat(8) });
    fc.assert(
      fc.property(log, fc.array(edit, { minLength: 1, maxLength: 6 }), sizes, (text, edits, some) => {
        const lines = text.split('\n');
        for (const { at, to, count, what, line } of edits) {
          const place = Math.floor(lines.length * at);
          if (what === 0) lines.splice(place, count);
          if (what === 1) lines.splice(place, 0, ...lines.slice(place, place + count));
          if (what === 2) lines.splice(Math.floor(lines.length * to), 0, ...lines.splice(place, count));
          if (what === 3) lines.splice(place, 0, lineIds[line]!);
          if (what === 4) lines[place] += '\r';
          if (what === 5) lines.splice(place, 2, lines.slice(place, place + 2).join(''));
          if (what === 6) lines[place] = (lines[place] ?? '').trim();
        }
        expectSame(lines.join('\n'), some);
      }),
      { numRuns: 600, seed: 2 },
    );
  });

  test('bytes changed', () => {
    const insert = fc.oneof(
      fc.constantFrom(
        ...'<>&"\'\0\xff\n\r \t/!-?=;]',
        '<!--',
        ']]>',
        '<![CDATA[',
        '&#60;',
        '&lt;',
        '&apos;',
        '&x;',
      ),
      fc.constantFrom(
        '</error>',
        '<error>\n',
        '\n\n',
        '<stack>',
        '</stack>',
        '<valgrindoutput>',
        '<?xml ',
        '<fn>',
      ),
      fc.string({ unit: 'binary-ascii', maxLength: 3 }),
    );
    const edit = fc.record({ at: part, remove: fc.nat(12), insert });
    fc.assert(
      fc.property(log, fc.array(edit, { minLength: 1, maxLength: 5 }), sizes, (text, edits, some) => {
        let damaged = text;
        for (const { at, remove, insert } of edits) {
          const place = Math.floor(damaged.length * at);
          damaged = damaged.slice(0, place) + insert + damaged.slice(place + remove);
        }
        expectSame(damaged, some);
      }),
      { numRuns: 800, seed: 3 },
    );
  });

  test('pieces of logs in any order', () => {
    const pieces = [...new Set(logs)].flatMap((text) => text.split(/(?<=\n)(?= {0,2}<)/));
    fc.assert(
      fc.property(fc.array(fc.constantFrom(...pieces), { maxLength: 60 }), sizes, (some, cuts) => {
        expectSame(some.join(''), cuts);
      }),
      { numRuns: 500, seed: 4 },
    );
  });

  test('other line ends, no indentation, very long texts, lines and units', () => {
    for (const text of logs) {
      expectSame(text.replaceAll('\n', '\r\n'), [999]);
      expectSame(text.replace(/^ +/gm, ''), [999]);
    }
    for (const length of [7000, 7990, 8000, 8010, 8192, 20_000, (1 << 20) + 5]) {
      const long = 'x'.repeat(length);
      const text = header() + error(long) + error('f', { what: `${long}&lt;` }) + error('g') + footer;
      // Where the pieces of a line beyond 1 MiB end is not the same.
      expectSame(text, [1 << 22]);
    }
    const deep = stack(...Array.from({ length: 12_000 }, (_, index) => `f${index}`));
    expectSame(header() + error('g') + error('f', { stack: deep }) + error('g') + footer, [100_000]);
  });
});
