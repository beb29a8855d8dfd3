import { createHash } from 'node:crypto';
import fc from 'fast-check';
import { parquetWriteBuffer } from 'hyparquet-writer';
import { describe, expect, test } from 'vitest';
import { nothingCollected, type Collected } from '../../src/collect/collected.js';
import { fromParquet } from '../../src/collect/from-parquet.js';
import { logCorpusOf } from '../../src/collect/log-corpus.js';
import { toParquet } from '../../src/collect/to-parquet.js';
import { unite } from '../../src/collect/unite.js';
import { UnreadableCorpus } from '../../src/collect/unreadable.js';
import { canonical, contents, logName, runOf, seen, told } from './arbitrary.js';

const collection = fc
  .array(fc.tuple(contents, logName, seen), { maxLength: 5 })
  .map((runs) => unite(...runs.map(([of, name, when]) => runOf(of, name, when))));

/** What the file says, undefined properties left out. */
const plain = (collected: Collected): unknown => JSON.parse(JSON.stringify(canonical(collected)));

/** The file as if those who changed it had reckoned the checksum anew. */
function resealed(bytes: Uint8Array): Uint8Array {
  const file = Buffer.from(bytes);
  const at = file.lastIndexOf('chaff.checksum') + 'chaff.checksum'.length;
  const value = /[0-9a-f]{64}/.exec(file.toString('latin1', at));
  if (!value) return file;
  const from = at + value.index;
  file.fill('0', from, from + 64);
  file.write(createHash('sha256').update(file).digest('hex'), from);
  return file;
}

const some = unite(
  ...fc
    .sample(fc.tuple(contents, logName, seen), { seed: 11, numRuns: 12 })
    .map(([of, log, when]) => runOf(of, log, when)),
);
const file = toParquet(some);

describe('a corpus file', () => {
  test('gives back what was written, and the same bytes when it is written again', async () => {
    await fc.assert(
      fc.asyncProperty(collection, async (collected) => {
        const bytes = toParquet(collected);
        const read = await fromParquet(bytes);
        expect(plain(read)).toEqual(plain(collected));
        expect(told(logCorpusOf(read))).toEqual(told(logCorpusOf(collected)));
        expect(Buffer.from(bytes).equals(toParquet(read))).toBe(true);
      }),
      { numRuns: 200 },
    );
  });

  test('may hold nothing', async () => {
    expect(canonical(await fromParquet(toParquet(nothingCollected())))).toEqual(
      canonical(nothingCollected()),
    );
  });

  test('has more than one group of rows when it is large', async () => {
    const [first] = [...some.findings.values()];
    const findings = new Map(
      Array.from({ length: 20_100 }, (_, number) => {
        const id = number.toString(16).padStart(20, '0');
        return [id, { ...first!, id }] as const;
      }),
    );
    const large = { ...some, findings };
    const read = await fromParquet(toParquet(large));
    expect(read.findings.size).toBe(20_100);
    expect(plain(read)).toEqual(plain(large));
    // Equal frames are one object: a corpus is as large in memory as what is distinct in it.
    const frames = new Set([...read.findings.values()].flatMap(({ stacks }) => stacks.flat()));
    expect(frames.size).toBeLessThan(100);
  });
});

describe('what is refused', () => {
  test('a file with any byte changed', async () => {
    for (let at = 0; at < file.length; at += 7) {
      const changed = Buffer.from(file);
      changed[at]! ^= 1 << (at % 8);
      await expect(fromParquet(changed), `byte ${at}`).rejects.toThrow(UnreadableCorpus);
    }
  });

  test('a file that is cut off anywhere', async () => {
    for (let length = 0; length < file.length; length += 13)
      await expect(fromParquet(file.subarray(0, length)), `${length} bytes`).rejects.toThrow(
        UnreadableCorpus,
      );
  });

  test('a newer schema, by name', async () => {
    const newer = Buffer.from(file);
    newer[newer.lastIndexOf('chaff.schema') + 'chaff.schema'.length + 2] = '2'.charCodeAt(0);
    await expect(fromParquet(resealed(newer))).rejects.toThrow(
      /schema is version “2”, and version 1 is known here/,
    );
  });

  test('a Parquet file of others', async () => {
    const other = parquetWriteBuffer({ columnData: [{ name: 'a', data: [1, 2], type: 'INT32' }] });
    await expect(fromParquet(new Uint8Array(other))).rejects.toThrow(/not written by “chaff collect”/);
  });

  test('a forged file is read or refused, and nothing else happens', async () => {
    const change = fc.tuple(fc.nat(file.length - 1), fc.nat(255));
    await fc.assert(
      fc.asyncProperty(fc.array(change, { minLength: 1, maxLength: 4 }), async (changes) => {
        const forged = Buffer.from(file);
        for (const [at, value] of changes) forged[at] = value;
        try {
          logCorpusOf(await fromParquet(resealed(forged)));
        } catch (error) {
          expect(error).toBeInstanceOf(UnreadableCorpus);
          // The bounds come before the library, which would run out of memory where they did not hold.
          expect(String((error as Error).cause)).not.toMatch(/memory|Invalid (?:array|string) length/i);
        }
      }),
      { numRuns: 3000 },
    );
  }, 60_000);
});
