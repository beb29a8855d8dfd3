import { readdirSync, readFileSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readHeader } from '../../../src/log/headers/index.js';
import { readText } from '../../../src/log/text/index.js';
import { collect, createCollector, type Collected } from './collect.js';

const folder = new URL('logs/', import.meta.url);
const logs = readdirSync(folder)
  .sort()
  .map((name) => readFileSync(new URL(name, folder), 'latin1').split('\n').slice(0, 300));

/** Reads chunks; lines that `collect` reads one by one are read where they stand. */
async function readChunks(text: string, size: number): Promise<Collected> {
  const { got, sink } = createCollector();
  async function* chunks() {
    for (let at = 0; at < text.length; at += size) yield Buffer.from(text.slice(at, at + size), 'latin1');
  }
  await readText(chunks(), 'log.txt', sink);
  return got;
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
  (line) => line.replace('fun:', 'fun:x'),
  (line) => line.replace('at 0x', 'by 0x'),
  (line) => `${line}\n{`,
  (line) => `${line}\nmemcheck: m_x.c:12 (f): Assertion 'x' failed.`,
  (line) => `--77-- Valgrind options:\n${line}`,
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
        async (one, other, all, stride, size) => {
          // The other log in between, a few lines at a time.
          const mixed = one.flatMap((line, i) =>
            i % (stride * 20) === 0 ? [...other.slice(i, i + stride), line] : [line],
          );
          const twice = [...one, ...one, ...mixed];
          for (const [at, edit] of all)
            twice[(at * 7) % twice.length] = edit(twice[(at * 7) % twice.length]!);
          const text = twice.join('\n');
          expect(await readChunks(text, size)).toEqual(collect(text));
        },
      ),
      { numRuns: 150 },
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
