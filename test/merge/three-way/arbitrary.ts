import fc from 'fast-check';

/** What a generated file is made of. */
interface Piece {
  readonly head: readonly string[];
  readonly name: string;
  readonly kind: string;
  readonly body: readonly string[];
  /** Comment inside. */
  readonly note: string | undefined;
  readonly indent: string;
  readonly gap: string;
  /** A paragraph of comments in the place of an entry. */
  readonly isProse: boolean;
}

const comment = fc.constantFrom(
  '# one',
  '# two',
  '# reason: three',
  '# bug: https://b.example/4',
  '#',
  '# ----',
);
const frame = fc.constantFrom(
  'fun:a',
  'fun:b',
  'fun:c*',
  'fun:d',
  'obj:*/libe.so',
  '...',
  'fun:malloc',
  'src:f.c:7',
);
const body = fc
  .array(frame, { minLength: 0, maxLength: 4 })
  .chain((frames) => fc.constantFrom('fun:main', 'fun:k', 'fun:l').map((last) => [...frames, last]));
const kind = fc.constantFrom(
  'Memcheck:Cond',
  'Memcheck:Leak',
  'Helgrind:Race',
  'Memcheck:Value0',
  'Other:Kind',
);
const name = fc.constantFrom('n1', 'n2', 'n3', 'n4', 'n5', 'n6', 'n7', '<insert_a_suppression_name_here>');

const piece: fc.Arbitrary<Piece> = fc.record({
  head: fc.array(comment, { maxLength: 3 }),
  name,
  kind,
  body,
  note: fc.option(comment, { nil: undefined }),
  indent: fc.constantFrom('   ', '   ', '\t', ''),
  gap: fc.constantFrom('\n', '\n', '\n', '', '\n \n'),
  isProse: fc.constantFrom(false, false, false, false, true),
});

type Edit = (pieces: readonly Piece[]) => readonly Piece[];

/** A change to the piece at a place, whatever their number. */
const place = fc.nat({ max: 100 });
const at = (pieces: readonly Piece[], where: number) => where % Math.max(1, pieces.length);
const changing = (what: fc.Arbitrary<Partial<Piece>>): fc.Arbitrary<Edit> =>
  fc.tuple(place, what).map(([where, change]) => (pieces) => {
    return pieces.map((each, index) => (index === at(pieces, where) ? { ...each, ...change } : each));
  });

const edit: fc.Arbitrary<Edit> = fc.oneof(
  changing(fc.record({ body })),
  changing(fc.record({ body, kind: fc.constant('Memcheck:Leak') })),
  changing(fc.record({ name })),
  changing(fc.record({ head: fc.array(comment, { maxLength: 3 }) })),
  changing(fc.record({ note: fc.option(comment, { nil: undefined }) })),
  changing(fc.record({ indent: fc.constantFrom('  ', '\t') })),
  changing(fc.record({ gap: fc.constantFrom('', '\n\n') })),
  place.map(
    (where): Edit =>
      (pieces) =>
        pieces.filter((_, index) => index !== at(pieces, where)),
  ),
  fc.tuple(place, piece).map(([where, added]): Edit => (pieces) => {
    return [...pieces.slice(0, at(pieces, where)), added, ...pieces.slice(at(pieces, where))];
  }),
  fc.tuple(place, place).map(([from, to]): Edit => (pieces) => {
    const rest = pieces.filter((_, index) => index !== at(pieces, from));
    const moved = pieces.slice(at(pieces, from), at(pieces, from) + 1);
    return [...rest.slice(0, at(rest, to)), ...moved, ...rest.slice(at(rest, to))];
  }),
);

const edits = fc.array(edit, { maxLength: 5 });

function write(pieces: readonly Piece[]): string {
  return pieces.map(writePiece).join('');
}

function writePiece({
  head,
  name: called,
  kind: what,
  body: lines,
  note,
  indent,
  gap,
  isProse,
}: Piece): string {
  if (isProse) return `${['# prose', ...head].map((line) => `${line}\n`).join('')}${gap || '\n'}`;
  const extra = what === 'Memcheck:Leak' ? ['match-leak-kinds: reachable'] : [];
  const inside = [called, what, ...extra, ...(note === undefined ? [] : [note]), ...lines];
  return [...head, '{', ...inside.map((line) => indent + line), '}', gap].join('\n');
}

/** A file, and two that were made from it. */
export const threeFiles = fc
  .tuple(fc.array(piece, { maxLength: 7 }), edits, edits)
  .map(([base, ofOurs, ofTheirs]) => {
    const made = (some: readonly Edit[]) =>
      write(some.reduce<readonly Piece[]>((pieces, change) => change(pieces), base));
    return { base: write(base), ours: made(ofOurs), theirs: made(ofTheirs) };
  });
