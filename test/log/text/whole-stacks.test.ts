import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Chunk } from '../../../src/log/chunk.js';
import { createFrameReader } from '../../../src/log/text/frame-reader.js';
import { createStacks } from '../../../src/log/text/stacks.js';
import { createWholeStacks } from '../../../src/log/text/whole-stacks.js';

function chunkOf(text: string): Chunk {
  return { text, bytes: Buffer.from(text, 'latin1') };
}

function create() {
  const stacks = createStacks();
  return createWholeStacks(createFrameReader(), stacks);
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
            const found = whole.find(chunk, starts[i]!, own);
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
    const first = whole.find(chunkOf(text + longEnough), 0, '==1== ');
    for (let at = 0; at < text.length; at++) {
      const changed = `${text.slice(0, at)}#${text.slice(at + 1)}`;
      const found = whole.find(chunkOf(changed + longEnough), 0, '==1== ');
      expect(found === first, changed).toBe(false);
    }
    expect(whole.find(chunkOf(text + longEnough), 0, '==1== ')).toBe(first);
  });

  it('of which the chunk does not show the end are left to be read line by line', () => {
    const whole = create();
    const text = printed('==1== ', ['   at 0x1: f (a.c:1)', '   by 0x2: main (a.c:2)']);
    for (let cut = 0; cut <= text.length; cut++)
      expect(whole.find(chunkOf(text.slice(0, cut)), 0, '==1== ')).toBeUndefined();
    // Bytes of a longer chunk before are no part of a shorter one.
    expect(whole.find(chunkOf(text + longEnough), 0, '==1== ')?.depth).toBe(2);
    expect(whole.find(chunkOf(text), 0, '==1== ')).toBeUndefined();
  });

  it.each([
    ['with a carriage return', '   at 0x1: f (a.c:1)\r'],
    ['with what may be the prefix of another process', '   at 0x1: f (a==12== .c:1)'],
    ['that are damaged', '   at 0x1'],
    ['that begin otherwise', '   by 0x1: f (a.c:1)'],
  ])('%s are left as well', (_, line) => {
    const whole = create();
    const text = printed('==1== ', [line, '   by 0x2: main (a.c:2)']) + longEnough;
    for (let times = 0; times < 2; times++) expect(whole.find(chunkOf(text), 0, '==1== ')).toBeUndefined();
  });

  it('of more lines than there is a place for are left as well', () => {
    const frames = (count: number) =>
      Array.from({ length: count }, (_, i) => `   ${i === 0 ? 'at' : 'by'} 0x${i.toString(16)}: f (a.c:1)`);
    const whole = create();
    const found = (count: number) =>
      whole.find(chunkOf(printed('==1== ', frames(count)) + longEnough), 0, '==1== ')?.depth;
    expect([512, 513, 600, 512].map(found)).toEqual([512, undefined, undefined, 512]);
  });

  it('are found rightly when more come than are remembered, and lines as long as a chunk', () => {
    const whole = create();
    const name = (i: number) => (i % 100 === 0 ? 'n'.repeat(60_000) : 'n'.repeat(i % 700));
    for (let round = 0; round < 2; round++)
      for (let i = 0; i < 20_000; i++) {
        const lines = [`   at 0x${i.toString(16)}: ${name(i)} (a.c:1)`];
        const chunk = chunkOf(printed(`==${1 + round}== `, lines) + longEnough);
        const found = whole.find(chunk, 0, `==${1 + round}== `);
        if (found?.lines.length !== 1 || found.lines[0]!.text !== lines[0])
          expect(found?.lines.map(({ text }) => text)).toEqual(lines);
      }
  });
});
