import fc from 'fast-check';
import { almostFile, anyBytes, crumbs } from '../suppression/fragments.js';

/** What rules have something to say of, in all places where they look. */
const heads = [
  ...['Memcheck:Cond', 'Memcheck:Value0', 'memcheck:Cond', 'DRD:MutexErr', 'Memcheck:Leak', 'Memcheck:Param'],
  ...['Helgrind:Race', 'Memcheck,core:Cond', 'Foo:Bar', 'Memcheck:FishyValue', 'Mem\xe2\x80\x8bcheck:Leak'],
  ...['Memcheck :Leak', 'memcheck:Param', 'Memcheck', '\xc2\xa0Memcheck:Cond'],
];
const locations = [
  ...['fun:a', 'fun:b', '...', '...', '...', 'fun:a**', 'obj:*', 'func:x', 'fun: c', 'fun: *', 'src:x.c'],
  ...['src: y.c:3', 'fun:g\xe2\x80\x8b', 'junk', '# c', 'match-leak-kinds: all', 'fun:x\0y', 'fun:* #n'],
  ...['\xe2\x80\xa6', '\xe2\x80\x8bfun:d', '\xc2\xa0}', 'fun:m\rfun:n'],
];
const entry = fc
  .record({
    above: fc.constantFrom(
      ...[
        '',
        '',
        '# why\n',
        '# chaff-disable-next-entry syntax\n',
        '# expires: 2020-01-01\n',
        '\n',
        '\n# x\n\n',
      ],
    ),
    open: fc.constantFrom('{', '{', '{', '{\xc2\xa0'),
    name: fc.constantFrom('a', 'b', '<insert_a_suppression_name_here>'),
    head: fc.constantFrom(...heads),
    body: fc.array(fc.constantFrom(...locations), { minLength: 1, maxLength: 6 }),
    close: fc.constantFrom('}\n', '}\n', '}\n', '}\n', '', '} \n', '}\r\n'),
  })
  .map(
    ({ above, open, name, head, body, close }) =>
      `${above}${open}\n  ${[name, head, ...body].join('\n  ')}\n${close}`,
  );
const untidy = fc
  .record({
    entries: fc.array(entry, { minLength: 1, maxLength: 4 }),
    between: fc.constantFrom('', '\n'),
    newline: fc.constantFrom('\n', '\n', '\r\n', '\r'),
    isCut: fc.boolean(),
    mark: fc.constantFrom('', '', '\xef\xbb\xbf', '# c\n', '\xff\xfe'),
  })
  .map(({ entries, between, newline, isCut, mark }) => {
    const bytes = mark + entries.join(between).replaceAll('\n', newline);
    return isCut ? bytes.replace(/[\r\n]+$/, '') : bytes;
  });

/** Files that rules have much to say of, and others. */
export const anyFile = fc.oneof({ weight: 5, arbitrary: untidy }, almostFile, crumbs, anyBytes);
