import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { load } from '../../src/suppression/load.js';
import { parse } from '../../src/suppression/parse.js';
import type { FramePattern } from '../../src/suppression/suppression.js';
import { formatSuppression, type NewEntry } from '../../src/suppression/write.js';

const read = (text: string) => load(parse(text), { file: 'f.supp', tool: 'memcheck', numCallers: 500 });

describe('formatSuppression', () => {
  it('writes in the layout of Valgrind', () => {
    const entry: NewEntry = {
      name: 'leak in the parser',
      kind: 'Memcheck:Leak',
      leakKinds: ['definite', 'possible'],
      frames: [{ type: 'fun', pattern: 'malloc' }, { type: '...' }, { type: 'src', file: 'a.c', line: 3 }],
      comments: ['12 blocks', 'seen in\ntwo logs', ''],
    };
    expect(formatSuppression(entry)).toBe(
      [
        ...['# 12 blocks', '# seen in', '# two logs', '#', '{', '   leak in the parser', '   Memcheck:Leak'],
        ...['   match-leak-kinds: possible,definite', '   fun:malloc', '   ...', '   src:a.c:3', '}', ''],
      ].join('\n'),
    );
  });

  it.each([
    ['}', '_}'],
    ['#1', '_#1'],
    ['', 'unnamed'],
    [' \t', 'unnamed'],
    [' two\n\nlines ', 'two lines'],
    ['{', '{'],
    ['caf\xC3\xA0', 'caf\xC3\xA0'],
  ])('makes the name %j safe as %j', (name, safe) => {
    const text = formatSuppression({ name, kind: 'Memcheck:Cond', frames: [{ type: 'fun', pattern: 'f' }] });
    expect(read(text).suppressions.map((each) => each.name)).toEqual([safe]);
  });

  it('writes nothing that Valgrind could not read back', () => {
    const byteString = fc.uint8Array({ maxLength: 12 }).map((bytes) => Buffer.from(bytes).toString('latin1'));
    const pattern = fc.oneof(byteString, fc.constantFrom('f', 'a b ', ' ', '}', '#', '*x?', '\xA0'));
    const frame: fc.Arbitrary<FramePattern> = fc.oneof(
      fc.record({ type: fc.constantFrom('fun' as const, 'obj' as const), pattern }),
      fc.record({ type: fc.constant('src' as const), file: pattern, line: fc.nat(99) }),
    );
    const entry = fc.record({
      name: pattern,
      kind: fc.constantFrom('Memcheck:Cond', 'CoreError:FdBadClose'),
      frames: fc.array(fc.oneof(frame, fc.constant({ type: '...' as const })), {
        minLength: 1,
        maxLength: 20,
      }),
      comments: fc.array(pattern),
    });
    fc.assert(
      fc.property(entry, (entry) => {
        fc.pre(entry.frames.some(({ type }) => type !== '...'));
        const { suppressions, problems } = read(formatSuppression(entry));
        expect(problems).toEqual([]);
        expect(suppressions).toHaveLength(1);
        const [{ kind, frames } = {}] = suppressions;
        expect(kind).toBe(entry.kind);
        expect(frames!.map(({ type }) => type)).toEqual(entry.frames.map(({ type }) => type));
        entry.frames.forEach((wanted, index) => {
          const found = frames![index]!;
          if (wanted.type === '...' || found.type === '...') return;
          const [was, is] = [textOf(wanted), textOf(found)];
          // Only bytes that cannot stand there are changed, and only to what matches them.
          expect(is.length).toBe(was.length);
          [...is].forEach((byte, at) => expect([was[at], '?']).toContain(byte));
        });
      }),
      { numRuns: 500 },
    );
  });

  it('writes no line that is too long for Valgrind', () => {
    const long = 'x'.repeat(200_000);
    const text = formatSuppression({
      ...{ name: long, kind: 'Memcheck:Cond', comments: [long] },
      frames: [{ type: 'fun', pattern: long }],
    });
    expect(read(text).problems).toEqual([]);
    expect(read(text).suppressions).toMatchObject([
      { frames: [{ pattern: expect.stringMatching(/^x+\*$/) as string }] },
    ]);
  });
});

function textOf(frame: Exclude<FramePattern, { type: '...' }>): string {
  return frame.type === 'src' ? frame.file : frame.pattern;
}
