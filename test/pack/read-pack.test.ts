import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { headLines, readHead } from '../../src/pack/head.js';
import type { Seen } from '../../src/pack/pack.js';
import { readPack } from '../../src/pack/read-pack.js';
import { readSeen, seenLine } from '../../src/pack/seen.js';
import { parse } from '../../src/suppression/parse.js';
import { head, packBytes, place } from './make.js';

const comment = (lines: readonly string[]) => lines.map((line) => `# ${line}\n`).join('');
const entry = '\n{\n   a\n   Memcheck:Cond\n   fun:a\n}\n';

const word = fc.stringMatching(/^[a-z][a-z0-9.+-]{0,11}$/);
const version = fc.stringMatching(/^\d{1,3}(?:\.\d{1,3}){0,2}$/);
const day = fc.integer({ min: 10, max: 28 }).map((number) => `2026-11-${number}`);
const count = fc.nat({ max: 99_999 });
const title = fc.stringMatching(/^[A-Z][a-z,: ]{0,20}[a-z]$/);

describe('the head of a pack', () => {
  const heads = fc.record({
    name: word,
    title,
    tools: fc.constantFrom(['memcheck'] as const, ['helgrind', 'drd'] as const),
    needs: fc.array(word, { maxLength: 3 }),
    library: fc.record({ name: word, packages: fc.array(word, { minLength: 1, maxLength: 3 }) }),
    places: fc.array(
      fc.record({
        distribution: fc.constantFrom('debian 11', 'debian 12'),
        platform: fc.constant('linux-x86_64'),
        valgrind: version,
        library: version,
        runs: count,
        findings: count,
        date: day,
        objects: fc.array(word, { minLength: 1, maxLength: 4 }),
      }),
      { minLength: 1, maxLength: 3 },
    ),
    planted: fc.record({ bugs: count, programs: count }),
  });

  test('is read as it was written', () => {
    fc.assert(
      fc.property(heads, (told) => {
        expect(readHead(parse(comment(headLines(told)) + entry))).toEqual(told);
      }),
    );
  });

  test('ends with the first entry', () => {
    expect(readHead(parse(entry + comment(headLines(head('kettle')))))).toBe(undefined);
  });

  test.each(['pack', 'title', 'library', 'seen on', 'stay reported'])('without “%s” it is none', (key) => {
    const lines = headLines(head('kettle')).filter((line) => !line.startsWith(`${key}: `));
    expect(readHead(parse(comment(lines)))).toBe(undefined);
  });

  test('a place that means nothing makes it none', () => {
    const lines = headLines(head('kettle')).map((line) => line.replace('14 findings', 'many findings'));
    expect(readHead(parse(comment(lines)))).toBe(undefined);
  });

  test('words that are no tools are none', () => {
    const lines = headLines(head('kettle')).map((line) => line.replace('memcheck', 'memchek, drd'));
    expect(readHead(parse(comment(lines)))!.tools).toEqual(['drd']);
  });
});

describe('how an entry was seen', () => {
  const seen = fc.record({
    findings: count,
    records: count,
    runs: fc.array(word, { minLength: 1, maxLength: 3 }),
    moreRuns: fc.nat({ max: 30 }),
    distributions: fc.array(fc.constantFrom('debian 11', 'debian 12'), { minLength: 1, maxLength: 2 }),
    date: day,
  });

  test('is read as it was written', () => {
    fc.assert(
      fc.property(seen, (told: Seen) => {
        expect(readSeen(`# ${seenLine(told)}`)).toEqual(told);
      }),
    );
  });

  test.each([
    '# seen: by somebody',
    '# seen: 1 finding (1 record) in a; debian 12; yesterday',
    '# seen: -1 findings (1 record) in a; debian 12; 2026-01-01',
  ])('%s says nothing', (text) => {
    expect(readSeen(text)).toBe(undefined);
  });
});

describe('a file', () => {
  test('is a pack with its entries and what is said of them', () => {
    const bytes = packBytes(head('kettle'), [
      { name: 'boil', lines: ['fun:boil'], library: 'libkettle >=1.1, <1.3' },
    ]);
    const { entries, ...pack } = readPack({ name: 'kettle.supp', bytes })!;
    expect(pack.head).toEqual(head('kettle'));
    expect(entries).toHaveLength(1);
    expect(entries[0]!.entry).toMatchObject({ name: 'boil', file: 'kettle.supp', line: 16 });
    expect(entries[0]!.seen).toMatchObject({ findings: 2, records: 3, runs: ['boil', 'brew'] });
    expect(entries[0]!.breadth).toBe('hides this stack, and what goes on from it');
    expect(entries[0]!.entry.metadata.library[0]!.value).toEqual({
      name: 'libkettle',
      version: '>=1.1, <1.3',
    });
  });

  test('of anybody else is none', () => {
    expect(readPack({ name: 'a.supp', bytes: `# my own\n${entry}` })).toBe(undefined);
    expect(readPack({ name: 'a.supp', bytes: '' })).toBe(undefined);
  });

  test('an entry whose comments say nothing is there all the same', () => {
    const bytes = comment(headLines(head('kettle'))) + entry;
    expect(readPack({ name: 'a.supp', bytes })!.entries).toMatchObject([
      { seen: undefined, breadth: undefined },
    ]);
  });

  const hostile: readonly (readonly [string, string])[] = [
    ['one comment line of a megabyte', `# ${'seen: 1 finding (1 record) in a and 1 '.repeat(30_000)}\n`],
    ['many lines that nearly are a place', `# seen on: ${'a, '.repeat(20_000)}\n`.repeat(20)],
    ['a library without end', `# library: a (${'a, '.repeat(300_000)}\n`],
    ['a name of blanks', `# pack:${' '.repeat(1_000_000)}\n`],
    [
      'bytes that are no text',
      Array.from({ length: 256 }, (_, byte) => String.fromCharCode(byte))
        .join('')
        .repeat(500),
    ],
    ['an entry that does not end', `# pack: a\n{\n${'   fun:a\n'.repeat(50_000)}`],
  ];
  test.each(hostile)('%s is read', (_, bytes) => {
    expect(readPack({ name: 'a.supp', bytes })).toBe(undefined);
    const inside = comment(headLines(head('kettle', { places: [place(1)] }))) + bytes + entry;
    expect(() => readPack({ name: 'a.supp', bytes: inside })).not.toThrow();
  });
});
