import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import '../../seed.js';
import { applyFixes } from '../../../src/lint/fix.js';
import { load } from '../../../src/suppression/load.js';
import { parse } from '../../../src/suppression/parse.js';
import { entry, fixed, found, places, suggested } from '../of-rule.js';

const rule = 'line-ends';
const file = entry('zlib reads ahead', 'Memcheck:Cond', 'fun:inflate');

describe('line-ends', () => {
  it('is said once of a file, and mends all lines', () => {
    const bytes = file.replaceAll('\n', '\r\n');
    expect(places(rule, bytes)).toEqual(['info 1:2-3']);
    expect(found(rule, bytes)[0]!.message).toContain('5 lines of this file end');
    expect(fixed(bytes)).toBe(file);
  });

  it('mends single lines, and no other white space', () => {
    const bytes = '# a\n \t\r\r\n{\n   zlib reads ahead \r\n\tMemcheck:Cond \n   fun:inflate\n}\n';
    expect(places(rule, bytes)).toEqual(['info 2:3-4']);
    expect(fixed(bytes)).toBe('# a\n \t\n{\n   zlib reads ahead \n\tMemcheck:Cond \n   fun:inflate\n}\n');
  });

  it('mends what people saved with carriage returns alone', () => {
    const bytes = `# zlib\n${file}`.replaceAll('\n', '\r');
    expect(places(rule, bytes)).toEqual(['error 1:7-8']);
    expect(fixed(bytes)).toBe(`# zlib\n${file}`);
    expect(fixed(`${bytes}\n`)).toBe(`# zlib\n${file}`);
  });

  it('leaves it to somebody to read what is one comment to Valgrind, where that does harm', () => {
    for (const harm of [file.replace('Cond', 'Bogus'), file.replace('fun:inflate', 'fun:*')]) {
      const bytes = `# zlib\n${harm}`.replaceAll('\n', '\r');
      expect(found(rule, `${bytes}\n`)).toMatchObject([{ severity: 'error', fix: null }]);
      expect(fixed(`${bytes}\n`)).toBe(`${bytes}\n`);
      expect(suggested(rule, `${bytes}\n`)).toEqual([`# zlib\n${harm}`]);
      // Without a newline it is no comment, and Valgrind refuses it as it is.
      expect(fixed(bytes)).toBe(`# zlib\n${harm}`);
    }
  });

  it('leaves a comment as it is that has carriage returns', () => {
    expect(found(rule, '# one\r# two\rthree\n')).toEqual([]);
    expect(found(rule, `# one\rtwo\n${file}`)).toEqual([]);
  });

  it('offers a newline for a carriage return within a line, since that makes another entry', () => {
    const bytes = file.replace('fun:inflate\n', 'fun:inflate\r   fun:parse\n');
    expect(places(rule, bytes)).toEqual(['error 4:15-16']);
    expect(fixed(bytes)).toBe(bytes);
    expect(suggested(rule, bytes)).toEqual([file.replace('fun:inflate\n', 'fun:inflate\n   fun:parse\n')]);
  });

  it('ends the last line', () => {
    const bytes = file.replace(/\n$/, '\r');
    expect(places(rule, bytes)).toEqual(['error 5:2-3']);
    expect(fixed(bytes)).toBe(file);
  });

  it('never changes by a fix what Valgrind loads', () => {
    const end = fc.constantFrom('\n', '\r\n', '\r\r\n', ' \r\n', '\r \n', '\r');
    const lines = [
      '# c',
      '{',
      'a',
      'Memcheck:Cond',
      'fun:f',
      '...',
      '}',
      '',
      '{',
      'b',
      'drd:X',
      'fun:g\0',
      '}',
    ];
    const ends = fc.array(end, { minLength: lines.length, maxLength: lines.length });
    const read = (text: string) => load(parse(text), { file: 'x', tool: 'memcheck' });
    let changed = 0;
    fc.assert(
      fc.property(ends, (all) => {
        const bytes = lines.map((line, at) => line + all[at]!).join('');
        const fixes = found(rule, bytes).flatMap(({ fix }) => fix ?? []);
        if (fixes.length === 0 || read(bytes).refused) return;
        changed += 1;
        expect(read(applyFixes(bytes, fixes).bytes)).toEqual(read(bytes));
      }),
      { numRuns: 300 },
    );
    expect(changed).toBeGreaterThan(10);
  });
});
