import fc from 'fast-check';

/** Lines and pieces that matter to Valgrind's reader. */
const lines = [
  ...[
    '{',
    '}',
    '...',
    'name',
    'fun:f',
    'obj:*',
    'src:a.c:5',
    'src:x',
    'fun:',
    '# comment',
    '',
    ' ',
    '} x',
    '{ x',
    '{{',
    '}}',
  ],
  ...[
    'Memcheck:Cond',
    'Memcheck:Value0',
    'Memcheck:Leak',
    'Memcheck:Param',
    'Memcheck:FishyValue',
    'Memcheck:Kond',
  ],
  ...[
    'Helgrind:Race',
    'Helgrind:LockOrder',
    'drd:ConflictingAccess',
    'drd:Race',
    'Memcheck,Helgrind:Cond',
    'Other:Cond',
  ],
  ...['xMemcheck,Memcheck:Cond', 'core:PThread', 'CoreError:FdBadClose', 'Memcheck', 'Memcheck:ReallocZero'],
  ...[
    'match-leak-kinds: definite',
    'match-leak-kinds: all,none',
    'match-leak-kinds:',
    'write(buf)',
    'malloc(size)',
    'f(',
  ],
];
const pieces = [
  '{',
  '}',
  '#',
  ':',
  '\0',
  '\r',
  '\t',
  ' ',
  '\f',
  '\v',
  '.',
  'fun:',
  '\xEF\xBB\xBF',
  '\xA0',
  '\xE9',
  ',',
];

const line = fc
  .tuple(
    fc.constantFrom('', '   ', '\t'),
    fc.constantFrom(...lines),
    fc.constantFrom('', '', '', ' ', '\r', '\0x', ' # c'),
  )
  .map((parts) => parts.join(''));

const kind = fc.constantFrom(
  ...[
    'Memcheck:Cond',
    'Memcheck:Leak',
    'Memcheck:Param',
    'Memcheck:FishyValue',
    'Helgrind:Race',
    'drd:MutexErr',
    'A:B',
  ],
);
const location = fc.constantFrom('fun:f', 'obj:*', 'src:a.c', '...');

/** A mostly sound entry, so that the reader gets far into the file. */
const entry = fc
  .tuple(
    kind,
    fc.array(line, { maxLength: 1 }),
    fc.array(location, { minLength: 1, maxLength: 5 }),
    fc.array(line, { maxLength: 1 }),
  )
  .map(([head, extra, locations, odd]) =>
    ['{', 'name', head, ...extra, ...locations, ...odd, '}'].join('\n'),
  );

/** Byte strings that look like suppression files, broken in all sorts of places. */
export const almostFile: fc.Arbitrary<string> = fc
  .tuple(
    fc.array(fc.oneof({ weight: 2, arbitrary: entry }, line, fc.constantFrom(...pieces)), { maxLength: 12 }),
    fc.constantFrom('\n', '', ' ', '\r\n'),
  )
  .map(([parts, end]) => parts.join('\n') + end);

/** Any byte string. */
export const anyBytes: fc.Arbitrary<string> = fc
  .uint8Array({ maxLength: 200 })
  .map((bytes) => Buffer.from(bytes).toString('latin1'));

/** Byte strings made of single pieces, with no regard to lines. */
export const crumbs: fc.Arbitrary<string> = fc
  .array(fc.constantFrom(...pieces, '\n', '\n', ...lines), { maxLength: 60 })
  .map((parts) => parts.join(''));
