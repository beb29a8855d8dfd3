import { gzipSync } from 'node:zlib';
import { describe, expect, test } from 'vitest';
import { detect, isValgrindLog } from '../../src/log/detect.js';

const bytes = (text: string) => Buffer.from(text, 'latin1');

describe('what a log is', () => {
  test.each([
    ['<?xml version="1.0"?>\n\n<valgrindoutput>\n', 'xml'],
    ['\n \n<valgrindoutput>', 'xml'],
    ['\xef\xbb\xbf<?xml version="1.0"?>\n<valgrindoutput>', 'xml'],
    ['the program says\n<?xml version="1.0"?>\n\n<valgrindoutput>\n', 'xml'],
    ['  </frame>\n  </stack>\n</error>\n', 'xml'],
    ['==12== Memcheck, a memory error detector\n', 'text'],
    ['>==12== nested\n', 'text'],
    ['==00:00:00:00.019 12== with time stamp\n', 'text'],
    ['a program\n  prints\n==12== Memcheck\n', 'text'],
    ['<?xml version="1.0"?>\n<svg/>\n==12== Memcheck\n', 'text'],
    ['==12== Memcheck\n<valgrindoutput>\n', 'text'],
    ['', 'text'],
    ['nothing of Valgrind', 'text'],
    ['\x7fELF\0\0\0', 'unknown'],
    ['\0\0\n==12== Memcheck\n', 'text'],
  ])('%j is %s', (start, form) => {
    expect(detect(bytes(start))).toBe(form);
  });

  test('blank lines are read once', () => {
    expect(detect(bytes('\n'.repeat(2_000_000)))).toBe('text');
  });

  test('gzip', () => {
    expect(detect(gzipSync('==12== Memcheck'))).toBe('gzip');
  });
});

test.each([
  ['==12== Memcheck', true],
  ['out\n--12-- Valgrind options:', true],
  ['<valgrindoutput>', true],
  ['== 12 ==', false],
  ['see ==12== in the text', false],
  ['2021-11-29T04:05:06.1234567Z ==12== Memcheck, a memory error detector', true],
  ['3: ==12==    at 0x1090: f (f.c:3)', true],
  ['> ==12== by 0x1090: f (f.c:3)', true],
  ['[app] ==00:00:00:01.234 12== HEAP SUMMARY:', true],
  ['if (a ==12== b) by 0x10: x', false],
  ['<xml/>', false],
])('a sign of Valgrind in %j: %s', (start, sign) => {
  expect(isValgrindLog(bytes(start))).toBe(sign);
});
