/** Shorter parts of a string are copies already. */
const minPart = 13;
const scratch = Buffer.alloc(1 << 12);

/**
 * A copy of a byte string that has its own memory. A part of a string keeps the whole of it alive, here a chunk of the
 * log; what findings keep must not.
 */
export function ownCopy(text: string): string {
  if (text.length < minPart) return text;
  if (text.length > scratch.length) return Buffer.from(text, 'latin1').toString('latin1');
  return scratch.toString('latin1', 0, scratch.write(text, 'latin1'));
}
