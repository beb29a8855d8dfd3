import {
  copyFileSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  statSync,
  utimesSync,
  writeFileSync,
} from 'node:fs';
import { mkdir } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { gzipSync } from 'node:zlib';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { main } from '../../src/cli/main.js';
import { fromParquet } from '../../src/collect/from-parquet.js';
import { run } from './run.js';

const recorded = fileURLToPath(new URL('../corpus/', import.meta.url));
const talk = join(recorded, 'talk');

const text = (pid: number, fun: string) => `==${pid}== Memcheck, a memory error detector
==${pid}== Using Valgrind-3.19.0 and LibVEX
==${pid}== Invalid read of size 4
==${pid}==    at 0x1: ${fun} (prog.c:3)
==${pid}== 
==${pid}== ERROR SUMMARY: 1 errors from 1 contexts (suppressed: 0 from 0)
`;

let cwd = '';
beforeEach(async () => {
  cwd = mkdtempSync(join(tmpdir(), 'chaff-collect-'));
  await mkdir(join(cwd, 'logs'));
  write('logs/a.log', text(1, 'one'));
  write('logs/b.log', text(2, 'one') + text(2, 'two'));
  write('logs/c.log', text(3, 'three'));
});
afterEach(() => {
  rmSync(cwd, { recursive: true });
});

function write(name: string, bytes: string | Uint8Array, time = 1000): void {
  writeFileSync(join(cwd, name), bytes);
  utimesSync(join(cwd, name), time, time);
}
const bytesOf = (name: string) => readFileSync(join(cwd, name));
const collect = (...args: string[]) => run(['collect', ...args], cwd);

describe('every command says of a corpus what it says of the logs', () => {
  const logs = [
    join(talk, 'talk.xml'),
    join(talk, 'talk.txt'),
    join(recorded, 'used'),
    join(recorded, 'origins'),
    join(recorded, 'debian', 'gsettings.xml.gz'),
    join(recorded, 'debian', 'exec-unfinished.xml'),
    join(recorded, 'debian', 'gio-list-helgrind.txt'),
  ];
  const set = join(talk, 'nearly.supp');
  const real = join(talk, 'real.supp');

  test.each([
    ['check', ['-s', set, '--real', real, '--json']],
    ['generate', ['--json']],
    ['minimize', ['--real', real, '--json']],
    ['explain', ['-s', set, '--real', real, '--json']],
    ['prune', [set, '--json', '--logs']],
  ])(
    '%s',
    async (command, args) => {
      await collect(...logs, '-o', 'all.parquet');
      // In parts that share logs, too.
      await collect(...logs.slice(3), '-o', 'second.parquet');
      await collect(...logs.slice(0, 5), '-o', 'first.parquet');
      const told = (names: string[]) =>
        run(
          [
            command,
            ...args,
            ...(args.at(-1) === '--logs'
              ? names.flatMap((name, k) => (k ? ['--logs', name] : [name]))
              : names),
          ],
          cwd,
        );
      const fromLogs = await told(logs);
      expect(fromLogs.stdout.length).toBeGreaterThan(100);
      expect(await told(['all.parquet'])).toEqual(fromLogs);
      expect(await told(['second.parquet', 'first.parquet'])).toEqual(fromLogs);
      expect(await told(['second.parquet', ...logs.slice(0, 5)])).toEqual(fromLogs);
    },
    60_000,
  );
});

