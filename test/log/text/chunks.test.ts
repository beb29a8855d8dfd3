import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createChunks, type Chunk } from '../../../src/log/text/chunks.js';

/** Pieces of chunks, copied, as they hold only until the next one. */
function chunksOf(pieces: readonly string[]): string[] {
  const chunks = createChunks();
  const got: string[] = [];
  const take = (chunk: Chunk) => {
    expect(chunk.text()).toBe(Buffer.from(chunk.bytes).toString('latin1'));
    got.push(chunk.text());
  };
  for (const piece of pieces) for (const chunk of chunks.add(Buffer.from(piece, 'latin1'))) take(chunk);
  take(chunks.end());
  return got;
}

describe('chunks of a log', () => {
  it('are what was added, however it came, and not long', () => {
    const unit = fc.constantFrom(
      '==1== \n',
      '==1==    at 0x1: f (a.c:1)\n',
      'x',
      '\n',
      'y'.repeat(3000),
      '\xff',
    );
    const piece = fc
      .array(fc.tuple(unit, fc.nat({ max: 900 })), { maxLength: 12 })
      .map((units) =>
        units.map(([text, times]) => text.repeat(text.length > 100 ? times % 90 : times)).join(''),
      );
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 6 }), (pieces) => {
        const got = chunksOf(pieces);
        expect(got.join('') === pieces.join('')).toBe(true);
        for (const chunk of got) expect(chunk.length).toBeLessThanOrEqual(1 << 16);
      }),
      { numRuns: 100 },
    );
  });

  it('end behind an error, else behind a line, where one ends in time', () => {
    const error = '==1== Invalid read of size 4\n==1==    at 0x1: f (a.c:1)\n==1== \n';
    const ends = (text: string) => chunksOf([text]).slice(0, -1);
    for (const chunk of ends(error.repeat(4000))) expect(chunk.endsWith('\n==1== \n')).toBe(true);
    for (const chunk of ends('output\n'.repeat(40_000))) expect(chunk.endsWith('output\n')).toBe(true);
    for (const chunk of ends('output'.repeat(40_000))) expect(chunk.length).toBe(1 << 16);
  });
});
