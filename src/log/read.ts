import { decode, detect, headLength, isQuotedPrintable, isUtf16, lacksPrefixes } from './detect.js';
import { gunzip } from './gunzip.js';
import { damagedFile } from './lost.js';
import type { LogSink } from './sink.js';
import { readText } from './text/index.js';
import { createTextMemory, type TextMemory } from './text/text-memory.js';
import { createPieces, type Pieces } from './xml/pieces.js';

/**
 * What was read before and is likely to come again. It is bounded, whatever is read; empty at first. One is for all logs of a
 * thread.
 */
export interface ReadingMemory {
  text?: TextMemory | undefined;
  pieces?: Pieces | undefined;
}

/**
 * Reads one log of any form, also compressed with gzip. `name` is the name given by the user. Never rejects because
 * of what the log holds: what cannot be read is delivered as a problem. Rejects when `chunks` does. A chunk is not
 * looked at any more when the next one is asked for, so that all may be in the same memory. Logs of one program are read
 * several times as fast with the same `memory`; it changes nothing else.
 */
export async function readLog(
  chunks: AsyncIterable<Uint8Array>,
  name: string,
  sink: LogSink,
  memory: ReadingMemory = {},
): Promise<void> {
  const { head, all } = await peek(chunks);
  if (detect(head) !== 'gzip') return readPlain(head, all, name, sink, memory);
  let damage: string | undefined;
  const plain = await peek(gunzip(all, (reason) => (damage = reason)));
  await readPlain(plain.head, plain.all, name, sink, memory);
  if (damage !== undefined) {
    sink.problem({ log: name, line: 1, message: damagedFile(damage) });
  }
}

async function readPlain(
  head: Uint8Array,
  chunks: AsyncIterable<Uint8Array>,
  name: string,
  sink: LogSink,
  memory: ReadingMemory,
): Promise<void> {
  const form = detect(head);
  let told = false;
  if (form !== 'unknown') {
    const watched: LogSink = {
      ...sink,
      process(process) {
        told = true;
        sink.process(process);
      },
    };
    if (form === 'xml') await readXml(chunks, name, watched, (memory.pieces ??= createPieces()));
    else await readText(chunks, name, watched, (memory.text ??= createTextMemory()));
  }
  if (!told) {
    const reason = unlikeLogs.find(([isSo]) => isSo(head))?.[1];
    sink.problem({ log: name, line: 1, message: reason === undefined ? nothing : `${nothing}: ${reason}` });
  }
}

const nothing = 'no Valgrind output found';

/** What may have become of a log in which nothing is found. */
const unlikeLogs: readonly (readonly [isSo: (head: Uint8Array) => boolean, reason: string])[] = [
  [isUtf16, 'the file is in UTF-16, which shells of Windows write; convert it to UTF-8'],
  [isQuotedPrintable, 'the file is quoted-printable, as mails are sent; decode it'],
  [lacksPrefixes, 'its stacks lack the "==PID==" that Valgrind puts before each line'],
];

/** Longer strings are kept apart from other objects, where making and looking into them takes longer. */
const longestPart = 1 << 16;

async function readXml(
  chunks: AsyncIterable<Uint8Array>,
  name: string,
  sink: LogSink,
  pieces: Pieces,
): Promise<void> {
  // Loaded for XML only: the parser takes a while.
  const { createXmlReader } = await import('./xml/reader.js');
  const reader = createXmlReader(name, sink, { pieces });
  for await (const bytes of chunks)
    for (let at = 0; at < bytes.length; at += longestPart)
      reader.write(decode(bytes.subarray(at, at + longestPart)));
  reader.end();
}

/** Waits for the first bytes, enough to see what the log is; `all` gives them again and then the rest. */
async function peek(
  chunks: AsyncIterable<Uint8Array>,
): Promise<{ head: Uint8Array; all: AsyncIterable<Uint8Array> }> {
  const iterator = chunks[Symbol.asyncIterator]();
  const first: Uint8Array[] = [];
  for (let length = 0; length < headLength;) {
    const next = await iterator.next();
    if (next.done) break;
    length += next.value.length;
    first.push(length < headLength ? new Uint8Array(next.value) : next.value);
  }
  async function* all() {
    yield* first;
    yield* { [Symbol.asyncIterator]: () => iterator };
  }
  return { head: Buffer.concat(first), all: all() };
}
