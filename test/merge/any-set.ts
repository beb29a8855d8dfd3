import fc from 'fast-check';

const line = fc.oneof(
  {
    weight: 6,
    arbitrary: fc.constantFrom('fun:f', 'fun:g', 'fun:f*', 'fun:*', 'obj:*', 'obj:/x', 'src:a.c:5'),
  },
  { weight: 2, arbitrary: fc.constant('...') },
);
const head = fc.constantFrom(
  ['Memcheck:Cond'],
  ['Memcheck:Cond'],
  ['Memcheck:Value0'],
  ['Memcheck:Leak', 'fun:*'],
  ['Memcheck:Leak', 'match-leak-kinds: definite'],
  ['Memcheck:Leak', 'match-leak-kinds: definite,possible'],
  ['Memcheck:Leak', 'match-leak-kinds: none'],
  ['Memcheck:Param', 'write(buf)'],
  ['CoreError:FdBadClose'],
  ['Helgrind:Race'],
  ['other:Race'],
);
const comment = fc.constantFrom(
  ...['# a', '# b', '# reason: a', '# bug: http://x/1', '# added: 2026-01-01', '# added: 2025-01-01'],
  ...['# chaff-disable-next-entry over-broad', '#', '# folded: x'],
);
const limit = fc.constantFrom(
  '# expires: 2027-01-01',
  '# expires: 2028-01-01',
  '# max: 2',
  '# max: 3',
  '# valgrind: >=3.19',
);
const comments = fc.array(fc.oneof({ weight: 5, arbitrary: comment }, limit), { maxLength: 2 });
const entry = fc
  .record({
    above: comments,
    name: fc.constantFrom('a', 'b', 'a (2)', 'c'),
    head,
    lines: fc.array(line, { maxLength: 3 }),
    inside: fc.oneof({ weight: 4, arbitrary: fc.constant([]) }, comments),
  })
  .map(({ above, name, head: kind, lines, inside }) =>
    [...above, '{', name, ...kind, ...inside, ...lines, 'fun:h', '}', ''].join('\n'),
  );
const between = fc.constantFrom('', '\n', '\n\n', '\n# section\n\n', '\n# other\n# section\n\n', '# x\n');
/** Sound files that say much twice, in other words, and with all sorts of comments. */
export const setFile = fc
  .array(fc.tuple(between, entry), { maxLength: 5 })
  .chain((parts) => between.map((end) => parts.map((part) => part.join('')).join('') + end));
