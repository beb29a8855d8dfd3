import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Chunk } from '../../../src/log/text/chunks.js';
import { createFrameReader } from '../../../src/log/text/frame-reader.js';
import { createStacks } from '../../../src/log/text/stacks.js';
import { createWholeRecords } from '../../../src/log/text/whole-records.js';

function chunkOf(text: string): Chunk {
  return { text: () => text, bytes: Buffer.from(text, 'latin1') };
}

function create() {
  const stacks = createStacks();
  return createWholeRecords(createFrameReader(), stacks);
}

function printed(prefix: string, lines: readonly string[]): string {
  return lines.map((line) => `${prefix}${line}\n`).join('');
}

const longEnough = '==1== what follows is long enough to show the end\n';

/** Few of each, so that stacks share beginnings, hashes and lengths. */
const address = fc.constantFrom('1', '48417B4', '48417B5', '4A9D773AA', 'FFFFFFFFFFFFFFFF');
const call = fc.constantFrom(
  'f (a.c:1)',
  'g (a.c:1)',
  '??? (in /usr/lib/libglib-2.0.so.0)',
  `std::vector<${'int, '.repeat(9)}> (v.h:12)`,
);
const stack = fc
  .array(fc.tuple(address, call), { minLength: 1, maxLength: 6 })
  .map((frames) => frames.map(([at, name], i) => `   ${i === 0 ? 'at' : 'by'} 0x${at}: ${name}`));
const prefix = fc.constantFrom('==1== ', '==2== ', '==12345== ', '==00:00:00:01.234 4242== ', '>>==77== ');
/** What ends a stack, and what does not. */
const follower = fc.constantFrom(
  (own: string) => `${own}\n`,
  (own: string) => `${own} Address 0x0 is not stack'd, malloc'd or (recently) free'd\n`,
  (own: string) => `${own}   at 0x5: another stack\n`,
  () => '==9==    by 0x6: a frame of another process\n',
  () => 'output of the program\n',
  () => '{\n',
);

