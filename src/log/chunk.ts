import { decode } from './detect.js';

/** A piece of a log. */
export interface Chunk {
  /** As a byte string, one unit per byte. */
  readonly text: string;
  /** The same bytes: long parts are compared sooner here. */
  readonly bytes: Uint8Array;
}

/** Longer strings are kept apart from other objects, where making and looking into them takes longer. */
const longest = 1 << 16;

/** Cuts bytes into pieces of a handy length. */
export function* chunksOf(bytes: Uint8Array): Generator<Chunk> {
  for (let at = 0; at < bytes.length; at += longest) {
    const piece = bytes.subarray(at, at + longest);
    yield { text: decode(piece), bytes: piece };
  }
}
