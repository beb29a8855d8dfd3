import { readdirSync, readFileSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { sortedFindings } from '../../../src/finding/corpus.js';
import { corpusSink, createLogCorpus, type LogCorpus } from '../../../src/log/corpus-sink.js';
import { readHeader } from '../../../src/log/headers/index.js';
import type { LogSink } from '../../../src/log/sink.js';
import { createTextReader, readText } from '../../../src/log/text/index.js';
import { createTextMemory } from '../../../src/log/text/text-memory.js';
import { collect, createCollector, type Collected } from './collect.js';

const folder = new URL('logs/', import.meta.url);
const logs = readdirSync(folder)
  .sort()
  .map((name) => readFileSync(new URL(name, folder), 'latin1').split('\n').slice(0, 300));

/** Reads chunks; lines that `collect` reads one by one are read where they stand. */
async function readChunks(text: string, size: number): Promise<Collected> {
  const { got, sink } = createCollector();
  await readText(inChunks(text, size), 'log.txt', sink);
  return got;
}

async function* inChunks(text: string, size: number): AsyncGenerator<Uint8Array> {
  for (let at = 0; at < text.length; at += size) yield Buffer.from(text.slice(at, at + size), 'latin1');
}

/** Mostly the first, seldom what comes later. */
function often<T>(...from: fc.Arbitrary<T>[]): fc.Arbitrary<T> {
  return fc.oneof(...from.map((arbitrary, i) => ({ weight: [12, 3, 1][i]!, arbitrary })));
}

/** A sink that is told each record as a whole. */
function withoutRepeats(corpus: LogCorpus): LogSink {
  const { again, ...whole } = corpusSink(corpus);
  expect(again).toBeDefined();
  return whole;
}

/** Changes that a line may have, with which it is no longer the one that was remembered. */
const change = fc.constantFrom<(line: string) => string>(
  (line) => line,
  (line) => `${line}\r`,
  (line) => `${line}\r\r`,
  (line) => `${line} `,
  (line) => line.slice(0, -1),
  (line) => line.replace(/^==\d+==/, '==77=='),
  (line) => line.replace(/^==\d+== /, '==77=='),
  (line) => `${line}==77== Invalid read of size 4`,
  (line) => `some output: ${line}`,
  (line) => `output ${line.slice(0, 5)}`,
  (line) => `\x1b[31m${line}\x1b[0m`,
  (line) => line.replace(/\w+/, '\x1b[31m$&\x1b[0m'),
  (line) => `${line}\x1b[0m`,
  (line) => `some output: \x1b[31m${line}\x1b[0m`,
  (line) => line.replace('fun:', 'fun:x'),
  (line) => line.replace('at 0x', 'by 0x'),
  (line) => line.replace(/ +(?=at 0x|by 0x)/, ' '),
  (line) => line.replace(' (', '\n('),
  (line) => line.replace('(in ', '(in\n'),
  (line) => line.replace(')', '\n)'),
  (line) => line.replace(' in loss ', ' in\nloss '),
  (line) => `${line}\n{`,
  (line) => `${line}\nmemcheck: m_x.c:12 (f): Assertion 'x' failed.`,
  (line) => `--77-- Valgrind options:\n${line}`,
  (line) => `**77** printed\n${line}`,
  () => '}',
  () => '',
  () => '==77== ',
);

describe('lines read where they stand, in chunks, say what they say one by one', () => {
  it('in logs that come twice, with changed lines and mixed processes', async () => {
    const edits = fc.array(fc.tuple(fc.nat({ max: 600 }), change), { maxLength: 12 });
    await fc.assert(
      fc.asyncProperty(
        fc.constantFrom(...logs),
        fc.constantFrom(...logs),
        edits,
        fc.integer({ min: 1, max: 5 }),
        fc.integer({ min: 50, max: 9000 }),
        fc.constantFrom(77, 4321, 98765, 123456),
        fc.constantFrom('', '', '7: ', 'a | '),
        async (one, other, all, stride, size, pid, lead) => {
          // The other log in between, a few lines at a time.
          const mixed = one.flatMap((line, i) =>
            i % (stride * 20) === 0 ? [...other.slice(i, i + stride), line] : [line],
          );
          const ofAnother = one.map((line) => line.replace(/^(==|--)\d+(==|--)/, `$1${pid}$2`));
          const twice = [...one, ...one, ...ofAnother, ...mixed].map((line) => lead + line);
          for (const [at, edit] of all)
            twice[(at * 7) % twice.length] = edit(twice[(at * 7) % twice.length]!);
          const text = twice.join('\n');
          expect(await readChunks(text, size)).toEqual(collect(text));
        },
      ),
      { numRuns: 150 },
    );
  });

  it('with stacks that are those of before but for a byte, in processes of other pids', async () => {
    const stack = ['   at 0x1: malloc (a.c:1)', '   by 0x2: f (a.c:2)', '   by 0x3: main (a.c:3)'];
    const error = (pid: number, lines: readonly string[]) =>
      [`Invalid read of size 4`, ...lines, '', ''].map((line) => `==${pid}== ${line}\n`).join('');
    const printed = `${stack.join('\n')}\n`;
    for (let at = 0; at <= printed.length; at++)
      for (const [byte, without] of [
        ...['', 'x', ' ', '\r', '\n', '='].map((each) => [each, 1] as const),
        ...['x', '\r', '\n', '==2== '].map((each) => [each, 0] as const),
      ]) {
        const changed = printed.slice(0, at) + byte + printed.slice(at + without);
        const text = [1, 2, 10, 2]
          .flatMap((pid) => [error(pid, stack), error(pid, changed.split('\n')), error(pid, stack)])
          .join('');
        expect(await readChunks(text, 1 << 20)).toEqual(collect(text));
      }
  });

  it('fold to the same findings when repeats are told in short', async () => {
    for (const lines of logs) {
      const text = lines.join('\n');
      const texts = [text, `${text}\n${text}`, text.replaceAll(/^==\d+==/gm, '==9==')];
      const [short, long] = [createLogCorpus(), createLogCorpus()];
      for (const sink of [corpusSink(short), withoutRepeats(long)]) {
        const memory = createTextMemory();
        // A log that comes later may be the first by its name.
        for (const [i, name] of ['b', 'c', 'a', 'b'].entries())
          await readText(inChunks(texts[i % texts.length]!, 1 << 12), name, sink, memory);
      }
      expect(sortedFindings(short)).toEqual(sortedFindings(long));
    }
  });

  it('fold to the same findings in records that are known as a whole', async () => {
    const stacks = [
      ['   at 0x1: malloc (a.c:1)', '   by 0x2: f (a.c:2)', '   by 0x3: main (a.c:3)'],
      ['   at 0x1: malloc (a.c:1)', '   by 0x2: f (a.c:2)', '   by 0x4: (below main) (a.c:4)'],
      ['   at 0x5: g (a.c:5)'],
    ];
    const leak = fc
      .tuple(fc.constantFrom('1', '12,345', '1,', ',1', '9'.repeat(16)), fc.constantFrom(...leakWords))
      .map(([bytes, word]) => `${bytes} bytes in 2 blocks are ${word} in loss record 3 of 4`);
    const header = often(
      fc.constantFrom(
        ...['4 bytes in 1 blocks are definitely lost in loss record 1 of 2', 'Invalid free() / delete'],
        ...['5 bytes in 1 blocks are definitely lost in loss record 2 of 2', 'Invalid read of size 4'],
      ),
      leak,
      fc.constantFrom(
        ...[
          'Invalid read of size 4 ',
          'Syscall param write(buf) points to uninitialised byte(s)',
          'Thread 2:',
        ],
        ...['8 (4 direct, 4 indirect) bytes in 1 blocks are definitely lost in loss record 1 of 2', ''],
        ...[
          '5 bytes in 1 blocks are possibly lost in new loss record 1 of 2',
          'nothing that is known',
          'Acquired at:',
        ],
        ...['3 bytes in 1 blocks are possibly lost in loss record 1 of 2 ==1== ', 'HEAP SUMMARY:'],
        ...['Invalid read of size 4==2== x', ' Address 0x5 is 0 bytes inside'],
      ),
    );
    const block = (kind: string) =>
      `{\n   <insert_a_suppression_name_here>\n   Memcheck:${kind}\n   fun:malloc\n   fun:f\n   fun:main\n}\n`;
    const behind = often(
      fc.constant(''),
      fc.constantFrom(block('Free'), block('Addr4'), block('Leak\n   match-leak-kinds: definite')),
      fc.constantFrom(
        ...['output\n', '--1-- Valgrind options:\n--1--    --show-below-main=yes\n'],
        ...['==1== Memcheck, a memory error detector\n==1== Command: ./a\n'],
        ...['==1== Helgrind, a thread error detector\n', '==1==  Address 0x5 is 0 bytes inside\n'],
        ...['==1== 3 errors in context 1 of 2:\n', '==1== used_suppression: 2 x a.supp:1\n'],
        "\nmemcheck: m_x.c:12 (f): Assertion 'x' failed.\n",
      ),
    );
    const record = fc.record({
      header,
      stack: often(fc.constant(stacks[0]!), fc.constantFrom(...stacks), fc.constant<string[]>([])),
      pid: often(fc.constant(1), fc.constant(2)),
      end: often(fc.constant(''), fc.constantFrom('x', ' ', undefined)),
      behind,
    });
    const records = fc.array(record, { minLength: 1, maxLength: 8 });
    await fc.assert(
      fc.asyncProperty(
        records,
        records,
        fc.integer({ min: 1, max: 3 }),
        fc.boolean(),
        async (some, others, names, asked) => {
          const begins = (pid: number) =>
            `==${pid}== Memcheck, a memory error detector\n==${pid}== Command: ./a\n`;
          const options = '--1-- Valgrind options:\n--1--    --show-below-main=yes\n';
          const banner = begins(1) + begins(2) + (asked ? options : '');
          const again = asked ? begins(1) : '';
          const printed = [...some, ...some, ...others, ...some]
            .map(({ header, stack, pid, end, behind }) => {
              const lines = [header, ...stack, ...(end === undefined ? [] : [end])];
              return lines.map((line) => `==${pid}== ${line}\n`).join('') + behind;
            })
            .join('');
          const text = printed + again + printed;
          const [short, long] = [createLogCorpus(), createLogCorpus()];
          const memory = createTextMemory();
          for (const name of ['c', 'b', 'a'].slice(0, names)) {
            await readText(inChunks(banner + text, 1 << 20), name, corpusSink(short), memory);
            const reader = createTextReader(name, withoutRepeats(long));
            for (const line of (banner + text).split('\n')) reader.line(line);
            reader.end();
          }
          expect({ ...short, findings: sortedFindings(short), roots: 0 }).toEqual({
            ...{ ...long, findings: sortedFindings(long), roots: 0 },
          });
        },
      ),
      { numRuns: 3000 },
    );
  });

  it('with suppressions that are those of before but for a byte', async () => {
    const error = (frame: string, suppression: string) =>
      `==1== Syscall param write(buf) points to uninitialised byte(s)\n==1==    at 0x1: ${frame}\n==1== \n${suppression}`;
    const block =
      '{\n   <insert_a_suppression_name_here>\n   Memcheck:Param\n   write(buf)\n   fun:write\n}\n';
    for (let at = 0; at <= block.length; at++)
      for (const byte of ['', 'x', ' ', '\r', '\n']) {
        const changed = block.slice(0, at) + byte + block.slice(byte === '' ? at + 1 : at);
        const text =
          error('write', block) + error('write', block) + error('write', changed) + error('write', block);
        expect(await readChunks(text, 1 << 20)).toEqual(collect(text));
      }
  });
});

const leakWords = ['definitely lost', 'indirectly lost', 'possibly lost', 'still reachable'];

describe('headers of leaks', () => {
  const amount = '([\\d,]{1,30})(?: \\([+-][\\d,]{1,30}\\))?';
  const record = new RegExp(
    `^${amount} (?:\\(${amount} direct, ${amount} indirect\\) )?bytes in ${amount} blocks are ` +
      '(definitely lost|indirectly lost|possibly lost|still reachable) in (?:new )?loss record ',
  );
  const kinds: Record<string, string> = {
    'definitely lost': 'definite',
    'indirectly lost': 'indirect',
    'possibly lost': 'possible',
    'still reachable': 'reachable',
  };

  it('say what a regular expression reads', () => {
    const piece = fc.constantFrom(
      ...[
        '1',
        '12,345',
        '9'.repeat(15),
        '9'.repeat(16),
        '9'.repeat(31),
        ',',
        ' (+1)',
        ' (8 direct, 4 indirect)',
        ' ',
      ],
      ...[
        ' bytes in ',
        ' blocks are ',
        ' in loss record ',
        ' in new loss record ',
        '2 of 3',
        'x',
        ...Object.keys(kinds),
      ],
    );
    const number = fc.constantFrom(
      '1',
      '12,345',
      '9'.repeat(15),
      '9'.repeat(16),
      '1,',
      '1 (-2)',
      '8 (4 direct, 4 indirect)',
    );
    const whole = fc
      .tuple(number, number, fc.constantFrom(...Object.keys(kinds)), fc.constantFrom('', 'new '))
      .map(
        ([bytes, blocks, kind, word]) =>
          `${bytes} bytes in ${blocks} blocks are ${kind} in ${word}loss record 2 of 3`,
      );
    fc.assert(
      fc.property(
        fc.oneof(
          whole,
          fc.array(piece, { maxLength: 9 }).map((all) => `1${all.join('')}`),
        ),
        (text) => {
          const match = record.exec(text);
          const toNumber = (digits: string) => Number(digits.replaceAll(',', ''));
          expect(readHeader(text, 'memcheck')).toEqual(
            match
              ? {
                  kind: 'Memcheck:Leak',
                  leakKind: kinds[match[5]!],
                  bytes: toNumber(match[1]!),
                  blocks: toNumber(match[4]!),
                }
              : undefined,
          );
        },
      ),
      { numRuns: 3000 },
    );
  });
});