describe('records that are known', () => {
  const headers = ['Invalid free()', 'Use of uninitialised value of size 8', 'Invalid read of size 4'];
  /** What a header may be, and whether it is known or a leak's. */
  const header = fc.oneof(
    { weight: 8, arbitrary: fc.constantFrom(...headers) },
    {
      weight: 8,
      arbitrary: fc
        .tuple(
          fc.constantFrom('1', '12,345', '9'.repeat(15), '9'.repeat(16), '', ',', ',1', '1,', '-1'),
          fc.constantFrom('1', '1,234', 'x', ''),
          fc.constantFrom('definitely lost', 'indirectly lost', 'possibly lost', 'still reachable', 'lost'),
          fc.constantFrom('1 of 2', '1,000 of 2,000', '1 of 2 ', '1 of ', '1 og 2', ' of 2', '1 of 2 ==1== '),
        )
        .map(
          ([bytes, blocks, lost, place]) =>
            `${bytes} bytes in ${blocks} blocks are ${lost} in loss record ${place}`,
        ),
    },
    fc.constantFrom(
      'Invalid',
      'Invalid free() ',
      'Invalid read of size 44',
      'Invalid free()==1==    at 0x1: f (a.c:1)',
      '4 bytes in 1 blocks are possibly lost in loss record 1 of 2 ==1==    at 0x1: f (a.c:1)',
      '   at 0x1: f (a.c:1)',
      '',
      ' ',
    ),
  );
  const plain =
    /^([\d][\d,]{0,14}) bytes in ([\d][\d,]{0,14}) blocks are (definitely lost|indirectly lost|possibly lost|still reachable) in loss record [\d][\d,]{0,14} of [\d][\d,]{0,14}$/;
  const words = ['definitely lost', 'indirectly lost', 'possibly lost', 'still reachable'];
  const stacks: string[][] = [
    ['   at 0x1: f (a.c:1)'],
    ['   at 0x1: f (a.c:1)', '   by 0x2: main (a.c:2)'],
    ['   at 0x1: f (a.c:1)', '   by 0x2: main (a.c:3)'],
    ['   at 0x48417B4: malloc (vg_replace_malloc.c:381)', `   by 0x2: ${'n'.repeat(90)} (a.c:2)`],
  ];
  const number = (digits: string) => Number(digits.replaceAll(',', ''));
  const sometimes = <T>(usual: T, ...others: T[]) =>
    fc.oneof({ weight: 12, arbitrary: fc.constant(usual) }, fc.constantFrom(...others));

  it('are those whose header, stack and empty line stand there one after the other', () => {
    const record = fc.record({
      own: sometimes('==1== ', '==2== ', '==12345== ', '==00:00:00:01.234 4242== '),
      headerOwn: sometimes(undefined, '==1== ', '==3== ', '==12345== '),
      header,
      stack: fc.oneof(
        { weight: 12, arbitrary: fc.constantFrom(...stacks) },
        fc.constantFrom<string[][]>(['   at 0x77: g (a.c:1)'], []),
      ),
      end: sometimes('', 'x', ' ', '\r'),
    });
    const start = fc.constantFrom('==1== ', '==12345== ', '==00:00:00:01.234 4242== ');
    fc.assert(
      fc.property(start, fc.array(record, { minLength: 1, maxLength: 90 }), (first, all) => {
        const whole = create();
        const seen = chunkOf(stacks.map((lines) => printed('==7== ', lines) + longEnough).join(''));
        for (const at of seen.text().matchAll(/==7== {4}at/g)) whole.stack(seen, at.index, '==7== ');
        const known = chunkOf(printed('==8== ', headers));
        for (const text of headers)
          whole.seeHeader(known, known.text().indexOf(text), { kind: `Memcheck:${text}` });

        let text = '';
        const expected: object[] = [];
        let counts = true;
        all.forEach(({ own: other, headerOwn, header, stack, end }, i) => {
          const own = i === 0 || other === '==1== ' ? first : other;
          const at = text.length + (headerOwn ?? own).length;
          text += printed(headerOwn ?? own, [header]) + printed(own, stack) + printed(own, [end]);
          const leak = plain.exec(header);
          counts &&= own === first && (headerOwn ?? first) === first && end === '' && stacks.includes(stack);
          counts &&= leak !== null || headers.includes(header);
          counts &&= expected.length < 64;
          if (counts)
            expected.push({
              stack,
              depth: stack.length,
              text: header,
              at,
              header: leak
                ? {
                    kind: 'Memcheck:Leak',
                    leakKind: ['definite', 'indirect', 'possible', 'reachable'][words.indexOf(leak[3]!)],
                    bytes: number(leak[1]!),
                    blocks: number(leak[2]!),
                  }
                : { kind: `Memcheck:${header}` },
            });
        });
        const chunk = chunkOf(text);
        const count = whole.find(chunk, 0, first);
        const found = Array.from({ length: count }, (_, i) => {
          const { at, end, depth, stack, header } = whole.record(i);
          return {
            stack: stack.lines.map((line) => line.text),
            depth,
            text: text.slice(at, end),
            at,
            header,
          };
        });
        expect(found).toEqual(expected);
        const ends = text.split('\n').slice(
          0,
          expected.reduce((lines, one) => lines + 2 + (one as { depth: number }).depth, 0),
        );
        if (count > 0) expect(whole.end()).toBe(ends.join('\n').length + 1);
      }),
      { numRuns: 3000 },
    );
  });

  it('are none where the chunk does not show them whole', () => {
    const whole = create();
    const text = printed('==1== ', [
      '4 bytes in 1 blocks are possibly lost in loss record 1 of 2',
      ...stacks[1]!,
      '',
    ]);
    const chunk = chunkOf(text + text);
    whole.stack(chunk, text.indexOf('==1==    at'), '==1== ');
    expect(whole.find(chunk, 0, '==1== ')).toBe(2);
    for (let length = 0; length < text.length; length++) {
      expect(whole.find(chunkOf(text.slice(0, length)), 0, '==1== ')).toBe(0);
      expect(whole.find(chunkOf(text + text.slice(0, length)), 0, '==1== ')).toBe(1);
    }
    // A line that another process wrote over.
    expect(whole.find(chunkOf(text.replace('of 2\n', 'of 2 ')), 0, '==1== ')).toBe(0);
  });
});

