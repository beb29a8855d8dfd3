import fc from 'fast-check';
import { expect, test } from 'vitest';
import { readAgain } from '../../src/set/read-again.js';
import { entriesIn, readSetFile, type SetFile } from '../../src/set/read-set.js';
import { newestVersion } from '../../src/suppression/version.js';
import { almostFile } from '../suppression/fragments.js';

/** All that a file says, entries with their lines. */
function told({ name, bytes, tree, pieces }: SetFile) {
  const itemOf = (item: SetFile['tree']['items'][number]) =>
    item.type === 'entry' ? [item.from, item.to, ...item.lines, ...item.placesOf('body')] : item;
  return {
    ...{ name, bytes, letters: tree.lines.letters },
    items: tree.items.map(itemOf),
    pieces: pieces.map((piece) => {
      switch (piece.type) {
        case 'entry': {
          const { source, loaded, ...entry } = piece.entry;
          return { ...entry, source: itemOf(source), at: tree.items.indexOf(source), loaded: [...loaded] };
        }
        case 'comments':
          return piece;
        case 'broken':
          return { ...piece, items: piece.items.map(itemOf) };
      }
    }),
  };
}

const read = (bytes: string, name = 'f.supp') => readSetFile({ name, bytes });
const again = (before: SetFile, bytes: string, name = 'f.supp') =>
  readAgain(before, { name, bytes }, newestVersion);

const somePiece = fc.oneof(
  { weight: 1, arbitrary: almostFile },
  {
    weight: 12,
    arbitrary: fc.constantFrom(
      '\n',
      '\r\n',
      '# loose\n\n',
      '# right above\n',
      '{\n  a\n  Memcheck:Leak\n  fun:malloc\n}\n',
      '# reason: so\n{\n  b\n  Memcheck:Addr4\n  # owner: me\n  fun:x\n}\n',
      '{\r\n  c\r\n  Helgrind:Race\r\n  fun:x\r\n}\r\n',
      '{\n  d\n  Memcheck,Helgrind:Cond\n  fun:x\n}\n',
      '{\n  nobody reads it\n  Other:Kind\n  what:ever\n}\n',
    ),
  },
  {
    weight: 1,
    arbitrary: fc.constantFrom(
      '{\n  open\n  Memcheck:Leak\n',
      'stray\n',
      '# no end',
      '}',
      '{\n x\n Other:K\n}\n',
    ),
  },
);
const somePieces = fc.array(somePiece, { maxLength: 8 });

test('what is read again is what is read anew, whatever was before', () => {
  fc.assert(
    fc.property(somePieces, fc.nat(8), fc.nat(8), somePieces, (pieces, from, count, other) => {
      const before = pieces.join('');
      const after = [...pieces.slice(0, from), ...other, ...pieces.slice(from + count)].join('');
      const one = again(read(before), after);
      expect(told(one)).toEqual(told(read(after)));
      expect(told(again(one, before))).toEqual(told(read(before)));
    }),
    { numRuns: 400 },
  );
});

const entry = (name: string) => `{\n  ${name}\n  Memcheck:Leak\n  fun:${name}\n}\n`;

test.each([
  ['a comment that comes above an entry', '# about b\n'],
  ['one above a comment', '# about b\n# bug: x\n'],
  ['a comment and a blank line', '# about none\n\n'],
  ['an entry of which only the end is missing', entry('c').slice(0, -2)],
])('%s', (_, text) => {
  const [before, after] = [entry('a') + entry('b'), entry('a') + text + entry('b')];
  expect(told(again(read(before), after))).toEqual(told(read(after)));
  expect(told(again(read(after), before))).toEqual(told(read(before)));
});

test('a change of some bytes within lines', () => {
  fc.assert(
    fc.property(
      somePieces,
      fc.nat(),
      fc.nat(4),
      fc.constantFrom('', '#', '{', '}', '\n', 'x', '}\n', '\n{\n'),
      (pieces, place, count, other) => {
        const before = pieces.join('');
        const from = before.length === 0 ? 0 : place % before.length;
        const after = before.slice(0, from) + other + before.slice(from + count);
        expect(told(again(read(before), after))).toEqual(told(read(after)));
      },
    ),
    { numRuns: 400 },
  );
});

test('only what differs is read: what stays is said by the same objects', () => {
  const numbered = (at: number) => `# bug ${at}\n{\n  e${at}\n  Memcheck:Leak\n  fun:f${at}\n}\n\n`;
  const all = Array.from({ length: 200 }, (_, at) => numbered(at));
  const before = read(all.join(''));
  const after = again(
    before,
    [...all.slice(0, 90), ...all.slice(91, 120), numbered(500), ...all.slice(120)].join(''),
  );
  const known = new Set(
    entriesIn([before]).flatMap(({ loaded }) => [...loaded.values()].map(({ frames }) => frames)),
  );
  const fresh = entriesIn([after]).filter(({ loaded }) => !known.has(loaded.get('memcheck')!.frames));
  // From the first difference to the last, with one more at its end.
  expect(fresh.map(({ name }) => name)).toHaveLength(120 - 91 + 1);
  const other = again(after, after.bytes + numbered(501), 'other.supp');
  expect(entriesIn([other]).map(({ file, line }) => [file, line])).toEqual(
    entriesIn([read(other.bytes, 'other.supp')]).map(({ file, line }) => [file, line]),
  );
});
