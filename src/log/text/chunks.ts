import { decode } from '../detect.js';

/** A piece of a log. */
export interface Chunk {
  readonly bytes: Uint8Array;
  /** The same as a byte string, one unit per byte. It is made when it is asked for: most of a long log says nothing new. */
  text(): string;
}

/** What is not made a chunk of yet. */
export interface Chunks {
  /** Adds bytes, which are not looked at any more when all chunks have been taken; a chunk is there until the next one is. */
  add(bytes: Uint8Array): Generator<Chunk>;
  /** The last chunk. */
  end(): Chunk;
}

/** Longer strings are kept apart from other objects, where making and looking into them takes longer. */
const longest = 1 << 16;
/** So many last bytes of a chunk are searched for the end of an error. */
const searched = 1 << 12;

/** Where an error ends: a line with nothing but a prefix. */
const emptyLine = '== \n';

/** Cuts a log into pieces of a handy length, behind an error where one ends in time, for what is cut is read line by line. */
export function createChunks(): Chunks {
  const buffer = Buffer.allocUnsafeSlow(longest);
  let held = 0;
  let decoded: string | undefined;
  const chunk = {
    bytes: buffer,
    text: () => (decoded ??= decode(chunk.bytes)),
  };

  function cut(length: number): Chunk {
    chunk.bytes = buffer.subarray(0, length);
    decoded = undefined;
    return chunk;
  }

  return {
    *add(added) {
      for (let from = 0; from < added.length;) {
        const taken = added.subarray(from, from + longest - held);
        buffer.set(taken, held);
        from += taken.length;
        held += taken.length;
        if (held < longest) return;
        const length = goodLength(buffer);
        yield cut(length);
        buffer.copyWithin(0, length, held);
        held -= length;
      }
    },
    end() {
      const rest = cut(held);
      held = 0;
      return rest;
    },
  };
}

function goodLength(buffer: Buffer): number {
  const from = buffer.length - searched;
  const last = buffer.subarray(from);
  const empty = last.lastIndexOf(emptyLine);
  if (empty >= 0) return from + empty + emptyLine.length;
  const newline = last.lastIndexOf(0x0a);
  return newline >= 0 ? from + newline + 1 : buffer.length;
}
