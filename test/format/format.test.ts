import { describe, expect, test } from 'vitest';
import { format, leftAlone } from '../../src/format/format.js';
import { maxLineLength } from '../../src/suppression/limits.js';

const entry = (name: string, kind = 'Memcheck:Cond') => `{\n   ${name}\n   ${kind}\n   fun:f\n}\n`;
const [a, b] = [entry('a'), entry('b')];

describe('the layout', () => {
  test.each([
    ['nothing of an empty file', '', ''],
    ['nothing of blank lines', ' \n\t\r\n\n  ', ''],
    ['three blanks inside an entry', '  {\na\n\tMemcheck:Cond\n      fun:f\n }', a],
    ['no white space at the end of lines', '{ \n   a\t\n   Memcheck:Cond\v\n   fun:f  \n} \n', a],
    ['newlines alone', a.replaceAll('\n', '\r\n'), a],
    ['a newline at the end', a.trimEnd(), a],
    ['no blank lines inside', '\n{\n\na\n \nMemcheck:Cond\n\n\nfun:f\n\n}\n\n\n', a],
    ['a blank line between entries', a + b, `${a}\n${b}`],
    ['no more than one', `${a}\n\n \r\n${b}`, `${a}\n${b}`],
    ['comments above an entry with it', `${a}  # of b\n\t# too \n${b}`, `${a}\n# of b\n# too\n${b}`],
    [
      'comments of the file by themselves',
      `# one\n\n\n # two\n#three\n\n${a}# end`.concat('\n'),
      `# one\n\n# two\n#three\n\n${a}\n# end\n`,
    ],
    [
      'comments inside where they stand',
      '{\n# 1\na\n# 2\n\nMemcheck:Cond\n \t# 3\nfun:f\n# 4\n}\n',
      '{\n   # 1\n   a\n   # 2\n   Memcheck:Cond\n   # 3\n   fun:f\n   # 4\n}\n',
    ],
    ['the text of comments', `#   x \t y\r\n#\n#z\rq\n${a}`, `#   x \t y\n#\n#z\rq\n${a}`],
    ['the text of lines', '{\na  b\nX,Y: z\nfun: f # g\n}', '{\n   a  b\n   X,Y: z\n   fun: f # g\n}\n'],
    [
      'what stands behind a NUL byte',
      '{\0 x \na\0\nMemcheck:Cond\nfun:f\n}\0',
      '{\0 x\n   a\0\n   Memcheck:Cond\n   fun:f\n}\0\n',
    ],
    ['entries of unknown tools', '{\n{\nOther:X\nwhat { ever\n}', '{\n   {\n   Other:X\n   what { ever\n}\n'],
  ])('has %s', (_, bytes, formatted) => {
    expect(format(bytes)).toBe(formatted);
    expect(format(formatted)).toBe(formatted);
    expect(leftAlone(bytes)).toEqual([]);
  });
});

test('more comments before an entry than a call has room for', () => {
  const bytes = '# c\n\n'.repeat(200_000) + entry('a');
  expect(format(bytes) === bytes).toBe(true);
});

