import { isUtf8 } from 'node:buffer';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { bytesOf, textOf, unescaped } from '../../src/collect/text.js';

const byte = fc.oneof(
  fc.nat(255),
  fc.constantFrom(0, 0x5c, 0x78, 0x75, 0x30, 0x66, 0xc3, 0xa9, 0xe2, 0x80, 0x9c, 0xf0, 0xed),
);
const bytes = fc.array(byte, { maxLength: 12 }).map((all) => String.fromCharCode(...all));

describe('text on disk', () => {
  test.each([
    ['g_realloc', 'g_realloc'],
    ['caf\xc3\xa9', 'café'],
    ['\xef\xbb\xbfmark', '\ufeffmark'],
    ['caf\xe9', 'caf\\xe9'],
    ['cut\xe2\x80', 'cut\\xe2\\x80'],
    ['\xed\xa0\x80', '\\xed\\xa0\\x80'],
    ['nul\0', 'nul\\x00'],
    ['C:\\name', 'C:\\name'],
    ['C:\\x41', 'C:\\x5cx41'],
    ['“quoted” caf\xc3\xa9', '\\u201cquoted\\u201d café'],
  ])('%j is written %j', (inMemory, onDisk) => {
    expect(textOf(inMemory)).toBe(onDisk);
    expect(bytesOf(onDisk)).toBe(inMemory);
  });

  test('loses nothing, is well-formed, and reads the same from its bytes', () => {
    fc.assert(
      fc.property(fc.oneof(bytes, fc.string({ unit: 'binary' })), (inMemory) => {
        const onDisk = textOf(inMemory);
        const encoded = Buffer.from(onDisk, 'utf8');
        expect(bytesOf(onDisk)).toBe(inMemory);
        expect(encoded.toString('utf8')).toBe(onDisk);
        expect(isUtf8(encoded)).toBe(true);
        expect(onDisk).not.toContain('\0');
        expect(unescaped(encoded.toString('latin1'))).toBe(inMemory);
      }),
      { numRuns: 2000 },
    );
  });
});
