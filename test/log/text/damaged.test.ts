import { readdirSync, readFileSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Finding } from '../../../src/finding/finding.js';
import { findingId } from '../../../src/finding/id.js';
import { readText } from '../../../src/log/text/index.js';
import { processorTime } from '../processor-time.js';
import { collect, createCollector, type Collected } from './collect.js';

const folder = new URL('logs/', import.meta.url);
const names = readdirSync(folder).sort();
const logs = names.map((name) => readFileSync(new URL(name, folder), 'latin1').split('\n'));

/** Something done to the lines of a log; the numbers are taken modulo what there is. */
type Damage = (lines: readonly string[]) => string[];

const position = fc.nat({ max: 2000 });
const damage: fc.Arbitrary<Damage> = fc.oneof(
  position.map(
    (at): Damage =>
      (lines) =>
        lines.slice(0, at % lines.length),
  ),
  position.map(
    (at): Damage =>
      (lines) =>
        lines.slice(at % lines.length),
  ),
  position.map(
    (at): Damage =>
      (lines) =>
        lines.toSpliced(at % lines.length, 1),
  ),
  fc.tuple(position, position).map(([from, to]): Damage => (lines) => {
    const [moved = ''] = lines.slice(from % lines.length);
    return lines.toSpliced(to % lines.length, 0, moved);
  }),
  fc.tuple(position, fc.nat({ max: 80 })).map(
    ([at, column]): Damage =>
      (lines) =>
        lines.with(at % lines.length, lines[at % lines.length]!.slice(0, column)),
  ),
  fc.tuple(position, fc.nat({ max: 60 })).map(([at, column]): Damage => (lines) => {
    const line = lines[at % lines.length]!;
    return lines.with(at % lines.length, line.slice(0, column) + (lines[(at + 1) % lines.length] ?? ''));
  }),
  fc.tuple(position, fc.string({ unit: 'binary', maxLength: 40 })).map(
    ([at, junk]): Damage =>
      (lines) =>
        lines.toSpliced(at % lines.length, 0, junk),
  ),
  fc.tuple(position, fc.nat({ max: 9999 })).map(
    ([at, pid]): Damage =>
      (lines) =>
        lines.map((line, i) => (i > at % lines.length ? line.replace(/^==\d+==/, `==${pid}==`) : line)),
  ),
);

function expectWellFormed(finding: Finding): void {
  expect(finding.id).toBe(findingId(finding));
  expect(finding.kind).toMatch(/^(?:Memcheck|Helgrind|drd|CoreError):[A-Za-z0-9]+$/);
  expect(finding).toMatchObject({ count: 1, records: 1, variants: [] });
  expect(finding.what).not.toBe('');
  expect(finding.places).toHaveLength(1);
  if (finding.kind !== 'CoreError:FdNotClosed') expect(finding.frames).not.toHaveLength(0);
  for (const frame of [finding, ...finding.auxiliary].flatMap(({ frames }) => frames)) {
    expect(frame.fun ?? frame.demangled).toBeTruthy();
  }
}

function expectConsistent(got: Collected): void {
  got.findings.forEach(expectWellFormed);
  for (const { finding, times } of got.totals) {
    expect(got.findings).toContain(finding);
    expect(times).toBeGreaterThan(0);
  }
  expect(got.problems.length).toBeLessThanOrEqual(101);
}

describe('damaged logs', () => {
  it('never throw and never give malformed findings', () => {
    const anyLog = fc.constantFrom(...logs);
    fc.assert(
      fc.property(anyLog, fc.array(damage, { minLength: 1, maxLength: 6 }), (log, damages) => {
        const lines = damages.reduce<string[]>((now, harm) => (now.length > 0 ? harm(now) : now), log);
        expectConsistent(collect(lines.join('\n')));
      }),
      { numRuns: 500 },
    );
  });

  it('may be any text', () => {
    const piece = fc.constantFrom(
      '==1== ',
      '==2==',
      '--1-- ',
      '**1** ',
      '>==1== ',
      '\n',
      '{',
      '}',
      '   at 0x1: ',
      '   by 0xF: ',
      'f (x.c:1)',
      '   fun:f',
      '   Memcheck:Cond',
      '   <insert_a_suppression_name_here>',
      'Invalid read of size 4',
      ' Lock at 0x1 was first observed',
      'Acquired at:',
      '1 errors in context 1 of 1:',
      'Memcheck, a memory error detector',
      '---- Print suppression ? --- [Return/N/n/Y/y/C/c] ---- ',
      'Thread 2:',
      ' ',
    );
    fc.assert(
      fc.property(
        fc.array(fc.oneof(piece, fc.string({ unit: 'binary', maxLength: 8 })), { maxLength: 60 }),
        (pieces) => {
          expectConsistent(collect(pieces.join('')));
        },
      ),
      { numRuns: 1000 },
    );
  });
});