describe('what Valgrind refuses stays byte for byte', () => {
  const untidy = '\t# of b\n{\n\tb\nMemcheck:Cond\n\nfun:f \r\n}';
  const tidy = `# of b\n${b}`;

  test.each([
    ['an unknown kind', '  # why\n{\n\n\tx\n Memcheck:Kond\n fun:f\n}\n', 5],
    ['no colon', '{\nx \nMemcheck\n\nfun:f\n}\n', 3],
    ['no location', '{\nx\nMemcheck:Cond\n }\n', 4],
    ['an empty entry', ' {\n}\n', 1],
    ['what only a deep run reads', `{\nx\nMemcheck:Cond\n${'fun:f\n'.repeat(20)}f\n}\n`, 24],
    ['a leak with src: first', '{\nx\nMemcheck:Leak\nsrc:a.c\n}\n', 4],
    ['a lone line, with the comments at it', ' # above\n\tfun:f\n # below\n', 2],
    ['a brace with more on its line', '{ x\nx\n\n# c\nMemcheck:Cond\nfun:f\n}\n', 1],
    ['a byte order mark', '\xEF\xBB\xBF{\n x\nMemcheck:Cond\n\n fun:f\n}\n', 1],
    ['carriage returns alone', '{\rx\rMemcheck:Cond\rfun:f\r}\n', 1],
    ['a comment that Valgrind cannot read', `  #${' '.repeat(maxLineLength)}\n`, 1],
    ['an entry with a line too long', `{\nx${' '.repeat(maxLineLength)}\nMemcheck:Cond\nfun:f\n}\n`, 2],
    ['a parameter that is a brace', '{\nx\nMemcheck:Param\n}\n fun:f\n}\n', 1],
    [
      'an entry that is not closed, and the one that it runs into',
      ` {\nx\nMemcheck:Cond\nfun:f\n\n # c\n\t${a}`,
      1,
    ],
    ['an entry in the entry of another tool', '{\nx\nOther:Kind\n {\ny\nOther:Kind\n}\n', 1],
  ])('%s', (_, broken, line) => {
    const formatted = format(`${a}\n\n\n${broken}\n\n${untidy}`);
    expect(formatted).toBe(`${a}\n${broken}\n${tidy}`);
    expect(format(formatted)).toBe(formatted);
    expect(leftAlone(`${a}\n${broken}\n${tidy}`).map((left) => left.line)).toEqual([6 + line]);
  });

  test.each([
    ['a comment on the last line without newline', '# c'],
    ['a brace with a blank behind it and no newline', '{\n  x\nMemcheck:Cond\nfun:f\n} '],
    ['a carriage return behind the last brace', '{\n  x\nMemcheck:Cond\nfun:f\n}\r'],
    ['an entry that the end of the file cuts off', ' {\n  x\nMemcheck:Cond\nfun:f'],
  ])('%s', (_, broken) => {
    expect(format(`${untidy}\n${broken}`)).toBe(`${tidy}\n${broken}`);
    expect(leftAlone(`${tidy}\n${broken}`)).toHaveLength(1);
  });

  test('all from the first to the last broken piece between two entries', () => {
    const broken = 'x\n\n\n # c\n\n{\n}\n # d\n';
    expect(format(`${a}# far\n\n\n${broken}\n\n # near\n${b}`)).toBe(
      `${a}\n# far\n\n${broken}\n# near\n${b}`,
    );
  });

  test('a file without any entry, which may be for a sanitizer', () => {
    const bytes = '\n  # leaks \n\n\nleak:libX11*\n\n\n# end  \n';
    expect(format(bytes)).toBe(bytes);
    expect(leftAlone(bytes)).toEqual([
      { line: 5, message: expect.stringContaining('leak:libX11*') as string },
    ]);
  });

  test('only where the version refuses it', () => {
    const bytes = `{\nx\nMemcheck:ReallocZero\nfun:f\n}\n\n${a}`;
    expect(format(bytes, { version: '3.19.0' })).toBe(bytes);
    expect(format(bytes, { version: '3.21.0' })).toBe(`${entry('x', 'Memcheck:ReallocZero')}\n${a}`);
  });
});

describe('sorting', () => {
  const files = [entry('b', 'Memcheck:Leak'), entry('c', 'Helgrind:Race'), entry('a', 'Memcheck:Leak')];
  const [bLeak, cRace, aLeak] = files as [string, string, string];
  const bytes = files.join('\n');

  test('goes by name', () => {
    expect(format(bytes, { sort: 'name' })).toBe([aLeak, bLeak, cRace].join('\n'));
  });

  test('goes by kind, then by name', () => {
    expect(format(bytes, { sort: 'kind' })).toBe([cRace, aLeak, bLeak].join('\n'));
  });

  test('goes by bytes, so that it is the same everywhere', () => {
    const names = ['\xE9', 'b', 'B', 'a10', 'a9', 'a', 'a b'];
    const result = format(names.map((name) => entry(name)).join(''), { sort: 'name' });
    expect([...result.matchAll(/\{\n {3}(.*)\n/g)].map(([, name]) => name)).toEqual([
      ...['B', 'a', 'a b', 'a10', 'a9', 'b', '\xE9'],
    ]);
  });

  test('takes comments along, and keeps equals in their order', () => {
    const first = `# first\n${a}`;
    expect(format(`${b}\n${first}\n${a}`, { sort: 'name' })).toBe(`${first}\n${a}\n${b}`);
  });

  test('keeps to sections', () => {
    const sections = (one: string, two: string) => `# head\n\n${one}\n# section\n# two\n\n${two}`;
    const [ba, ab] = [`${b}\n${a}`, `${a}\n${b}`];
    expect(format(sections(ba, ba), { sort: 'name' })).toBe(sections(ab, ab));
  });

  test('leaves a file alone in which something is broken', () => {
    const swallows = `{\nx\nOther:Kind\nfun:f\n${b}`;
    for (const broken of [`stray\n\n${b}\n${a}`, `${swallows}\n${b}\n${a}`, `${b}\n${a}\n# c`])
      expect(format(broken, { sort: 'name' })).toBe(format(broken));
  });
});