describe('stacks as they are printed', () => {
  it('are found with the lines that stand there, new or known, with any prefix', () => {
    const places = fc.array(fc.tuple(prefix, stack, follower), { minLength: 1, maxLength: 12 });
    fc.assert(
      fc.property(places, places, (first, second) => {
        const whole = create();
        for (const part of [first, second, first]) {
          let text = '';
          const starts = part.map(([own, lines, after]) => {
            const at = text.length;
            text += printed(own, lines) + after(own);
            return at;
          });
          const chunk = chunkOf(text + longEnough);
          part.forEach(([own, lines, after], i) => {
            const found = whole.stack(chunk, starts[i]!, own);
            expect(found?.lines.map((line) => line.text)).toEqual(lines);
            expect(found?.depth).toBe(lines.length);
            expect(found?.bytes).toBe(printed('', lines).length);
            expect(whole.isClosed()).toBe(after(own) === `${own}\n`);
          });
        }
      }),
      { numRuns: 300 },
    );
  });

  it('are not told from a byte that differs, wherever it is', () => {
    const whole = create();
    const lines = [
      '   at 0x48417B4: malloc (vg_replace_malloc.c:381)',
      '   by 0x109335: main (machine.c:19)',
    ];
    const text = printed('==1== ', lines);
    const first = whole.stack(chunkOf(text + longEnough), 0, '==1== ');
    for (let at = 0; at < text.length; at++) {
      const changed = `${text.slice(0, at)}#${text.slice(at + 1)}`;
      const found = whole.stack(chunkOf(changed + longEnough), 0, '==1== ');
      expect(found === first, changed).toBe(false);
    }
    expect(whole.stack(chunkOf(text + longEnough), 0, '==1== ')).toBe(first);
  });

  it('of which the chunk does not show the end are left to be read line by line', () => {
    const whole = create();
    const text = printed('==1== ', ['   at 0x1: f (a.c:1)', '   by 0x2: main (a.c:2)']);
    for (let cut = 0; cut <= text.length; cut++)
      expect(whole.stack(chunkOf(text.slice(0, cut)), 0, '==1== ')).toBeUndefined();
    // Bytes of a longer chunk before are no part of a shorter one.
    expect(whole.stack(chunkOf(text + longEnough), 0, '==1== ')?.depth).toBe(2);
    expect(whole.stack(chunkOf(text), 0, '==1== ')).toBeUndefined();
  });

  it.each([
    ['with a carriage return', '   at 0x1: f (a.c:1)\r'],
    ['with what may be the prefix of another process', '   at 0x1: f (a==12== .c:1)'],
    ['that are damaged', '   at 0x1'],
    ['that begin otherwise', '   by 0x1: f (a.c:1)'],
  ])('%s are left as well', (_, line) => {
    const whole = create();
    const text = printed('==1== ', [line, '   by 0x2: main (a.c:2)']) + longEnough;
    for (let times = 0; times < 2; times++) expect(whole.stack(chunkOf(text), 0, '==1== ')).toBeUndefined();
  });

  it('of more lines than there is a place for are left as well', () => {
    const frames = (count: number) =>
      Array.from({ length: count }, (_, i) => `   ${i === 0 ? 'at' : 'by'} 0x${i.toString(16)}: f (a.c:1)`);
    const whole = create();
    const found = (count: number) =>
      whole.stack(chunkOf(printed('==1== ', frames(count)) + longEnough), 0, '==1== ')?.depth;
    expect([512, 513, 600, 512].map(found)).toEqual([512, undefined, undefined, 512]);
  });

  it('are found rightly when more come than are remembered, and lines as long as a chunk', () => {
    const whole = create();
    const name = (i: number) => (i % 100 === 0 ? 'n'.repeat(60_000) : 'n'.repeat(i % 700));
    for (let round = 0; round < 2; round++)
      for (let i = 0; i < 20_000; i++) {
        const lines = [`   at 0x${i.toString(16)}: ${name(i)} (a.c:1)`];
        const chunk = chunkOf(printed(`==${1 + round}== `, lines) + longEnough);
        const found = whole.stack(chunk, 0, `==${1 + round}== `);
        if (found?.lines.length !== 1 || found.lines[0]!.text !== lines[0])
          expect(found?.lines.map(({ text }) => text)).toEqual(lines);
      }
  });
});