describe('chaff collect', () => {
  test('says what it did', async () => {
    expect(await collect('logs', '-o', 'corpus.parquet')).toEqual({
      code: 0,
      stdout: '',
      stderr: 'corpus.parquet: 3 logs read; 3 distinct findings of 3 runs\n',
    });
    const { findings, runs } = await fromParquet(bytesOf('corpus.parquet'));
    expect([...runs.values()].map(({ log, seen }) => [log, seen])).toEqual(
      ['logs/a.log', 'logs/b.log', 'logs/c.log'].map((log) => [log, { first: 1_000_000, last: 1_000_000 }]),
    );
    expect([...findings.values()].map(({ parts }) => parts.size).sort()).toEqual([1, 1, 2]);
  });

  test('reads no log again, but one that changed', async () => {
    await collect('logs', '-o', 'corpus.parquet');
    const before = statSync(join(cwd, 'corpus.parquet'));
    expect((await collect('logs', '-o', 'corpus.parquet')).stderr).toBe(
      'corpus.parquet: 0 logs read, 3 known already; 3 distinct findings of 3 runs\n',
    );
    // Nothing changed, so nothing was written.
    expect(statSync(join(cwd, 'corpus.parquet'))).toMatchObject({ ino: before.ino, mtimeMs: before.mtimeMs });
    write('logs/c.log', text(3, 'four'));
    expect((await collect('logs', '-o', 'corpus.parquet', '--json')).stdout).toBe(
      `${JSON.stringify(
        {
          version: 1,
          output: 'corpus.parquet',
          corpora: [],
          read: ['logs/c.log'],
          known: ['logs/a.log', 'logs/b.log'],
          runs: 4,
          findings: 4,
        },
        null,
        2,
      )}\n`,
    );
    expect((await collect('logs', '-o', 'corpus.parquet', '--fresh')).stderr).toContain(
      '3 logs read; 3 distinct',
    );
  });

  test('a known log under another name, and touched: nothing is counted again', async () => {
    await collect('logs/b.log', '-o', 'corpus.parquet');
    write('copy.log', text(2, 'one') + text(2, 'two'), 3000);
    write('logs/z.log', text(2, 'one') + text(2, 'two'), 500);
    expect((await collect('logs', '-o', 'corpus.parquet')).stderr).toContain('2 logs read, 2 known already;');
    // A smaller name: the first records are those of the first log by name, so it is read.
    expect((await collect('copy.log', '-o', 'corpus.parquet')).stderr).toContain('1 log read;');
    const { runs } = await fromParquet(bytesOf('corpus.parquet'));
    expect([...runs.values()].find(({ log }) => log === 'copy.log')?.seen).toEqual({
      first: 500_000,
      last: 3_000_000,
    });
    write('all.log', '');
    await collect('copy.log', 'logs', '-o', 'again.parquet');
    expect(bytesOf('again.parquet').equals(bytesOf('corpus.parquet'))).toBe(true);
  });

  test('unites corpora: the same bytes in any order and parts', async () => {
    await collect('logs/a.log', 'logs/b.log', '-o', 'ab.parquet');
    await collect('logs/b.log', 'logs/c.log', '-o', 'bc.parquet');
    await collect('logs', '-o', 'abc.parquet');
    expect((await collect('bc.parquet', 'ab.parquet', '-o', 'united.parquet')).stderr).toBe(
      'united.parquet: 0 logs read, 2 corpora united; 3 distinct findings of 3 runs\n',
    );
    expect(bytesOf('united.parquet').equals(bytesOf('abc.parquet'))).toBe(true);
    // A log that a corpus holds is not read.
    expect((await collect('ab.parquet', 'logs', '-o', 'mixed.parquet')).stderr).toContain(
      '1 log read, 2 known already, 1 corpus united;',
    );
    expect(bytesOf('mixed.parquet').equals(bytesOf('abc.parquet'))).toBe(true);
  });

  test('a directory may hold the corpus itself', async () => {
    await collect('logs', '-o', 'logs/corpus.parquet');
    const before = bytesOf('logs/corpus.parquet');
    expect((await collect('logs', '-o', 'logs/corpus.parquet')).stderr).toContain(
      '0 logs read, 3 known already;',
    );
    expect(bytesOf('logs/corpus.parquet').equals(before)).toBe(true);
    write('logs/c.log', text(3, 'four'));
    expect((await collect('logs', '--fresh', '-o', 'logs/corpus.parquet')).stderr).toContain('of 3 runs');
    // And commands find it there.
    rmSync(join(cwd, 'logs/a.log'));
    expect((await run(['check', 'logs', '--json'], cwd)).stdout).toContain('"one"');
  });

  test('to standard output, where nobody looks', async () => {
    const { stdout, stderr } = await collect('logs', '-o', '-');
    expect(stderr).toBe('-: 3 logs read; 3 distinct findings of 3 runs\n');
    await collect('logs', '-o', 'corpus.parquet');
    expect(Buffer.from(stdout, 'latin1').equals(bytesOf('corpus.parquet'))).toBe(true);
  });

  test('a log that cannot be read to its end is known by all its bytes', async () => {
    const zipped = gzipSync(text(1, 'one').repeat(3));
    write('logs/cut.log.gz', Buffer.concat([zipped.subarray(0, -9), Buffer.alloc(1 << 22, 'x')]));
    write('no.log', Buffer.alloc(1 << 22));
    await collect('logs', 'no.log', '-o', 'corpus.parquet', '-j', '1');
    expect((await collect('logs', 'no.log', '-o', 'corpus.parquet', '-j', '1')).stderr).toContain(
      '0 logs read, 5 known already;',
    );
  });

  test('tells what was wrong with a log, once it is read', async () => {
    write('other.log', 'nothing of Valgrind\n');
    expect((await collect('other.log', 'logs', '-o', 'corpus.parquet')).stderr).toBe(
      'other.log:1: no Valgrind output found\ncorpus.parquet: 4 logs read; 3 distinct findings of 4 runs\n',
    );
  });
});

