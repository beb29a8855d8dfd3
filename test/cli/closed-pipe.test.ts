import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { rm } from 'node:fs/promises';
import { dirname } from 'node:path';
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
  expect({ code, told }).toEqual({ code: 2, told: '' });
});
