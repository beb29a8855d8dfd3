import { mkdtemp, readFile, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import process from 'node:process';
import { Readable } from 'node:stream';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import type { ConvertJson } from '../../src/report/convert/json.js';
import { entry } from '../diff/make.js';
import { run } from './run.js';

const said = entry('caf\xe9', 'Memcheck:Leak', '...', 'fun:f');
const exact = entry('exact', 'Memcheck:Leak', 'fun:malloc', 'fun:g');
const line = '# caf\xe9 (said.supp:2)\nleak:^f$\n';

let cwd: string;
beforeEach(async () => {
  cwd = await mkdtemp(join(tmpdir(), 'chaff-convert-'));
  await writeFile(join(cwd, 'said.supp'), said, 'latin1');
  await writeFile(join(cwd, 'both.supp'), said + exact, 'latin1');
});
afterEach(() => {
  vi.restoreAllMocks();
});
const chaff = (...args: string[]) => run(['convert', ...args], cwd);

test('0 and the file on standard output where nothing is lost', async () => {
  const { code, stdout, stderr } = await chaff('said.supp', '--to', 'lsan');
  expect({ code, stdout }).toEqual({ code: 0, stdout: line });
  expect(stderr).toContain(
    '1 of 1 entry converted, 0 of them hide more; 0 left out, 0 not needed. Nothing was lost.\n',
  );
});

test('1 where something is left out, or broader', async () => {
  const { code, stdout, stderr } = await chaff('both.supp', '--to', 'lsan');
  expect({ code, stdout }).toEqual({ code: 1, stdout: line.replace('said', 'both') });
  expect(stderr).toContain('    --broaden would write leak:^g$\n');
  const broader = await chaff('both.supp', '--to', 'lsan', '--broaden');
  expect(broader.code).toBe(1);
  expect(broader.stdout).toMatch(/\n# broader: fun:g anywhere on the stack[^\n]*\nleak:\^g\$\n$/);
});

test('--json goes to standard output, the file to -o, and several files are one', async () => {
  const { code, stdout } = await chaff('said.supp', 'both.supp', '--to', 'lsan', '--json', '-o', 'out.supp');
  expect(code).toBe(1);
  const { suppressions, leftOut } = JSON.parse(stdout) as ConvertJson;
  expect(suppressions.map(({ name, file }) => `${file} ${name}`)).toEqual([
    'said.supp café',
    'both.supp café',
  ]);
  expect(leftOut.map(({ name }) => name)).toEqual(['exact']);
  expect(await readFile(join(cwd, 'out.supp'), 'latin1')).toBe(
    '# caf\xe9 (said.supp:2)\n# caf\xe9 (both.supp:2)\nleak:^f$\n',
  );
});

test('standard input', async () => {
  vi.spyOn(process, 'stdin', 'get').mockReturnValue(
    Readable.from([Buffer.from(said, 'latin1')]) as typeof process.stdin,
  );
  expect((await chaff('-', '--to', 'lsan')).stdout).toBe('# caf\xe9 (-:2)\nleak:^f$\n');
});

test.each([
  [['said.supp'], "required option '--to <sanitizer>' not specified"],
  [['said.supp', '--to', 'asan'], 'Allowed choices are lsan, tsan'],
  [['not.supp', '--to', 'lsan'], 'no such file: not.supp'],
  [['--to', 'lsan'], 'missing required argument'],
])('2 for %j', async (args, message) => {
  const { code, stderr } = await chaff(...args);
  expect(stderr).toContain(message);
  expect(code).toBe(2);
});
