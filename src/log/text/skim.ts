import type { Chunk } from './chunks.js';
import { hasColours } from './colours.js';
import type { Generated } from './generated.js';
import { isBanner } from './messages.js';
import type { Reading } from './reading.js';
import { skimOutput } from './skim-output.js';
import type { TextMemory } from './text-memory.js';

/**
 * Reads whole lines of a chunk from a place on, where one begins, as long as each is one of which it sees where it stands
 * what it says: a frame that was read before, an empty line, output of the program. Gives where it stopped, which is the
 * beginning of a line, or the end of the last whole one.
 */
export type Skim = (chunk: Chunk, at: number) => number;

/** Longer lines are not read where they stand. */
const longest = 1 << 12;

export function createSkim(
  reading: Reading,
  { frames, wholeRecords }: Pick<TextMemory, 'frames' | 'wholeRecords'>,
  generated: Generated,
): Skim {
  /** The beginning of the line after one or more that have been read; -1 when none has. So for all functions below. */
  function skimLines(chunk: Chunk, at: number): number {
    const { bytes } = chunk;
    const { prefix } = reading;
    if (at >= bytes.length) return -1;
    const first = bytes[at]!;
    if (first === 0x7b /* { */) return skimGenerated(chunk.text(), at);
    if (prefix !== undefined && first === prefix.charCodeAt(0)) {
      return stands(prefix, bytes, at) ? skimMessage(chunk, at + prefix.length, prefix) : -1;
    }
    if (generated.isOpen() || reading.lead !== undefined || reading.current?.mayGoOn(reading.line)) return -1;
    const next = skimOutput(chunk.text(), at);
    if (next >= 0) reading.line++;
    return next;
  }

  /** A message of the current process. */
  function skimMessage(chunk: Chunk, at: number, prefix: string): number {
    const { bytes } = chunk;
    if (bytes[at] === 0x0a) {
      reading.line++;
      reading.current!.emptyLine();
      return at + 1;
    }
    if (generated.hasBegun()) return -1;
    if (bytes[at] !== 0x20) return skimRecords(chunk, at, prefix);
    return bytes[at + 3] === 0x61 /* a */ ? skimStack(chunk, at, prefix) : skimFrame(chunk, at);
  }

  /** Records that are known as they stand; if there is none, a message. */
  function skimRecords(chunk: Chunk, at: number, prefix: string): number {
    const current = reading.current!;
    const count = current.awaitsRecord() ? wholeRecords.find(chunk, at - prefix.length, prefix) : 0;
    if (count === 0) return skimText(chunk, at);
    reading.line += current.records(count, chunk.bytes, reading.line + 1);
    return wholeRecords.end();
  }

  function skimStack(chunk: Chunk, at: number, prefix: string): number {
    const start = at - prefix.length;
    const stack = wholeRecords.stack(chunk, start, prefix);
    if (!stack) return skimFrame(chunk, at);
    reading.current!.stack(stack, reading.line + 1);
    reading.line += stack.depth;
    const next = start + stack.bytes + stack.depth * prefix.length;
    if (!wholeRecords.isClosed()) return next;
    reading.line++;
    reading.current!.emptyLine();
    return next + prefix.length + 1;
  }

  function skimFrame(chunk: Chunk, at: number): number {
    const text = chunk.text();
    const frame = frames.find(text, at);
    if (!frame?.isWhole) return skimText(chunk, at);
    reading.line++;
    reading.current!.frame(frame, reading.line);
    const end = at + frame.text.length;
    return text.charCodeAt(end) === 0x0a ? end + 1 : end + 2;
  }

  /** A message of the current process in which no other one can begin: no prompt, no prefix, no banner. Colours are taken out first. */
  function skimText(chunk: Chunk, at: number): number {
    const text = chunk.text();
    const end = text.indexOf('\n', at);
    if (end < 0 || end - at > longest || text.charCodeAt(at) === 0x2d /* - */) return -1;
    const payload = text.slice(at, text.charCodeAt(end - 1) === 0x0d ? end - 1 : end);
    if (payload.includes('==') || hasColours(payload) || isBanner(payload)) return -1;
    const current = reading.current!;
    reading.line++;
    current.message(payload, reading.line);
    const header = current.headerAt(reading.line);
    if (header) wholeRecords.seeHeader(chunk, at, header);
    return end + 1;
  }

  /** A generated suppression that was seen with the last stack of the current process before. */
  function skimGenerated(text: string, at: number): number {
    const seen = reading.current?.seenBlock();
    if (!seen) return -1;
    const end = at + seen.text.length;
    if (text.slice(at, end) !== seen.text) return -1;
    generated.seen(seen);
    return end;
  }

  return (chunk, at) => {
    for (;;) {
      const next = skimLines(chunk, at);
      if (next < 0) return at;
      at = next;
    }
  };
}

function stands(prefix: string, bytes: Uint8Array, at: number): boolean {
  for (let i = 0; i < prefix.length; i++) if (bytes[at + i] !== prefix.charCodeAt(i)) return false;
  return true;
}
