import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { expandLogs } from '../../src/cli/logs.js';
import type { ReadingProgress } from '../../src/cli/reading/progress.js';
import { readLogs } from '../../src/cli/reading/read-logs.js';
import { UsageError } from '../../src/cli/usage-error.js';
import { recorded } from '../log/xml/read.js';

const xml = Buffer.from(recorded('memory'), 'latin1');
const text = `==12== Memcheck, a memory error detector
==12== Invalid read of size 4
==12==    at 0x1: main (prog.c:3)
==12==
`;

let cwd = '';
let said = '';
let place = { cwd, err: (text: string) => void (said += text) };
beforeAll(() => {
  cwd = mkdtempSync(join(tmpdir(), 'chaff-logs-'));
  place = { ...place, cwd };
  const files: Record<string, string | Uint8Array> = {
    'a.xml': xml,
    'b.log': text,
    'logs/run.log.4711': text,
    'logs/zipped.xml.gz': gzipSync(xml),
    'logs/deep/vg.out': text,
    'logs/deep/ci.log': text.replace(/^/gm, '[12:03:04] '),
    'logs/deep/memcheck-3': text,
    'logs/other.log': 'of another program\n',
    'logs/page.xml': '<?xml version="1.0"?><page/>',
    'logs/README.md': 'Output looks like this:\n==12== Memcheck\n',
    'logs/.git/vg.log': text,
    'logs/odd[1].log': text,
    'none/empty.txt': '',
  };
  for (const [name, content] of Object.entries(files)) {
    mkdirSync(join(cwd, name, '..'), { recursive: true });
    writeFileSync(join(cwd, name), content);
  }
  symlinkSync('nowhere', join(cwd, 'logs/dangling.log'));
});
afterAll(() => {
  rmSync(cwd, { recursive: true });
});

describe('expandLogs', () => {
  const below = [
    'logs/deep/ci.log',
    'logs/deep/memcheck-3',
    'logs/deep/vg.out',
    'logs/odd[1].log',
    'logs/run.log.4711',
    'logs/zipped.xml.gz',
  ];

  test('files, each once, sorted, by the shortest name', async () => {
    expect(await expandLogs(['b.log', './a.xml', 'a.xml', join(cwd, 'b.log')], place)).toEqual(
      [join(cwd, 'b.log'), './a.xml'].sort(),
    );
  });

  test('a directory: what Valgrind wrote below it, by contents', async () => {
    expect(await expandLogs(['logs'], place)).toEqual(below);
    expect(await expandLogs(['none'], place)).toEqual([]);
  });

  test('links below a directory lead to files, but not twice to the same, and not to folders', async () => {
    mkdirSync(join(cwd, 'linked'));
    writeFileSync(join(cwd, 'linked/b.1'), text);
    for (const [link, target] of [
      ['linked/a.log', '../b.log'],
      ['linked/latest.log', 'b.1'],
      ['linked/self', '.'],
      ['linked/folder.log', '../logs'],
      ['linked/other.c', '../b.log'],
    ] as const)
      symlinkSync(target, join(cwd, link));
    expect(await expandLogs(['linked'], place)).toEqual(['linked/a.log', 'linked/b.1']);
    expect(await expandLogs(['linked', 'b.log'], place)).toEqual(['b.log', 'linked/b.1']);
    rmSync(join(cwd, 'linked'), { recursive: true });
  });

  test('a link to nothing that looks like a log is left out, and said to be', async () => {
    said = '';
    await expandLogs(['logs'], place);
    expect(said).toBe('warning: logs/dangling.log: left out: it is a link to nothing\n');
  });

  test('globs', async () => {
    expect(await expandLogs(['*.{xml,log}'], place)).toEqual(['a.xml', 'b.log']);
    expect(await expandLogs(['log?'], place)).toEqual(below);
    expect(await expandLogs(['logs/**/vg.out', 'logs/deep/*'], place)).toEqual(below.slice(0, 3));
  });

  test('a file whose name looks like a glob', async () => {
    expect(await expandLogs(['logs/odd[1].log'], place)).toEqual(['logs/odd[1].log']);
  });

  test('standard input', async () => {
    expect(await expandLogs(['-', 'a.xml', '-'], place)).toEqual(['-', 'a.xml']);
  });

  test.each([
    ['missing.xml', 'no such file: missing.xml'],
    ['a.xml/inside', 'no such file: a.xml/inside'],
    ['*.nothing', 'no file matches *.nothing'],
    ['', 'empty name of a log'],
  ])('%j: %s', async (argument, message) => {
    await expect(expandLogs([argument], place)).rejects.toThrow(new UsageError(message));
  });
});

describe('readLogs', () => {
  test('reads into one corpus and tells how far it is', async () => {
    const progress: ReadingProgress[] = [];
    const onProgress = (step: ReadingProgress) => progress.push(step);
    const corpus = await readLogs(['a.xml', 'logs/zipped.xml.gz', 'b.log'], cwd, { onProgress });
    const zipped = gzipSync(xml).length;
    const allBytes = xml.length + zipped + text.length;
    expect(progress).toEqual(
      [
        [0, 0, 'a.xml'],
        [0, xml.length, 'a.xml'],
        [1, xml.length, 'logs/zipped.xml.gz'],
        [1, xml.length + zipped, 'logs/zipped.xml.gz'],
        [2, xml.length + zipped, 'b.log'],
        [2, allBytes, 'b.log'],
      ].map(([done, bytes, name]) => ({ done, all: 3, bytes, allBytes, name })),
    );
    expect(corpus.processes.map(({ log }) => log)).toEqual(['a.xml', 'logs/zipped.xml.gz', 'b.log']);
    const [cond] = corpus.findings.values();
    expect(cond).toMatchObject({
      records: 2,
      count: 14,
      places: [{ log: 'a.xml' }, { log: 'logs/zipped.xml.gz' }],
    });
  });

  test('standard input', async () => {
    async function* stdin(): AsyncGenerator<Uint8Array> {
      yield await Promise.resolve(xml);
    }
    const corpus = await readLogs(['-'], cwd, { stdin: stdin() });
    expect(corpus.findings.size).toBe(9);
    expect(corpus.processes).toMatchObject([{ log: '-' }]);
  });

  test.each([
    ['missing.xml', 'no such file: missing.xml'],
    ['logs', 'cannot read logs: it is a folder'],
  ])('%s: %s', async (name, message) => {
    await expect(readLogs([name], cwd)).rejects.toThrow(new UsageError(message));
  });
});
