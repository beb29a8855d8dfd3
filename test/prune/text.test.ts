import { describe, expect, test } from 'vitest';
import { leak, leakEntry } from '../rewrite/make.js';
import { pruned } from './make.js';

const findings = [leak('x_new x_init'), leak('x_copy x_open')];
const used = leakEntry('used', 'malloc', 'x_new');
const gone = leakEntry('gone', 'malloc', 'x_new', 'x_open');

describe('the bytes of what stays', () => {
  test('are kept, whatever they look like', () => {
    const odd = used.replaceAll('\n', ' \t\r\n').replaceAll('   ', '\t');
    const other = odd.replace('x_new', 'x_copy');
    expect(pruned(`${odd}\n${gone}\n${other}`, { findings }).text).toBe(`${odd}\n${other}`);
    expect(pruned(`${odd}${gone}`, { findings }).text).toBe(odd);
  });

  test('also bytes of no character set, and the end without newline', () => {
    const last = used.replace('used', 'us\xe9d\xff').trimEnd();
    expect(pruned(gone + last, { findings }).text).toBe(last);
  });

  test('all of them when nothing goes', () => {
    const text = `\r\n# head\n\n\n${used}\n\n`;
    expect(pruned(text, { findings }).files).toEqual([{ name: 'a.supp', before: text, after: text }]);
  });
});

describe('comments', () => {
  test('of an entry go with it', () => {
    const text = `# the library\n\n${used}\n# reason: no longer\n${gone}\n# about the next\n${leakEntry('next', 'malloc', 'x_copy')}`;
    expect(pruned(text, { findings }).text).toBe(
      `# the library\n\n${used}\n# about the next\n${leakEntry('next', 'malloc', 'x_copy')}`,
    );
  });

  test('of a row stay for the rest of it', () => {
    expect(
      pruned(`${used}\n# libx, start-up\n${gone}${used.replace('x_new', 'x_copy')}`, { findings }).text,
    ).toBe(`${used}\n# libx, start-up\n${used.replace('x_new', 'x_copy')}`);
  });

  test('at the head of the file stay', () => {
    expect(pruned(`# Copyright\n${gone}${used}`, { findings }).text).toBe(`# Copyright\n\n${used}`);
  });
});

test('an entry that is repaired keeps its comments, inside too, its layout and its name', () => {
  const old =
    '# bug: https://bugs.example/1\n{\n\told\n\tMemcheck:Leak\r\n\tfun:malloc\n\t# the library\n\tobj:/usr/lib/libx.so.1.1\n\tfun:x_init\n}';
  expect(pruned(old, { findings, repair: true }).text).toBe(
    old.replace('/usr/lib/libx.so.1.1', '*/libx.so*'),
  );
});

test('several files: each on its own, with covered entries across them', () => {
  const result = pruned(used, { findings, beside: used });
  expect(result.files).toHaveLength(1);
  expect(result.said).toEqual(['remove used: covered']);
  expect(result.entries).toBe(1);
});
