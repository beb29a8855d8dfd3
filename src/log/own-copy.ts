/**
 * A copy of a byte string that has its own memory. A part of a string keeps the whole of it alive, here a chunk of the
 * log; what findings keep must not.
 */
export function ownCopy(text: string): string {
  return Buffer.from(text, 'latin1').toString('latin1');
}
