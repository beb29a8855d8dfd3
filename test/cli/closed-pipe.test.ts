import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { open, rm } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import process from 'node:process';
import { fileURLToPath } from 'node:url';
import { buildChaff } from './built.js';

let chaff: string;
beforeAll(async () => {
  chaff = await buildChaff();
}, 120_000);
afterAll(() => rm(dirname(dirname(chaff)), { recursive: true, force: true }));

test('ends without a word when nobody reads any more', async () => {
  const child = spawn(process.execPath, [chaff, '--help'], { stdio: ['ignore', 'pipe', 'pipe'] });
  child.stdout.destroy();
  let told = '';
  child.stderr.on('data', (bytes: Buffer) => (told += bytes.toString()));
  const [code] = (await once(child, 'close')) as [number];
  expect({ code, told }).toEqual({ code: 141, told: '' });
});

const talk = fileURLToPath(new URL('../corpus/talk/talk.xml', import.meta.url));

test
  .runIf(process.platform === 'linux')
  .each([
    ['check', talk],
    ['generate', talk],
    ['report', talk],
    ['collect', '-o', '-', talk],
    ['check', '--help'],
    ['--help'],
    ['--version'],
  ])('says so when standard output cannot be written: %s %s', async (...args) => {
  const full = await open('/dev/full', 'w');
  const child = spawn(process.execPath, [chaff, ...args], { stdio: ['ignore', full.fd, 'pipe'] });
  let told = '';
  child.stderr!.on('data', (bytes: Buffer) => (told += bytes.toString()));
  const [code] = (await once(child, 'close')) as [number];
  await full.close();
  expect(code).toBe(2);
  expect(told).toMatch(
    /^(?!.*defect)(?:.*\n)*chaff: cannot write standard output: no space left on device\n$/,
  );
});

test.runIf(process.platform === 'linux')('a file that has no room for everything', async () => {
  const file = join(dirname(chaff), 'report.html');
  const limited = ['-c', 'trap "" XFSZ; ulimit -f 8; exec "$@" > "$0"', file, process.execPath, chaff];
  const child = spawn('sh', [...limited, 'report', talk], { stdio: ['ignore', 'ignore', 'pipe'] });
  let told = '';
  child.stderr.on('data', (bytes: Buffer) => (told += bytes.toString()));
  const [code] = (await once(child, 'close')) as [number];
  expect({ code, told }).toEqual({ code: 2, told: 'chaff: cannot write standard output: file too large\n' });
});

test('goes on where nobody hears warnings', async () => {
  const child = spawn(process.execPath, [chaff, 'check', '-s', talk.replace('.xml', '.nothing'), talk], {
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  child.stderr.destroy();
  child.stdout.resume();
  // Without a listener Node ends with 1, which says that there are findings.
  expect(await once(child, 'close')).toEqual([2, null]);
});

test('standard input that is a folder is refused', async () => {
  const folder = await open(dirname(chaff), 'r');
  const child = spawn(process.execPath, [chaff, 'lint', '-'], { stdio: [folder.fd, 'ignore', 'pipe'] });
  let told = '';
  child.stderr!.on('data', (bytes: Buffer) => (told += bytes.toString()));
  const [code] = (await once(child, 'close')) as [number];
  await folder.close();
  expect({ code, told }).toEqual({ code: 2, told: 'chaff: cannot read standard input: it is a folder\n' });
});
