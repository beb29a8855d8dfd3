import { gzipSync } from 'node:zlib';
import { describe, expect, test } from 'vitest';
import { corpusSink, createLogCorpus, type LogCorpus } from '../../src/log/corpus-sink.js';
import { readLog } from '../../src/log/read.js';
import { everything, lines, readXml, recorded } from './xml/read.js';

async function read(...chunks: Uint8Array[]): Promise<LogCorpus> {
  const corpus = createLogCorpus();
  await readLog(stream(chunks), 'log.xml', corpusSink(corpus));
  return corpus;
}

async function* stream(chunks: readonly Uint8Array[]): AsyncGenerator<Uint8Array> {
  for (const chunk of chunks) yield await Promise.resolve(chunk);
}

const bytes = (text: string) => Buffer.from(text, 'latin1');
const slices = (all: Uint8Array, size: number) =>
  Array.from({ length: Math.ceil(all.length / size) }, (_, i) => all.subarray(i * size, (i + 1) * size));
const messages = (corpus: LogCorpus) => corpus.problems.map(({ message }) => message);

const text = `==12== Memcheck, a memory error detector
==12== Command: ./prog
==12==
==12== Invalid read of size 4
==12==    at 0x1: main (prog.c:3)
==12==
`;

describe('forms', () => {
  test('XML and text, in chunks of any size', async () => {
    const memory = bytes(recorded('memory'));
    for (const size of [7, 1000, 1 << 20]) {
      expect(everything(await read(...slices(memory, size)))).toEqual(
        everything(readXml(recorded('memory'))),
      );
      expect(lines(await read(...slices(bytes(text), size)))).toEqual(['Memcheck:Addr4 x1: main']);
    }
  });

  test('compressed', async () => {
    const zipped = gzipSync(bytes(recorded('memory')));
    for (const size of [1, 500, 1 << 20]) {
      expect(everything(await read(...slices(zipped, size)))).toEqual(
        everything(readXml(recorded('memory'))),
      );
    }
    expect(lines(await read(gzipSync(text)))).toEqual(['Memcheck:Addr4 x1: main']);
  });

  test('compressed in several members, as by appending', async () => {
    const log = bytes(recorded('memory'));
    const zipped = Buffer.concat([gzipSync(log.subarray(0, 5000)), gzipSync(log.subarray(5000))]);
    expect(everything(await read(zipped))).toEqual(everything(readXml(recorded('memory'))));
  });
});

describe('damage', () => {
  test('a compressed log that is cut off gives what can be read', async () => {
    // Uncompressed blocks: half the file is half the log.
    const zipped = gzipSync(bytes(recorded('memory')), { level: 0 });
    const corpus = await read(...slices(zipped.subarray(0, zipped.length / 2), 100));
    expect(corpus.findings.size).toBeGreaterThan(2);
    expect(messages(corpus)).toContainEqual(
      expect.stringMatching(/^the compressed file is damaged or cut off: /),
    );
  });

  test('a damaged compressed log, too', async () => {
    const zipped = gzipSync(bytes(recorded('memory')));
    zipped.fill(0xff, zipped.length >> 1);
    expect(messages(await read(zipped))).toContainEqual(
      expect.stringMatching(/^the compressed file is damaged/),
    );
  });

  test.each([
    ['empty', ''],
    ['other text', 'hello\nworld\n'],
    ['other XML', '<?xml version="1.0"?>\n<svg><error>x</error></svg>\n'],
    ['binary', '\x7fELF\0\0\0\x01'],
  ])('%s: no Valgrind output', async (_, log) => {
    expect(messages(await read(bytes(log))).at(-1)).toBe('no Valgrind output found');
  });

  test.each([
    ['little-endian', Buffer.from(`\ufeff${text}`, 'utf16le')],
    ['big-endian', Buffer.from(`\ufeff${text}`, 'utf16le').swap16()],
    ['compressed', gzipSync(Buffer.from(`\ufeff${text}`, 'utf16le'))],
  ])('a log in UTF-16 is said to be one: %s', async (_, log) => {
    expect(messages(await read(log))).toEqual([
      'no Valgrind output found: the file is in UTF-16, which shells of Windows write; convert it to UTF-8',
    ]);
  });

  test('a log without its prefixes, and a mail as it is sent, are said to be so', async () => {
    const bare = 'Invalid read of size 4\n   at 0x109: f (f.c:3)\n   by 0x10A: main (f.c:9)\n';
    expect(messages(await read(bytes(bare)))).toEqual([
      'no Valgrind output found: its stacks lack the "==PID==" that Valgrind puts before each line',
    ]);
    const mail = '=3D=3D12=3D=3D Invalid read of size 4\n=3D=3D12=3D=3D    at 0x109: f (f.c:3)\n';
    expect(messages(await read(bytes(mail)))).toEqual([
      'no Valgrind output found: the file is quoted-printable, as mails are sent; decode it',
    ]);
  });

  test('what the source of the bytes says is passed on', async () => {
    async function* broken(): AsyncGenerator<Uint8Array> {
      yield await Promise.resolve(bytes(text));
      throw new Error('disk on fire');
    }
    await expect(readLog(broken(), 'log', corpusSink(createLogCorpus()))).rejects.toThrow('disk on fire');
  });
});