describe('what is refused', () => {
  const damaged = async () => {
    await collect('logs', '-o', 'good.parquet');
    return bytesOf('good.parquet');
  };

  test.each([
    [
      'cut off',
      (good: Buffer) => good.subarray(0, -9),
      'bad.parquet: the corpus is cut off or no Parquet file',
    ],
    [
      'damaged',
      (good: Buffer) => Buffer.concat([good.subarray(0, 100), Buffer.from([1, 2]), good.subarray(102)]),
      'bad.parquet: the corpus is damaged',
    ],
  ])('a corpus that is %s', async (_, change, message) => {
    write('bad.parquet', change(await damaged()));
    for (const args of [
      ['check', 'bad.parquet'],
      ['collect', 'bad.parquet', '-o', 'new.parquet'],
      ['collect', 'logs', '-o', 'bad.parquet'],
    ])
      expect(await run(args, cwd)).toEqual({ code: 2, stdout: '', stderr: `chaff: ${message}\n` });
  });

  test.each([
    [['logs'], /required option '-o, --output <file>' not specified/],
    [['missing.log', '-o', 'new.parquet'], /^chaff: no such file: missing\.log$/m],
    [['-o', 'new.parquet'], /^chaff: name the logs to collect/],
    [['logs', '-o', 'logs/a.log'], /^chaff: logs\/a\.log is there and no corpus; --fresh replaces it$/m],
    [['logs', '-o', '-', '--json'], /^chaff: standard output takes the corpus or the report/],
    [
      ['logs', '-o', 'none/new.parquet'],
      /^chaff: cannot write none\/new\.parquet: no such file or directory$/m,
    ],
  ])('%j', async (args, message) => {
    const { code, stderr } = await collect(...args);
    expect(code).toBe(2);
    expect(stderr).toMatch(message);
  });

  test('a terminal as the place of the corpus', async () => {
    let stderr = '';
    const nothing = () => undefined;
    const terminal = { cwd, colour: false, today: '2026-01-01', outIsTerminal: true, progress: nothing };
    const out = () => expect.unreachable('nothing is written');
    const code = await main(['collect', 'logs', '-o', '-'], {
      ...terminal,
      out,
      bytes: out,
      err: (text) => (stderr += text),
    });
    expect([code, stderr]).toEqual([
      2,
      'chaff: a corpus is no text: write it to a file (-o FILE) or a pipe\n',
    ]);
  });

  test('logs without Valgrind output, and the corpus stays as it was', async () => {
    write('other.log', 'nothing\n');
    const { code, stderr } = await collect('other.log', '-o', 'new.parquet');
    expect(code).toBe(2);
    expect(stderr).toContain('chaff: no Valgrind output found in other.log');
    expect(() => bytesOf('new.parquet')).toThrow('ENOENT');
  });
});

test('a corpus counts a log once that stands beside it', async () => {
  await collect('logs/a.log', '-o', 'corpus.parquet');
  copyFileSync(join(cwd, 'logs/a.log'), join(cwd, 'logs/same.log'));
  const { stdout } = await run(['check', 'corpus.parquet', 'logs/a.log', 'logs/same.log', '--json'], cwd);
  expect(JSON.parse(stdout)).toMatchObject({ findings: [{ count: 1 }] });
});
