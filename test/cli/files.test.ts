import { execFileSync, spawn } from 'node:child_process';
import { once } from 'node:events';
import {
  chmodSync,
  lstatSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { writeWhole } from '../../src/cli/files.js';

const folder = mkdtempSync(join(tmpdir(), 'chaff-'));
afterAll(() => {
  rmSync(folder, { recursive: true });
});

test('a link stays a link, and its target keeps its mode', async () => {
  writeFileSync(join(folder, 'team.supp'), 'old');
  chmodSync(join(folder, 'team.supp'), 0o640);
  symlinkSync('team.supp', join(folder, 'link.supp'));
  await writeWhole('link.supp', 'new\xff', folder);
  expect(lstatSync(join(folder, 'link.supp')).isSymbolicLink()).toBe(true);
  expect(readFileSync(join(folder, 'team.supp'), 'latin1')).toBe('new\xff');
  expect(lstatSync(join(folder, 'team.supp')).mode & 0o777).toBe(0o640);
  expect(readdirSync(folder).sort()).toEqual(['link.supp', 'team.supp']);
});

test('a pipe is written to, not replaced', async () => {
  execFileSync('mkfifo', [join(folder, 'pipe')]);
  const reader = spawn('cat', [join(folder, 'pipe')]);
  let read = '';
  reader.stdout.on('data', (chunk: Buffer) => (read += chunk.toString()));
  await writeWhole('pipe', 'through', folder);
  await once(reader, 'close');
  expect(read).toBe('through');
  expect(lstatSync(join(folder, 'pipe')).isFIFO()).toBe(true);
});

test('what cannot be written is said, and leaves nothing behind', async () => {
  await expect(writeWhole('no/such/folder.supp', 'x', folder)).rejects.toThrow(
    'cannot write no/such/folder.supp: no such file or directory',
  );
  await expect(writeWhole('.', 'x', folder)).rejects.toThrow('cannot write .: it is a folder');
  expect(readdirSync(folder).filter((name) => name.startsWith('.'))).toEqual([]);
});
