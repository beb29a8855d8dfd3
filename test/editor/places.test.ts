import fc from 'fast-check';
import { TextDocument } from 'vscode-languageserver-textdocument';
import { describe, expect, it } from 'vitest';
import { documentOf } from './make.js';

/** Where a byte of a text is, in the terms of the protocol. */
const positionAt = (text: string, offset: number) => documentOf(text).places.positionAt(offset);

describe('places', () => {
  it('counts UTF-16 units where chaff counts bytes', () => {
    //            bytes: a 0  ä 1-2  € 3-5  😀 6-9  b 10
    const text = 'x\naä€😀b\n';
    const characters = [0, 1, 3, 6, 10, 11].map((byte) => positionAt(text, 2 + byte).character);
    expect(characters).toEqual([0, 1, 2, 3, 5, 6]);
  });

  it('takes a byte within a character for its first', () => {
    expect(positionAt('ä€', 1)).toEqual({ line: 0, character: 0 });
    expect(positionAt('ä€', 4)).toEqual({ line: 0, character: 1 });
  });

  it('takes the second half of a surrogate pair for its first', () => {
    expect(documentOf('😀x').places.offsetAt({ line: 0, character: 1 })).toBe(0);
  });

  it('knows lines that end in two characters, and in a carriage return alone, as editors do', () => {
    const text = 'ä\r\nb\rc\n';
    expect(positionAt(text, text.length)).toEqual({ line: 2, character: 1 });
    const { places, bytes } = documentOf(text);
    expect(places.positionAt(bytes.indexOf('b'))).toEqual({ line: 1, character: 0 });
    expect(places.positionAt(bytes.indexOf('c'))).toEqual({ line: 2, character: 0 });
    expect(places.offsetAt({ line: 0, character: 99 })).toBe(2);
  });

  it('puts what lies beyond the file at its end', () => {
    const { places } = documentOf('ab\n');
    expect(places.positionAt(99)).toEqual({ line: 1, character: 0 });
    expect(places.offsetAt({ line: 9, character: 9 })).toBe(3);
    expect(places.rangeAt({ line: 9, column: 9, endLine: 9, endColumn: 9 })).toEqual({
      start: { line: 1, character: 0 },
      end: { line: 1, character: 0 },
    });
  });

  it('counts lines and columns of problems from 1, in bytes', () => {
    expect(documentOf('{\n  ä€z\n').places.rangeAt({ line: 2, column: 5, endLine: 2, endColumn: 8 })).toEqual(
      {
        start: { line: 1, character: 3 },
        end: { line: 1, character: 4 },
      },
    );
  });

  const letters = fc.constantFrom('a', 'ä', '€', '😀', '\ud83d', '\ude00', '\n', '\r', ' ');
  it('agrees with the text on every character', () => {
    fc.assert(
      fc.property(fc.array(letters, { maxLength: 30 }), (characters) => {
        const text = characters.join('');
        const { places } = documentOf(text);
        const plain = TextDocument.create('', '', 0, text);
        let [units, bytes] = [0, 0];
        for (const character of text) {
          expect(places.positionAt(bytes)).toEqual(plain.positionAt(units));
          // Between the two characters that end one line there is no position.
          if (text.slice(units - 1, units + 1) !== '\r\n')
            expect(places.offsetAt(plain.positionAt(units))).toBe(bytes);
          units += character.length;
          bytes += Buffer.byteLength(character);
        }
        expect(places.positionAt(bytes)).toEqual(plain.positionAt(units));
      }),
    );
  });
});
