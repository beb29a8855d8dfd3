import { readFileSync } from 'node:fs';
import { mkdtemp, readFile, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { gzipSync } from 'node:zlib';
import { beforeEach, describe, expect, test } from 'vitest';
import { run } from './run.js';
import { spilt } from './used.js';

const recorded = (name: string) => readFileSync(fileURLToPath(new URL(`../corpus/${name}`, import.meta.url)));
const xml = recorded('used/without.xml');
const unused = spilt.replaceAll('spil', 'lef');

let cwd: string;
beforeEach(async () => {
  cwd = await mkdtemp(join(tmpdir(), 'chaff-cut-'));
  await writeFile(join(cwd, 'a.supp'), spilt);
});

/** As by `valgrind --log-file`. */
const text =
  '==7== Memcheck, a memory error detector\n' +
  '==7== Using Valgrind-3.19.0 and LibVEX; rerun with -h for copyright info\n' +
  '==7== Command: ./pour\n==7== \n' +
  '==7== 4 bytes in 1 blocks are definitely lost in loss record 1 of 2\n' +
  '==7==    at 0x1: malloc (in /usr/libexec/valgrind/vgpreload_memcheck-amd64-linux.so)\n' +
  '==7==    by 0x2: main (pour.c:9)\n==7== \n' +
  '==7== 9 bytes in 1 blocks are definitely lost in loss record 2 of 2\n' +
  '==7==    at 0x1: malloc (in /usr/libexec/valgrind/vgpreload_memcheck-amd64-linux.so)\n' +
  '==7==    by 0x3: fill (pour.c:3)\n==7==    by 0x4: spill (pour.c:5)\n==7== \n' +
  '==7== ERROR SUMMARY: 2 errors from 2 contexts (suppressed: 0 from 0)\n';

const beforeLeaks = xml.indexOf('<kind>Leak_');
const zipped = gzipSync(xml, { level: 0 });

describe.each([
  ['XML', 'a.xml', xml.subarray(0, beforeLeaks), xml],
  ['XML, compressed and then cut', 'a.xml.gz', zipped.subarray(0, beforeLeaks), zipped],
  ['XML, cut and then compressed', 'a.xml.gz', gzipSync(xml.subarray(0, beforeLeaks)), gzipSync(xml)],
  ['text', 'a.log', text.slice(0, text.indexOf('==7== 9 bytes')), text],
])('a log that is cut off in the middle: %s', (_, name, cut, whole) => {
  test.each([
    ['as it is', name],
    ['collected', 'corpus.parquet'],
  ])('nothing is removed for want of findings, %s', async (_, log) => {
    await writeFile(join(cwd, name), cut);
    await run(['collect', name, '-o', 'corpus.parquet'], cwd);
    const pruned = await run(['prune', 'a.supp', '--logs', log, '--aggressive', '--write'], cwd);
    expect(pruned.stderr).toMatch(/the log ends early|the compressed file is damaged or cut off/);
    expect(pruned.stdout).toContain('stays, for some logs were cut off before the program ended');
    await run(['minimize', '--rewrite', 'a.supp', log, '--unmarked', 'noise'], cwd);
    expect(await readFile(join(cwd, 'a.supp'), 'latin1')).toContain(spilt);
    const linted = await run(['lint', 'a.supp', '--logs', log], cwd);
    expect(linted.stdout).not.toContain('unused-entry');
  });

  test('a whole one removes what it shows to be unused', async () => {
    await writeFile(join(cwd, name), whole);
    await writeFile(join(cwd, 'a.supp'), unused + spilt);
    const linted = await run(['lint', 'a.supp', '--logs', name], cwd);
    expect(linted.stdout).toContain('unused-entry');
    await run(['prune', 'a.supp', '--logs', name, '--aggressive', '--write'], cwd);
    expect(await readFile(join(cwd, 'a.supp'), 'latin1')).toBe(spilt);
  });
});

describe('what a log says of missing findings is told', () => {
  const told = async (log: string) => {
    await writeFile(join(cwd, 'a.log'), log);
    const { stderr } = await run(['minimize', 'a.log', '--unmarked', 'noise', '-o', 'b.supp'], cwd);
    return stderr.split('\n').filter((line) => line.startsWith('warning: '));
  };
  const said = (line: string) => text.replace('==7== ERROR SUMMARY', `==7== ${line}\n==7== ERROR SUMMARY`);

  test.each([
    [
      'at the first error',
      said('Exit program on first error (--exit-on-first-error=yes)'),
      'cut off at the first error, so findings are missing (rerun without --exit-on-first-error=yes): a.log',
    ],
    [
      'by the limit',
      said("More than 1000 different errors detected.  I'm not reporting any more."),
      "cut off by Valgrind's error limit, so findings are missing (rerun with --error-limit=no): a.log",
    ],
    [
      'by suppressions',
      text.replace('suppressed: 0 from 0', 'suppressed: 3 from 1'),
      'recorded under suppressions, so findings are missing: a.log',
    ],
  ])('%s', async (_, log, warning) => {
    expect(await told(log)).toEqual([`warning: ${warning}`]);
  });

  test('nothing where nothing is missing', async () => {
    expect(await told(text)).toEqual([]);
  });
});