describe('chunks', () => {
  const whole = names.map((name) => readFileSync(new URL(name, folder), 'latin1'));

  async function read(chunks: readonly string[]): Promise<Collected> {
    const { got, sink } = createCollector();
    async function* stream() {
      for (const chunk of chunks) yield Buffer.from(chunk, 'latin1');
    }
    await readText(stream(), 'log.txt', sink);
    return got;
  }

  it('of any size, and either line end, give the same', async () => {
    for (const text of whole) {
      const expected = collect(text);
      const small: string[] = [];
      for (let at = 0; at < text.length; at += 7) small.push(text.slice(at, at + 7));
      expect(await read(small)).toEqual(expected);
      expect(await read([text.replaceAll('\n', '\r\n')])).toEqual(expected);
      expect(await read([text.replace(/\n$/, '')])).toEqual(expected);
    }
  });

  it('a line without end is cut, and reading goes on', async () => {
    const error = '==1== Invalid read of size 4\n==1==    at 0x1: f (x.c:1)\n==1== \n';
    const long = Array.from({ length: 64 }, () => 'x'.repeat(1 << 16));
    for (const end of [['\n', error], ['y\n' + error]]) {
      const got = await read([error, ...long, ...end]);
      expect(got.findings).toHaveLength(2);
      const length = (1 << 22) + end[0]!.indexOf('\n');
      expect(got.problems).toEqual([
        {
          log: 'log.txt',
          line: 4,
          message: `a line of ${length} bytes, of which the first 1048576 are read`,
        },
      ]);
    }
    expect((await read([error, ...long])).problems[0]!.message).toContain(`a line of ${1 << 22} bytes`);
  });
});

describe('hostile lines take time in proportion to their length', () => {
  const length = 1 << 20;
  const fill = (piece: string) => piece.repeat(length / piece.length);
  const frame = (name: string) => `==1== Invalid read of size 4\n==1==    at 0x1: ${name}\n==1== \n`;

  it.each([
    ['pids', fill('==1==')],
    ['equal signs', fill('=')],
    ['prompts', `==1== ${fill('---- Print suppression ? --- [Return/N/n/Y/y/C/c] ---- ==1== ')}`],
    ['parentheses', frame(fill('('))],
    ['closing parentheses', frame(`f (${fill(')')}`)],
    ['colons', frame(`f (${fill(':1')})`)],
    ['contexts', `==1== 1 errors (suppressed by ${fill(') in context 1 of ')}`],
    ['mutexes', `==1== ${fill(': mutex 0x1, ')}\n==1==    at 0x1: f (x.c:1)\n==1== \n`],
    ['threads', `==1== Thread #1${fill(' at 0x1')}\n==1==    at 0x1: f (x.c:1)\n==1== \n`],
    ['mismatches', `==1== Mismatched ${fill(' size value')}\n==1==    at 0x1: f (x.c:1)\n==1== \n`],
    [
      'alignments',
      `==1== Mismatched ${fill(' alignment alloc value: ')}\n==1==    at 0x1: f (x.c:1)\n==1== \n`,
    ],
    ['used suppressions', `--1-- used_suppression:      1 ${fill(' suppressed: 1')}`],
    ['fishy arguments', `==1== Argument 'a' of function ${fill(' has a fishy (possibly negative) value')}`],
  ])('%s', (_, text) => {
    expect(processorTime(() => void collect(text))).toBeLessThan(4000);
  });
});
