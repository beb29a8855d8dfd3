import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Element } from '../../../src/log/xml/element.js';
import { hashOf } from '../../../src/log/xml/known-stacks.js';
import { createPieces } from '../../../src/log/xml/pieces.js';

const start = '  <stack>\n';
const end = '  </stack>\n';

/** Longer texts are read without remembering anything: the twin. */
const padding = ' '.repeat(1 << 20);

interface Read {
  readonly element: Element | undefined;
  readonly at: number;
  readonly lines: number;
}

type Reader = (text: string, at?: number) => Read;

function createReader(padded = ''): Reader {
  const { readStack } = createPieces();
  return (text, at = start.length) => {
    const cursor = { text: text + padded, at, lines: 1 };
    const element = readStack(cursor);
    return { element, at: cursor.at, lines: cursor.lines };
  };
}

/** Without what is only kept to save time. */
function plain(element: Element | undefined): unknown {
  return element && { name: element.name, text: element.text, children: element.children.map(plain) };
}

function frame(ip: string, ...leaves: string[]): string {
  return `    <frame>\n      <ip>0x${ip}</ip>\n${leaves.map((leaf) => `      ${leaf}\n`).join('')}    </frame>\n`;
}

const printed = (frames: readonly string[]) => start + frames.join('') + end;

/** Few of each, so that frames share beginnings, ends, hashes and lengths. */
const aFrame = fc
  .tuple(
    fc.constantFrom('1', '48417B4', '48417B5', '5AF9FCE', 'FFFFFFFFFFFFFFFF'),
    fc.subarray([
      '<obj>/usr/lib/x86_64-linux-gnu/libc.so.6</obj>',
      '<fn>f</fn>',
      `<fn>std::vector&lt;${'int, '.repeat(30)}&gt;</fn>`,
      '<file>a.c</file>',
      '<file>b.c</file>',
      '<line>9</line>',
    ]),
  )
  .map(([ip, leaves]) => frame(ip, ...leaves));
const frames = fc.array(aFrame, { maxLength: 7 });

describe('stacks of an XML log', () => {
  it('are read alike whether remembered or not, and equal ones are the same', () => {
    const texts = fc.array(fc.array(frames, { maxLength: 6 }), { minLength: 1, maxLength: 4 });
    fc.assert(
      fc.property(texts, (all) => {
        const read = createReader();
        const byText = new Map<string, Element>();
        const stacks = new Map<string, Element[]>();
        for (const stacksOfText of [...all, ...all]) {
          const text = stacksOfText.map(printed).join('');
          let from = 0;
          for (const one of stacksOfText) {
            const got = read(text, from + start.length);
            from += printed(one).length;
            expect(got.at).toBe(from);
            expect(got.lines).toBe(printed(one).split('\n').length - 1);
            const alone = createReader(padding)(printed(one));
            expect(plain(got.element)).toEqual(plain(alone.element));
            got.element!.children.forEach((child, i) => {
              const known = byText.get(one[i]!) ?? child;
              expect(child).toBe(known);
              byText.set(one[i]!, known);
            });
            const before = stacks.get(printed(one)) ?? [];
            // From the second time on it is remembered.
            if (before.length > 1) expect(got.element).toBe(before[1]);
            stacks.set(printed(one), [...before, got.element!]);
          }
        }
      }),
      { numRuns: 60 },
    );
  });

  it('are read alike with a byte that is changed, wherever it is, or lacking', () => {
    const one = [frame('48417B4', '<fn>f</fn>', '<line>9</line>'), frame('5', '<obj>/lib/a.so</obj>')];
    const text = printed(one) + printed(one);
    const twin = createReader(padding);
    for (let at = start.length; at < printed(one).length; at++)
      for (const byte of ['', 'x', ' ', '\n', '<']) {
        const changed = text.slice(0, at) + byte + text.slice(at + 1);
        const read = createReader();
        read(text);
        read(text);
        for (let times = 0; times < 2; times++) {
          const [got, other] = [read(changed), twin(changed)];
          expect(plain(got.element)).toEqual(plain(other.element));
          if (got.element) expect([got.at, got.lines]).toEqual([other.at, other.lines]);
        }
      }
  });

  it('are none where the text ends within them, and where it ends is looked at', () => {
    const text = printed([frame('1', '<fn>f</fn>'), frame('2', '<fn>g</fn>')]);
    const read = createReader();
    expect(read(text).element).toBeDefined();
    for (let length = start.length; length < text.length; length++) {
      const got = read(text.slice(0, length));
      expect(got.element).toBeUndefined();
      expect(got.at).toBeLessThanOrEqual(length);
      // What is behind the text in memory is no part of it.
      expect(read(text).element).toBeDefined();
    }
  });

  it('can be of thousands of frames, and frames of thousands of bytes', () => {
    const many = Array.from({ length: 1500 }, (_, i) => frame((i % 700).toString(16), '<fn>f</fn>'));
    const read = createReader();
    for (const count of [511, 512, 513, 1024, 1500])
      for (let times = 0; times < 3; times++)
        expect(read(printed(many.slice(0, count))).element?.children.length).toBe(count);
    const long = (bytes: number) => printed([frame('1', `<fn>${'n'.repeat(bytes)}</fn>`), frame('2')]);
    for (const bytes of [4000, 7900, 4000]) expect(read(long(bytes)).element?.children.length).toBe(2);
    // The parser reads those.
    expect(read(long(9000)).element).toBeUndefined();
    expect(
      read(long(5000).replace('</fn>', `</fn>\n      <file>${'n'.repeat(5000)}</file>`)).element,
    ).toBeUndefined();
    expect(read(long(4000)).element?.children.length).toBe(2);
  });

  it('are right when more come than are remembered', () => {
    const read = createReader();
    const first = () => read(printed([frame('abc')])).element!.children[0];
    for (const [count, name] of [
      [90_000, 'f'],
      [1500, 'n'.repeat(7900)],
    ] as const) {
      // All may be forgotten before the second time.
      first();
      const before = first();
      expect(first()).toBe(before);
      for (let i = 0; i < count; i++) {
        const one = [
          frame(i.toString(16), `<fn>${name}</fn>`),
          frame((i % 5).toString(), `<line>${i % 3}</line>`),
        ];
        const { element } = read(printed(one));
        const texts = element!.children.map((child) => child.children.map((leaf) => leaf.text));
        if (texts.join() !== `0x${i.toString(16)},${name},0x${i % 5},${i % 3}`) expect(texts).toEqual(one);
      }
      expect(first()).not.toBe(before);
    }
  });

  it('are told apart where two have one hash', () => {
    const some = Array.from({ length: 60 }, (_, i) => frame(i.toString(16)));
    const read = createReader();
    const known = some.map((one) => read(printed([one])).element!.children[0]);
    let found = 0;
    const byHash = new Map<number, number[]>();
    for (let i = 0; i < 60 ** 4 && found < 3; i += 7) {
      const numbers = [
        i % 60,
        Math.floor(i / 60) % 60,
        Math.floor(i / 60 ** 2) % 60,
        Math.floor(i / 60 ** 3),
      ];
      const hash = hashOf(numbers.map((number) => ({ number })));
      const other = byHash.get(hash);
      byHash.set(hash, numbers);
      if (!other) continue;
      found++;
      for (let times = 0; times < 3; times++)
        for (const each of [numbers, other, other, numbers, numbers])
          expect(read(printed(each.map((number) => some[number]!))).element!.children).toEqual(
            each.map((number) => known[number]),
          );
    }
    expect(found).toBe(3);
  });
});
