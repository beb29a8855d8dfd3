import { describe, expect, it } from 'vitest';
import { directivesOf, silencer } from '../../src/lint/directives.js';
import { lint } from '../../src/lint/lint.js';
import { parse } from '../../src/suppression/parse.js';

const leak = (comment = '') =>
  `${comment}{\n   a leak\n   Memcheck:Leak\n   fun:malloc\n   fun:make_table\n}\n`;
const looksFor = ['leak-kinds-missing', 'syntax'];
const of = (bytes: string) =>
  lint([{ name: 'a.supp', bytes }])
    .filter(({ rule }) => looksFor.includes(rule))
    .map(({ rule, line }) => `${rule}:${line}`);
const silence = '# chaff-disable-next-entry leak-kinds-missing -- any of them\n';

describe('a comment that silences', () => {
  it('is for the entry after it alone, with or without blank lines and comments between', () => {
    expect(of(leak())).toEqual(['leak-kinds-missing:3']);
    expect(of(leak(silence))).toEqual([]);
    expect(of(leak(`${silence}\n# about the table\n\n`))).toEqual([]);
    expect(of(leak(silence) + leak())).toEqual(['leak-kinds-missing:10']);
  });

  it('names its rules, and no other is silent', () => {
    expect(of(leak('# chaff-disable-next-entry syntax\n'))).toContain('leak-kinds-missing:4');
    expect(of(leak('# chaff-disable-next-entry syntax, leak-kinds-missing\n'))).not.toContain(
      'leak-kinds-missing:4',
    );
  });

  it('cannot silence what Valgrind refuses in another entry', () => {
    expect(of(`# chaff-disable-next-entry syntax\n{\nx\nMemcheck:Leek\nfun:f\n}\nstray\n`)).toContain(
      'syntax:7',
    );
  });
});

it('is read with its parts and places', () => {
  const [first, second, third] = directivesOf(
    parse(
      '  #chaff-disable-next-entry a, b --  why -- not\n{\nx\n# chaff-disable-next-entry c\nMemcheck:Cond\nfun:f\n}\n# chaff-disable-next-entry d\n',
    ),
  );
  expect(first).toMatchObject({
    rules: [
      { id: 'a', from: 26 },
      { id: 'b', from: 29 },
    ],
    reason: 'why -- not',
    entry: { first: 1, last: 7 },
  });
  expect(silencer([first!])('b', 7)).toBe(true);
  expect(silencer([first!])('b', 8)).toBe(false);
  expect([second!.entry, third!.entry]).toEqual([undefined, undefined]);
  expect(directivesOf(parse('# chaff-disable-next-entry-of all\n{\nx\nMemcheck:Cond\nfun:f\n}\n'))).toEqual(
    [],
  );
});

it('may stand above an entry more often than a call has room for', () => {
  const many = 200_000;
  expect(directivesOf(parse(silence.repeat(many) + leak()))).toHaveLength(many);
});
