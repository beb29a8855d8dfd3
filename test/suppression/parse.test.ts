import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parse } from '../../src/suppression/parse.js';
import { print } from '../../src/suppression/print.js';
import { lineOf, linesOf, type Entry } from '../../src/suppression/tree.js';
import { almostFile, anyBytes, crumbs } from './fragments.js';

const files = fc.oneof(almostFile, crumbs, anyBytes);

describe('parse', () => {
  it('prints back every byte', () => {
    fc.assert(
      fc.property(files, (bytes) => {
        expect(print(parse(bytes))).toBe(bytes);
      }),
      { numRuns: 2000 },
    );
  });

  it('gives every line its true place', () => {
    fc.assert(
      fc.property(files, (bytes) => {
        const lines = bytes.split('\n');
        if (lines.at(-1) === '') lines.pop();
        const found = [...linesOf(parse(bytes))];
        expect(found.map(({ line }) => line)).toEqual(lines.map((_, index) => index + 1));
        for (const { offset, line, column, text } of found) {
          expect(bytes.slice(offset, offset + text.length)).toBe(text);
          expect(lines[line - 1]!.slice(column - 1, column - 1 + text.length)).toBe(text);
        }
      }),
      { numRuns: 1000 },
    );
  });

  it('gives comments directly above an entry to the entry', () => {
    const { items } = parse('# far\n\n# near\n# nearer\n{\nname\n');
    expect(items.map(({ type }) => type)).toEqual(['comment', 'blank', 'entry']);
    expect((items[2] as Entry).lines.map(({ text }) => text)).toEqual(['# near', '# nearer', '{', 'name']);
  });

  it('tells name, kind and body apart, with comments and blank lines between them', () => {
    const { items } = parse('{\n# a\n\nname\n# b\nTool:Kind\n\nfun:f\n# c\n}\n');
    const entry = items[0] as Entry;
    expect(items).toHaveLength(1);
    expect(entry.lines.map(({ type }) => type)).toEqual([
      ...['open', 'comment', 'blank', 'name', 'comment', 'kind', 'blank', 'body', 'comment', 'close'],
    ]);
    expect(lineOf(entry, 'kind')?.text).toBe('Tool:Kind');
  });

  it('ends an entry that is not closed before the next one', () => {
    const { items } = parse('{\na\nT:K\nfun:f\n\n# of b\n{\nb\nT:K\nfun:f\n}\n');
    expect(items.map(({ type }) => type)).toEqual(['entry', 'blank', 'entry']);
    expect(lineOf(items[2] as Entry, 'comment')?.text).toBe('# of b');
  });

  it('takes the line after the opening brace for the name, even a brace', () => {
    expect((parse('{\n{\nT:K\n}\n').items[0] as Entry).lines.map(({ type }) => type)).toEqual([
      ...['open', 'name', 'kind', 'close'],
    ]);
  });

  it('sees a brace before a NUL byte', () => {
    expect(parse('{\0x\nname\n}\0\n').items).toHaveLength(1);
  });

  // Sizes that neither recursion nor a second look at the same lines would survive.
  it.each([
    ['entries', '# c\n{\n   name\n   Memcheck:Cond\n   fun:f\n}\n', 100_000],
    ['opening braces', '{\n', 1_000_000],
    ['closing braces', '}\n', 1_000_000],
    ['comments', '# c\n', 1_000_000],
    ['blank lines', ' \n', 1_000_000],
    ['comments in an open entry', '{\na\nb\n' + '#\n\n'.repeat(1000), 300],
    ['bytes on one line', 'x y', 1_000_000],
    ['NUL bytes', '{\0', 1_000_000],
  ])('reads a very long file of %s', (_what, piece, count) => {
    const bytes = piece.repeat(count);
    expect(print(parse(bytes)) === bytes).toBe(true);
  });
});
