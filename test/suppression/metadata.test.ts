import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { isDay } from '../../src/suppression/calendar.js';
import { isMetadata, metadataKeys, metadataOf, type Metadata } from '../../src/suppression/metadata.js';
import { parse } from '../../src/suppression/parse.js';
import type { Entry } from '../../src/suppression/tree.js';
import { newestVersion } from '../../src/suppression/version.js';
import { isInRange, parseVersionRange } from '../../src/suppression/version-range.js';
import { almostFile } from './fragments.js';

/** An entry with these comments above it, and those inside of it. */
function entryOf(above: readonly string[], inside: readonly string[] = []): Entry {
  const bytes = [...above, '{', 'n', ...inside, 'Memcheck:Cond', 'fun:f', '}', ''].join('\n');
  return parse(bytes).items.find((item) => item.type === 'entry')!;
}

const read = (...comments: readonly string[]) => metadataOf(entryOf(comments));
const valuesOf = (metadata: Metadata) =>
  Object.fromEntries(metadataKeys.map((key) => [key, metadata[key].map(({ value }) => value)]));
const faults = (...comments: readonly string[]) =>
  read(...comments).malformed.map(
    ({ line, from, to, key, fault }) => `${fault} ${key}: ${line.text.slice(from, to)}`,
  );

describe('metadata of an entry', () => {
  it('is read with its values', () => {
    const metadata = read(
      '# reason: glibc never frees it',
      '# bug: https://bugs.kde.org/show_bug.cgi?id=1',
      '# owner: Ada',
      '# added: 2024-02-29',
      '# expires: 2026-12-31',
      '# valgrind: >=3.19, <3.22',
      '# library: libfoo 1.2',
      '# max: 5',
    );
    expect(valuesOf(metadata)).toEqual({
      reason: ['glibc never frees it'],
      bug: ['https://bugs.kde.org/show_bug.cgi?id=1'],
      owner: ['Ada'],
      added: ['2024-02-29'],
      expires: ['2026-12-31'],
      valgrind: [
        [
          { relation: '>=', version: '3.19' },
          { relation: '<', version: '3.22' },
        ],
      ],
      library: [{ name: 'libfoo', version: '1.2' }],
      max: [5],
    });
    expect(metadata.malformed).toEqual([]);
  });

  it('stands above or inside, with its place', () => {
    const { max, bug } = metadataOf(entryOf(['# prose', '  #max: 3'], ['\t#  BUG :  http://a/b ']));
    expect(max).toMatchObject([{ value: 3, line: { line: 2, column: 3 }, from: 6, to: 7 }]);
    expect(bug).toMatchObject([{ value: 'http://a/b', line: { line: 5 }, from: 10, to: 20 }]);
  });

  it('is not that of comments that a blank line sets off', () => {
    const [comment, , entry] = parse('# max: 1\n\n{\nn\nMemcheck:Cond\nfun:f\n}\n').items;
    expect(comment!.type).toBe('comment');
    expect(metadataOf(entry as Entry).max).toEqual([]);
  });

  it('may have several reasons, bugs, owners and libraries, and one of the others', () => {
    const { bug, expires, malformed } = read(
      ...['# bug: http://a/1', '# bug: http://a/2', '# expires: 2026-01-01', '# Expires: 2027-01-01'],
    );
    expect(bug.map(({ value }) => value)).toEqual(['http://a/1', 'http://a/2']);
    expect(expires.map(({ value }) => value)).toEqual(['2026-01-01']);
    expect(malformed).toMatchObject([{ key: 'expires', fault: 'repeated', line: { line: 4 } }]);
  });

  it.each([
    ['# expires: 2026-02-30', 'value expires: 2026-02-30'],
    ['# added: 31 Jan 2026', 'value added: 31 Jan 2026'],
    ['# added: 2026-1-1', 'value added: 2026-1-1'],
    ['# bug: 1234', 'value bug: 1234'],
    ['# bug: https://a/1 and https://a/2', 'value bug: https://a/1 and https://a/2'],
    ['# bug: https://', 'value bug: https://'],
    ['# max: -1', 'value max: -1'],
    ['# max: 1.5', 'value max: 1.5'],
    ['# max: 9999999999999999', 'value max: 9999999999999999'],
    ['# valgrind: new ones', 'value valgrind: new ones'],
    ['# valgrind: >=3.19,', 'value valgrind: >=3.19,'],
    ['# reason:', 'empty reason: '],
    ['# expire: 2026-01-01', 'key expires: expire'],
    ['#  Bugs : http://a/1', 'key bug: Bugs'],
    ['# reson: none', 'key reason: reson'],
  ])('is malformed: %s', (comment, fault) => {
    expect(faults(comment)).toEqual([fault]);
    expect(valuesOf(read(comment))).toEqual(valuesOf(read()));
  });

  it.each([
    ...['# Note: see below', '# map: of the parser', '# but: not always', '# fun:malloc', '# obj:*/libz.so*'],
    ...['# http://example.org', '# the reason: unknown', '# bug 12: fixed', '# reason', '# libraries: all'],
    ...['# chaff-disable-next-entry over-broad -- reason: none', '#', '# : x', '# match-leak-kinds: all'],
  ])('is not: %s', (comment) => {
    expect(read(comment)).toEqual(read());
    expect(isMetadata(entryOf([comment]).lines[0]!)).toBe(false);
  });
});

