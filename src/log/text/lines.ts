import type { LogSink } from '../sink.js';
import { maxLine } from './bounds.js';
import { createChunks, type Chunk } from './chunks.js';
import { createTextReader, type TextReader } from './reader.js';
import type { TextMemory } from './text-memory.js';

/**
 * Reads a text log that comes in chunks of any size. Waits for no more than the chunks, and does not look at one any more
 * when it asks for the next. Rejects only when the chunks do; then nothing that is still held is delivered.
 */
export async function readText(
  chunks: AsyncIterable<Uint8Array>,
  log: string,
  sink: LogSink,
  memory?: TextMemory,
): Promise<void> {
  const reader = createTextReader(log, sink, memory);
  const lines = createLineSplitter(reader);
  const pieces = createChunks();
  for await (const bytes of chunks) for (const chunk of pieces.add(bytes)) lines.chunk(chunk);
  lines.chunk(pieces.end());
  lines.end();
  reader.end();
}

export interface LineSplitter {
  chunk(chunk: Chunk): void;
  /** Hands over a last line without newline. */
  end(): void;
}

/**
 * Cuts chunks into lines, as far as `reader` does not read them where they stand. Of a line that no newline ends, a
 * little more than `maxLine` bytes are kept, not all.
 */
function createLineSplitter({ line, skim }: Pick<TextReader, 'line' | 'skim'>): LineSplitter {
  let rest = '';
  /** So many bytes of it are not kept. */
  let dropped = 0;
  return {
    chunk(chunk) {
      let start = 0;
      if (rest !== '') {
        const text = chunk.text();
        const end = text.indexOf('\n');
        if (end < 0) {
          const more = rest.length <= maxLine ? text.slice(0, maxLine + 1) : '';
          rest += more;
          dropped += text.length - more.length;
          return;
        }
        line(rest + text.slice(0, end), dropped);
        dropped = 0;
        start = end + 1;
      }
      for (;;) {
        start = skim(chunk, start);
        if (start === chunk.bytes.length) break;
        const text = chunk.text();
        const end = text.indexOf('\n', start);
        if (end < 0) {
          rest = text.slice(start, start + maxLine + 1);
          dropped = text.length - start - rest.length;
          return;
        }
        line(text.slice(start, end));
        start = end + 1;
      }
      rest = '';
    },
    end() {
      if (rest !== '') line(rest, dropped);
      rest = '';
    },
  };
}
