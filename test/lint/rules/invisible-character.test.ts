import { expect, it } from 'vitest';
import { entry, fixed, found, places, suggested } from '../of-rule.js';

const rule = 'invisible-character';
const bytesOf = (text: string) => Buffer.from(text, 'utf8').toString('latin1');
const of = (...lines: string[]) => entry(...lines.map(bytesOf));
const zlib = of('zlib reads ahead', 'Memcheck:Cond', 'fun:inflate');

it.each([
  ['a zero width space', ['zlib reads ahead', 'Mem\u200bcheck:Cond', 'fun:inflate']],
  ['a no-break space', ['zlib reads ahead', 'Memcheck:\u00a0Cond', 'fun:inflate']],
  ['a full-width colon', ['zlib reads ahead', 'Memcheck\uff1aCond', 'fun:inflate']],
  ['a soft hyphen', ['zlib reads ahead', 'Memcheck:Cond', 'fun:in\u00adflate']],
  ['a no-break space behind', ['zlib reads ahead', 'Memcheck:Cond', 'fun:inflate\u00a0']],
  ['spaces before', ['zlib reads ahead', 'Memcheck:Cond', '\u3000\u2003fun:inflate']],
  ['a full-width colon', ['zlib reads ahead', 'Memcheck:Cond', 'fun\uff1ainflate']],
  ['a backspace', ['zlib reads ahead', 'Memcheck:\bCond', 'fun:inflate']],
  ['the colours of a terminal', ['zlib reads ahead', 'Memcheck:Cond', '\u001b[01;31mfun:inflate\u001b[0m']],
])('takes away %s', (_, lines) => {
  expect(found(rule, of(...lines))).toHaveLength(1);
  expect(fixed(of(...lines))).toBe(zlib);
});

it('marks the bytes', () => {
  const bytes = of('zlib', 'Memcheck:Cond', 'fun:in\u200bfla\ufeffte', 'fun:f');
  expect(places(rule, bytes)).toEqual(['error 4:10-19']);
  expect(found(rule, bytes)[0]!.message).toBe(
    'To Valgrind this is not "fun:inflate", since U+200B is an invisible character.',
  );
});

it('writes three dots for the one character', () => {
  expect(fixed(of('zlib', 'Memcheck:Cond', '\u2026', 'fun:f'))).toBe(
    of('zlib', 'Memcheck:Cond', '...', 'fun:f'),
  );
  expect(fixed(of('zlib', 'Memcheck:Param', 'writev(vector[\u2026])', 'fun:f'), { version: '3.19' })).toBe(
    of('zlib', 'Memcheck:Param', 'writev(vector[...])', 'fun:f'),
  );
});

it('offers what a character in the name of a function may stand for', () => {
  const bytes = of('zlib', 'Memcheck:Cond', 'fun:in\u2013flate\uff0a', 'fun:f');
  expect(places(rule, bytes)).toEqual(['error 4:10-21']);
  expect(fixed(bytes)).toBe(bytes);
  expect(suggested(rule, bytes)).toEqual([of('zlib', 'Memcheck:Cond', 'fun:in-flate*', 'fun:f')]);
});

it('lets functions have the characters that join letters, and asks whether they are meant', () => {
  const persian = of('zlib', 'Memcheck:Cond', 'fun:\u0645\u06cc\u200c\u062e\u0648\u0627\u0646\u062f');
  expect(places(rule, persian)).toEqual(['warning 4:12-15']);
  expect(fixed(persian)).toBe(persian);
  expect(suggested(rule, persian)).toEqual([persian.replace('\xe2\x80\x8c', '')]);
  const both = of('zlib', 'Memcheck:Cond', 'fun:a\u200db\u200b');
  expect(places(rule, both)).toEqual(['error 4:13-16']);
  expect(fixed(both)).toBe(of('zlib', 'Memcheck:Cond', 'fun:a\u200db'));
  expect(fixed(of('zlib', 'Memcheck:\u200dCond', 'fun:inflate'))).toBe(
    of('zlib', 'Memcheck:Cond', 'fun:inflate'),
  );
});

it('trusts names of files with most characters', () => {
  const path = (name: string) => of('zlib', 'Memcheck:Cond', `obj:/home/${name}/libz.so`, 'fun:f');
  expect(found(rule, path('Bob\u2019s \u2026 \uff1a \u0645\u06cc\u200c'))).toEqual([]);
  expect(places(rule, path('a\u200bb'))).toEqual(['warning 4:15-18']);
  expect(fixed(path('a\u200bb'))).toBe(path('a\u200bb'));
  expect(suggested(rule, path('a\u00a0b'))).toEqual([path('a b')]);
});

