import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { characterStart, decodeBytes, displayText } from '../../src/report/text.js';
import { anyBytes } from '../suppression/fragments.js';

const utf8 = (text: string) => Buffer.from(text, 'utf8').toString('latin1');
const text = fc.string({ unit: 'binary', maxLength: 30 });
/** Characters, whole and cut, and stray bytes. */
const nearlyUtf8 = fc
  .array(
    fc.oneof(
      text.map(utf8),
      anyBytes.map((bytes) => bytes.slice(0, 3)),
      fc.tuple(text, fc.nat(3)).map(([given, cut]) => utf8(given).slice(0, -cut)),
    ),
    { maxLength: 8 },
  )
  .map((parts) => parts.join(''));

describe('decodeBytes', () => {
  it('decodes UTF-8', () => {
    fc.assert(
      fc.property(text, (given) => {
        expect(decodeBytes(utf8(given))).toBe(given);
      }),
    );
  });

  it('decodes each character that a strict decoder knows, and keeps the bytes between them', () => {
    fc.assert(
      fc.property(nearlyUtf8, (bytes) => {
        expect(decodeBytes(bytes)).toBe(decodedOneByOne(bytes));
      }),
    );
  });

  it('leaves text alone that is not bytes, beside bytes that it decodes', () => {
    const beyondBytes = fc
      .string({ unit: 'binary', maxLength: 10 })
      .map((given) => given.replace(/[\0-\xff]/gu, '“'));
    fc.assert(
      fc.property(fc.array(fc.tuple(beyondBytes, text)), (parts) => {
        const mixed = parts.map(([ours, quoted]) => ours + utf8(quoted)).join('');
        expect(decodeBytes(mixed)).toBe(parts.flat().join(''));
      }),
    );
    expect(decodeBytes('“caf\xC3\xA9” is not “caf\xE9”')).toBe('“café” is not “café”');
  });

  it('takes characters one by one, so that a part reads as in the whole', () => {
    fc.assert(
      fc.property(nearlyUtf8, fc.nat(40), (bytes, offset) => {
        const start = characterStart(bytes, Math.min(offset, bytes.length));
        expect(decodeBytes(bytes.slice(0, start)) + decodeBytes(bytes.slice(start))).toBe(decodeBytes(bytes));
      }),
    );
  });

  it.each([
    ['an overlong form', '\xC0\xAF'],
    ['half of a surrogate pair', '\xED\xA0\x80'],
    ['what lies beyond Unicode', '\xF4\x90\x80\x80'],
    ['the beginning of a character', '\xE2\x82'],
  ])('does not take %s for UTF-8', (_, bytes) => {
    expect(decodeBytes(bytes)).toBe(bytes);
  });

  it('takes long runs', () => {
    expect(decodeBytes(utf8('€'.repeat(100_000)))).toBe('€'.repeat(100_000));
  });
});

describe('characterStart', () => {
  it('is the beginning of each character for all its bytes', () => {
    fc.assert(
      fc.property(text, (given) => {
        const bytes = utf8(given);
        const starts = [...given].flatMap((each, index, all) => {
          const before = utf8(all.slice(0, index).join('')).length;
          return [...utf8(each)].map(() => before);
        });
        expect([...bytes].map((_, offset) => characterStart(bytes, offset))).toEqual(starts);
      }),
    );
  });

  it('is the offset itself in bytes that are no UTF-8', () => {
    expect(characterStart('\x80\x80\x80\x80', 2)).toBe(2);
    expect(characterStart('\xE2\x82x', 1)).toBe(1);
  });
});

describe('displayText', () => {
  it('lets nothing through that a terminal acts on', () => {
    fc.assert(
      fc.property(fc.oneof(anyBytes, text), (given) => {
        expect(displayText(given)).not.toMatch(/\p{Cc}|[\u200b-\u200f\u202a-\u202e\u2066-\u2069\ufeff]/u);
      }),
    );
  });

  it('shows a byte order mark', () => {
    expect(displayText('\xEF\xBB\xBF{')).toBe('\\u{feff}{');
  });
});

function decodedOneByOne(bytes: string): string {
  const strict = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });
  let decoded = '';
  for (let at = 0; at < bytes.length;) {
    let taken = bytes[at]!;
    let length = 1;
    for (const size of [2, 3, 4]) {
      try {
        const part = strict.decode(Buffer.from(bytes.slice(at, at + size), 'latin1'));
        if ([...part].length === 1 && at + size <= bytes.length) [taken, length] = [part, size];
      } catch {
        // No character of this size.
      }
    }
    decoded += taken;
    at += length;
  }
  return decoded;
}
