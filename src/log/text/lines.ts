import type { LogSink } from '../sink.js';
import { createTextReader, maxLine } from './reader.js';

/**
 * Reads a text log that comes in chunks of any size (byte strings), e.g. a file decoded as Latin-1. Waits for no more
 * than the chunks. Rejects only when the chunks do; then nothing that is still held is delivered.
 */
export async function readText(chunks: AsyncIterable<string>, log: string, sink: LogSink): Promise<void> {
  const reader = createTextReader(log, sink);
  const lines = createLineSplitter(reader.line);
  for await (const chunk of chunks) lines.chunk(chunk);
  lines.end();
  reader.end();
}

export interface LineSplitter {
  chunk(text: string): void;
  /** Hands over a last line without newline. */
  end(): void;
}

/** Cuts chunks into lines. Of a line that no newline ends, a little more than `maxLine` bytes are kept, not all. */
export function createLineSplitter(line: (text: string) => void): LineSplitter {
  let rest = '';
  return {
    chunk(text) {
      let start = 0;
      for (let end = text.indexOf('\n'); end >= 0; end = text.indexOf('\n', start)) {
        const piece = text.slice(start, end);
        line(rest === '' ? piece : rest + piece);
        rest = '';
        start = end + 1;
      }
      if (rest.length <= maxLine) rest += text.slice(start, start + maxLine + 1);
    },
    end() {
      if (rest !== '') line(rest);
      rest = '';
    },
  };
}