describe('the reader of metadata', () => {
  const blanks = fc.stringMatching(/^[ \t\f\v\r]{0,3}$/);
  const anyCase = (text: string) =>
    fc
      .array(fc.boolean(), { minLength: text.length, maxLength: text.length })
      .map((upper) => [...text].map((c, at) => (upper[at] ? c.toUpperCase() : c)).join(''));
  const day = fc
    .date({ min: new Date('0001-01-01'), max: new Date('9999-12-31'), noInvalidDate: true })
    .map((date) => date.toISOString().slice(0, 10));
  const word = fc.stringMatching(/^[!-"$-~\x80-\xff]{1,20}$/);
  const given = fc.oneof(
    fc.tuple(fc.constantFrom('reason' as const, 'owner' as const), word).map(([key, value]) => [key, value]),
    fc
      .tuple(fc.constantFrom('added' as const, 'expires' as const), day)
      .map(([key, value]) => [key, value] as const),
    fc.nat().map((value) => ['max', String(value)] as const),
    fc.stringMatching(/^[\w/#?=.-]{0,20}$/).map((path) => ['bug', `https://example.org/${path}`] as const),
  ) as fc.Arbitrary<readonly [keyof Metadata, string]>;

  it('finds each value at its place, whatever the case of the key and the blanks around', () => {
    fc.assert(
      fc.property(
        given.chain(([key, value]) => fc.tuple(fc.constant([key, value] as const), anyCase(key))),
        fc.array(blanks, { minLength: 4, maxLength: 4 }),
        ([[key, value], spelt], [a, b, c, d]) => {
          const metadata = read(`#${a}${spelt}${b}:${c}${value}${d}`);
          expect(metadata.malformed).toEqual([]);
          const [datum] = metadata[key];
          expect(datum!.line.text.slice(datum!.from, datum!.to)).toBe(value);
        },
      ),
    );
  });

  it('takes days that the calendar has, and no others', () => {
    fc.assert(fc.property(day, (text) => isDay(text)));
    const number = (digits: number) =>
      fc.nat(10 ** digits - 1).map((value) => String(value).padStart(digits, '0'));
    fc.assert(
      fc.property(number(4), number(2), number(2), (...parts) => {
        const text = parts.join('-');
        const date = new Date(`${text}T00:00:00Z`);
        expect(isDay(text)).toBe(!Number.isNaN(date.getTime()) && date.toISOString().startsWith(text));
      }),
      { numRuns: 2000 },
    );
  });

  it('says of each comment one thing at most, within its text, and nothing of other lines', () => {
    fc.assert(
      fc.property(almostFile, (bytes) => {
        for (const item of parse(bytes).items) {
          if (item.type !== 'entry') continue;
          const { malformed, ...values } = metadataOf(item);
          const all = [...malformed, ...Object.values(values).flat()];
          expect(new Set(all.map(({ line }) => line)).size).toBe(all.length);
          for (const { line, from, to } of all) {
            expect(line.type).toBe('comment');
            expect(0 < from && from <= to && to <= line.text.length).toBe(true);
          }
        }
      }),
    );
  });

  it('takes no time that grows with more than the length of a comment', () => {
    const many = 40_000;
    const comments = ['#', ' ', 'a', ':', '#max:', '# valgrind:,', '>'].map((text) => text.repeat(many));
    const above = comments.map((text) => `# valgrind: ${text} x`);
    expect(read(...above).valgrind).toEqual([]);
  });
});

describe('a range of versions', () => {
  const holds = (range: string, ...versions: readonly string[]) =>
    versions.filter((version) => isInRange(version, parseVersionRange(range)!));

  it('is bounds, names, or both', () => {
    const all = ['3.18.1', '3.19', '3.19.1', '3.20', '3.22', newestVersion];
    expect(holds('>=3.19', ...all)).toEqual(['3.19', '3.19.1', '3.20', '3.22', newestVersion]);
    expect(holds('>=3.19,<3.22', ...all)).toEqual(['3.19', '3.19.1', '3.20']);
    expect(holds(' > 3.19 , <= 3.22 ', ...all)).toEqual(['3.19.1', '3.20', '3.22']);
    expect(holds('3.19', ...all)).toEqual(['3.19', '3.19.1']);
    expect(holds('=3.19.0', ...all)).toEqual(['3.19']);
    expect(holds('3.18.1,3.22', ...all)).toEqual(['3.18.1', '3.22']);
    expect(holds('3.19,<3.19.1', ...all)).toEqual(['3.19']);
  });

  it.each(['', ',', '>=', '3', '3.19,', '==3.19', '>=3.19 <3.22', '~3.19', '3.19-3.22', 'all'])(
    'is not “%s”',
    (text) => {
      expect(parseVersionRange(text)).toBeUndefined();
    },
  );
});