it('lets functions, names and comments have letters of any script', () => {
  expect(
    found(rule, `# \u200b\n${of('\u201cn\u00e4me\u201d\u200b', 'Memcheck:Cond', 'fun:\u00b5\u4e00')}`),
  ).toEqual([]);
});

it('finds other letters in tools and kinds, and cannot say what they mean', () => {
  const bytes = of('zlib', 'Memcheck:\u0421ond', 'fun:f');
  expect(places(rule, bytes)).toEqual(['error 3:13-15']);
  expect(found(rule, bytes)[0]).toMatchObject({ fix: null, suggestions: [] });
});

it('mends braces and comments between entries', () => {
  const bytes = bytesOf(
    `\u00a0# zlib\n\u00a0\n{\u00a0\n   zlib reads ahead\n   Memcheck:Cond\n   fun:inflate\n\u00a0}\n`,
  );
  expect(fixed(bytes)).toBe(`# zlib\n\n${zlib}`);
});

it('changes nothing that would make Valgrind refuse the file', () => {
  const foreign = of('zlib', 'Mem\u200bcheck:Cond', 'inflate');
  expect(found(rule, foreign)).toHaveLength(1);
  expect(fixed(foreign)).toBe(foreign);
  const parameter = of('zlib', 'Memcheck:Param', '\u200bfun:write', 'fun:f');
  expect(found(rule, parameter)).toHaveLength(1);
  expect(fixed(parameter)).toBe(parameter);
});

it('mends no entry of another tool that is not closed, for it would run into the next one', () => {
  const bytes = of('zlib', 'Mem\u200bcheck:Cond', 'fun:f').replace(
    /}\n$/,
    of('next', 'Helgrind:Race', 'fun:g'),
  );
  expect(found(rule, bytes)).toMatchObject([{ fix: null, suggestions: [] }]);
  expect(fixed(bytes)).toBe(bytes);
});

it('leaves it to somebody to bring an entry to life that hides anything', () => {
  const bytes = of('zlib', 'Memcheck:Cond', 'fun:*\u200b');
  expect(found(rule, bytes)).toMatchObject([{ fix: null }]);
  expect(fixed(bytes)).toBe(bytes);
  expect(suggested(rule, bytes)).toEqual([of('zlib', 'Memcheck:Cond', 'fun:*')]);
});

it('says where a string ends at a NUL byte', () => {
  const bytes = of('zlib\0x', 'Memcheck:Cond', 'fun:inflate\0_fast', '}\0');
  expect(places(rule, bytes)).toEqual(['warning 4:15-16', 'warning 5:5-6']);
  expect(suggested(rule, bytes).slice(0, 2)).toEqual([
    bytes.replace('inflate\0_fast', 'inflate'),
    bytes.replace('inflate\0_fast', 'inflate_fast'),
  ]);
});

it('takes away a byte order mark, and says nothing more of its line', () => {
  expect(places(rule, `\xef\xbb\xbf${zlib}`)).toEqual(['error 1:1-4']);
  expect(fixed(`\xef\xbb\xbf${zlib}`)).toBe(zlib);
});

it.each([
  ['\xff\xfe', 0],
  ['\xfe\xff', 1],
])('makes UTF-8 of UTF-16', (mark, isBig) => {
  const units = Buffer.from(`# \u00e4\n${zlib}`, 'utf16le');
  const bytes = mark + (isBig === 1 ? units.swap16() : units).toString('latin1');
  expect(places(rule, bytes)).toEqual(['error 1:1-3']);
  expect(fixed(bytes)).toBe(`# \xc3\xa4\n${zlib}`);
});

it.each([
  ['ends within a character', (wide: string) => `${wide}x`],
  ['goes on in bytes', (wide: string) => `${wide}# careful:\n${zlib.replace('reads', 'read')}`],
  ['goes on in bytes, an even number of them', (wide: string) => `${wide}# careful\n${zlib}`],
  ['has halves of characters', (wide: string) => `${wide}\x00\xd8\n\x00`],
])('does not make UTF-8 of a file in UTF-16 that %s', (_, spoilt) => {
  const bytes = spoilt(Buffer.from(`\ufeff${zlib}`, 'utf16le').toString('latin1'));
  expect(places(rule, bytes)).toEqual(['error 1:1-3']);
  expect(found(rule, bytes)[0]).toMatchObject({ fix: null, suggestions: [] });
  expect(found(rule, bytes)[0]!.message).toContain('goes on in something else');
  expect(fixed(bytes)).toBe(bytes);
});
