import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DuckDBInstance, type DuckDBConnection } from '@duckdb/node-api';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { collectRun } from '../../src/collect/collect-run.js';
import { nothingCollected } from '../../src/collect/collected.js';
import { columnNames } from '../../src/collect/schema.js';
import { toParquet } from '../../src/collect/to-parquet.js';
import { unite } from '../../src/collect/unite.js';
import { corpusSink, createLogCorpus } from '../../src/log/corpus-sink.js';
import { readLog } from '../../src/log/read.js';

const text = (pid: number, version: string) => `==${pid}== Memcheck, a memory error detector
==${pid}== Using Valgrind-${version} and LibVEX
==${pid}== Command: ./caf\xc3\xa9
==${pid}== 
==${pid}== Invalid read of size 4
==${pid}==    at 0x1: inner (prog.c:3)
==${pid}==    by 0x2: g_realloc (in /usr/lib/libglib-2.0.so.0)
==${pid}==    by 0x3: caf\xc3\xa9_\xff (prog.c:9)
==${pid}==  Address 0x4 is 0 bytes inside a block of size 4 free'd
==${pid}==    at 0x5: free (vg_replace_malloc.c:872)
==${pid}== 
`;
const leak = `==9== 16 bytes in 2 blocks are definitely lost in loss record 1 of 1
==9==    at 0x1: malloc (vg_replace_malloc.c:381)
==9==    by 0x2: main (prog.c:5)
==9== 
`;

async function run(bytes: string, log: string, hash: string, time: number) {
  const corpus = createLogCorpus();
  async function* chunks() {
    yield await Promise.resolve(Buffer.from(bytes, 'latin1'));
  }
  await readLog(chunks(), log, corpusSink(corpus));
  return collectRun(corpus, { hash: hash.repeat(64), log, seen: { first: time, last: time } });
}

let folder = '';
let connection: DuckDBConnection;
beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'chaff-duckdb-'));
  const first = await run(text(7, '3.19.0'), 'a/é.log', 'a', Date.UTC(2026, 0, 2, 3, 4, 5, 678));
  const second = await run(text(9, '3.24.0') + leak, 'b.log', 'b', Date.UTC(2026, 5, 7));
  writeFileSync(join(folder, 'corpus.parquet'), toParquet(unite(first, second)));
  writeFileSync(join(folder, 'nothing.parquet'), toParquet(nothingCollected()));
  connection = await (await DuckDBInstance.create(':memory:')).connect();
});
afterAll(() => {
  connection.closeSync();
  rmSync(folder, { recursive: true });
});

async function ask(query: string) {
  const corpus = `'${join(folder, 'corpus.parquet')}'`;
  const nothing = `'${join(folder, 'nothing.parquet')}'`;
  const read = await connection.runAndReadAll(query.replace('CORPUS', corpus).replace('NOTHING', nothing));
  return read.getRowObjectsJson();
}

describe('DuckDB reads a corpus', () => {
  const frame =
    'STRUCT(fun VARCHAR, demangled VARCHAR, obj VARCHAR, has_source BOOLEAN, file VARCHAR, line INTEGER, dir VARCHAR, inlined BOOLEAN)';

  test('with these types: docs/corpus.md tells them', async () => {
    const described = await ask('DESCRIBE FROM CORPUS');
    expect(
      Object.fromEntries(described.map(({ column_name, column_type }) => [column_name, column_type])),
    ).toEqual({
      id: 'VARCHAR',
      tool: 'VARCHAR',
      kind: 'VARCHAR',
      extra: 'VARCHAR',
      leak_kind: 'VARCHAR',
      what: 'VARCHAR',
      command: 'VARCHAR',
      pid: 'BIGINT',
      thread: 'VARCHAR',
      count: 'BIGINT',
      records: 'BIGINT',
      bytes: 'BIGINT',
      blocks: 'BIGINT',
      first_seen: 'TIMESTAMP WITH TIME ZONE',
      last_seen: 'TIMESTAMP WITH TIME ZONE',
      valgrind: 'VARCHAR[]',
      functions: 'VARCHAR[]',
      frames: `${frame}[]`,
      variants: `${frame}[][]`,
      auxiliary: `STRUCT(caption VARCHAR, frames ${frame}[])[]`,
      origins: `STRUCT(run VARCHAR, caption VARCHAR, frames ${frame}[])[]`,
      hides_below_main: 'BOOLEAN',
      first_run: 'VARCHAR',
      runs: 'STRUCT(run VARCHAR, log VARCHAR, line BIGINT, count BIGINT, records BIGINT, bytes BIGINT, blocks BIGINT)[]',
    });
  });

  test('findings by function', async () => {
    expect(
      await ask(
        "SELECT kind, count, what, command, functions[3] AS caller, frames[1].line AS line, frames[2].has_source AS source FROM CORPUS WHERE list_contains(functions, 'g_realloc')",
      ),
    ).toEqual([
      {
        kind: 'Memcheck:Addr4',
        count: '2',
        what: 'Invalid read of size 4',
        command: './café',
        caller: 'café_\\xff',
        line: 3,
        source: false,
      },
    ]);
  });

  test('counts by run, times and versions', async () => {
    expect(
      await ask(
        'SELECT r.log, sum(r.count)::INTEGER AS times, sum(r.bytes)::INTEGER AS bytes FROM (SELECT unnest(runs) AS r FROM CORPUS) GROUP BY ALL ORDER BY r.log',
      ),
    ).toEqual([
      { log: 'a/é.log', times: 1, bytes: null },
      { log: 'b.log', times: 2, bytes: 16 },
    ]);
    expect(
      await ask(
        "SELECT valgrind, epoch_ms(first_seen) AS first, epoch_ms(last_seen) AS last FROM CORPUS WHERE kind <> 'Memcheck:Leak'",
      ),
    ).toEqual([
      {
        valgrind: ['3.19.0', '3.24.0'],
        first: String(Date.UTC(2026, 0, 2, 3, 4, 5, 678)),
        last: String(Date.UTC(2026, 5, 7)),
      },
    ]);
  });

  test('frames of stacks that are shown besides', async () => {
    expect(
      await ask(
        'SELECT auxiliary[1].frames[1].fun AS freed, len(variants) AS variants FROM CORPUS ORDER BY freed NULLS LAST',
      ),
    ).toEqual([
      { freed: 'free', variants: '0' },
      { freed: null, variants: '0' },
    ]);
  });

  const page = readFileSync(new URL('../../docs/corpus.md', import.meta.url), 'utf8');
  const queries = /```sql\n([^]*?)```/
    .exec(page)![1]!
    .split(';')
    .filter((query) => query.trim() !== '');

  test.each(queries)('as docs/corpus.md shows: %s', async (query) => {
    await ask(query.replace(/'[^']*\.parquet'/, 'CORPUS'));
  });

  test('with the columns that docs/corpus.md tells, in their order', () => {
    const cells = [...page.matchAll(/^\| (`[a-z_`, ]+`) +\|/gm)].flatMap(([, cell]) =>
      cell!.match(/[a-z_]+/g)!,
    );
    expect(cells.slice(0, columnNames.length)).toEqual(columnNames);
  });

  test('the version of the schema', async () => {
    expect(
      await ask(
        "SELECT decode(value) AS version FROM parquet_kv_metadata(CORPUS) WHERE decode(key) = 'chaff.schema'",
      ),
    ).toEqual([{ version: '1' }]);
  });

  test('that holds nothing', async () => {
    expect(await ask('SELECT count(*)::INTEGER AS n FROM NOTHING')).toEqual([{ n: 0 }]);
  });
});
