import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { excerpt } from '../../../src/report/problems/excerpt.js';
import { displayWidth } from '../../../src/report/problems/width.js';
import { anyBytes } from '../../suppression/fragments.js';
import { utf8 } from './any-problems.js';

/** What stands above the mark, when every character has one cell. */
const marked = ({ text, mark }: { text: string; mark: string }) =>
  [...text].slice(mark.indexOf('^'), mark.length).join('');

describe('excerpt', () => {
  it('cuts a long line around the place', () => {
    const shown = excerpt(`${'a'.repeat(1000)}BAD${'z'.repeat(1000)}`, 1001, 1004);
    expect(shown.text).toMatch(/^\.\.\.a{50}BADz{67}\.\.\.$/);
    expect(marked(shown)).toBe('BAD');
  });

  it('marks no more of a long stretch than it shows', () => {
    const shown = excerpt(`${'a'.repeat(100)}${'B'.repeat(1000)}`, 101, 1101);
    expect(shown.text).toMatch(/^\.\.\.a{50}B{70}\.\.\.$/);
    expect(marked(shown)).toMatch(/^B{70}$/);
  });

  it('does not cut characters', () => {
    const { text } = excerpt(utf8('€'.repeat(500)), 601, 604);
    expect(text.replaceAll('.', '')).toMatch(/^€+$/);
  });

  it('shows a tab as one blank, a carriage return only inside of a line, other bytes by their names', () => {
    expect(excerpt('\tfun:\x01\rf\r', 2, 5)).toEqual({ text: ' fun:\\u{01}\\u{0d}f', mark: ' ^^^' });
    expect(excerpt('a\x1bb', 2, 3)).toEqual({ text: 'a\\u{1b}b', mark: ' ^^^^^^' });
  });

  it('puts the mark under characters that take two cells or none', () => {
    const line = utf8('fun:漢字e\u0301x');
    expect(excerpt(line, line.indexOf('x') + 1, line.length + 1).mark).toBe('         ^');
    expect(excerpt(line, 5, 11).mark).toBe('    ^^^^');
  });

  it('marks what it is asked to, in any bytes', () => {
    const column = fc.integer({ min: 1, max: 210 });
    fc.assert(
      fc.property(anyBytes, column, column, (line, from, to) => {
        const { text, mark } = excerpt(line.replaceAll('\n', ''), Math.min(from, line.length + 1), to);
        expect(mark).toMatch(/^ *\^+$/);
        expect(mark.length).toBeLessThanOrEqual(displayWidth(text) + 1);
      }),
    );
  });
});

describe('displayWidth', () => {
  it.each([
    ['fun:malloc', 10],
    ['é“ß”', 4],
    ['e\u0301', 1],
    ['漢字カナ한글', 12],
    ['＋', 2],
    ['👍', 2],
    ['\u1112\u1161\u11ab', 2],
  ])('%j takes %i cells', (text, cells) => {
    expect(displayWidth(text)).toBe(cells);
  });
});
