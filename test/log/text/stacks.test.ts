import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { agrees, inlinedFrames, toFrames } from '../../../src/log/names.js';
import { printedCall } from '../../../src/log/printed-frame.js';
import { createFrameReader, type FrameLine } from '../../../src/log/text/frame-reader.js';
import { createStacks } from '../../../src/log/text/stacks.js';

const calls = [
  'malloc (vg_replace_malloc.c:381)',
  'f (x.c:1)',
  'f (x.c:2)',
  'f (in /lib/a.so)',
  'g::h(int) (y.cc:7)',
  '??? (in /lib/a.so)',
  '???',
  'main',
];
const line = fc
  .tuple(fc.constantFrom('10', '2F', '3'), fc.constantFrom(...calls))
  .map(([address, call]) => `   by 0x${address}: ${call}`);
const generated = fc.constantFrom(
  'fun:malloc',
  'fun:f',
  'fun:_ZN1g1hEi',
  'obj:/lib/a.so',
  'obj:*',
  'fun:main',
);

/** The lines as nobody read before them. */
function plain(texts: readonly string[]): FrameLine[] {
  const { read } = createFrameReader();
  return texts.map((text) => ({ ...read(text)!, made: {} }));
}

describe('stacks that are remembered', () => {
  const stack = fc.array(line, { maxLength: 5 });
  const many = fc.array(fc.tuple(stack, fc.array(generated, { minLength: 5, maxLength: 5 })), {
    maxLength: 30,
  });

  it('give what each would give alone', () => {
    fc.assert(
      fc.property(many, (all) => {
        const frames = createFrameReader();
        const stacks = createStacks();
        for (const [texts, lines] of all) {
          const block = lines.slice(0, texts.length);
          const alone = plain(texts);
          const inlined = inlinedFrames(alone);
          const read = stacks.stackOf(texts.map((text) => frames.read(text)!));
          expect(stacks.framesOf(read)).toEqual(toFrames(alone));
          expect(stacks.framesOf(read, block)).toEqual(toFrames(alone, { frames: block }));
          expect(stacks.fits(read, block)).toBe(
            block.every((each, i) => agrees(alone[i]!, inlined?.[i] ?? false, each)),
          );
        }
      }),
      { numRuns: 500 },
    );
  });

  it('are one array, also at other addresses', () => {
    const frames = createFrameReader();
    const stacks = createStacks();
    const read = (address: string) =>
      stacks.stackOf(calls.map((call, i) => frames.read(`   by 0x${address}${i}: ${call}`)!));
    const [one, other] = [read('1'), read('2')];
    expect(read('1')).toBe(one);
    expect(other).not.toBe(one);
    expect(other.frames).toBe(one.frames);
    const block = [
      'fun:malloc',
      'fun:f',
      'fun:f',
      'fun:f',
      'fun:_ZN1g1hEi',
      'obj:/lib/a.so',
      'obj:*',
      'fun:main',
    ];
    expect(stacks.framesOf(other, block)).toBe(stacks.framesOf(one, [...block]));
    expect(stacks.framesOf(one, block)).not.toBe(one.frames);
  });
});

describe('frame lines that are remembered', () => {
  it('are found where they stand, with either line end, and only whole', () => {
    const { read, find } = createFrameReader();
    const known = read('   by 0x1: f (x.c:1)')!;
    expect(find('==1==    by 0x1: f (x.c:1)\n', 6)).toBe(known);
    expect(find('==1==    by 0x1: f (x.c:1)\r\n', 6)).toBe(known);
    for (const other of [
      '   by 0x1: f (x.c:1)',
      '   by 0x1: f (x.c:1) \n',
      '   by 0x1: f (x.c:12)\n',
      '   by 0x1: f\n',
    ])
      expect(find(other, 0)).toBeUndefined();
  });

  it('are what the line says', () => {
    expect(createFrameReader().read('   at 0xAB: f (x.c:1)')).toMatchObject({
      address: 'AB',
      ...printedCall('f', { file: 'x.c', line: 1 }),
    });
  });

  it('are forgotten in the end, and read again', () => {
    const { read } = createFrameReader();
    const first = read('   by 0x0: f (x.c:1)');
    for (let i = 1; i <= 1 << 16; i++) read(`   by 0x${i.toString(16)}: f (x.c:1)`);
    const again = read('   by 0x0: f (x.c:1)');
    expect(again).not.toBe(first);
    expect(again).toEqual({ ...first, number: again!.number });
  });
});
