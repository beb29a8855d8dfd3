import { execFile } from 'node:child_process';
import { rm } from 'node:fs/promises';
import { dirname } from 'node:path';
import process from 'node:process';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { buildChaff } from './built.js';

const log = fileURLToPath(new URL('../corpus/talk/talk.txt', import.meta.url));
let program = '';
beforeAll(async () => {
  program = await buildChaff();
});
afterAll(() => rm(dirname(dirname(program)), { recursive: true, force: true }));

/** What `chaff check` prints, and its exit code. */
function checked(...flags: readonly string[]): Promise<{ readonly code: unknown; readonly stdout: string }> {
  const words = [...flags, program, 'check', log, '--json'];
  return new Promise((resolve) => {
    execFile(process.execPath, words, (error, stdout) => resolve({ code: error?.code ?? 0, stdout }));
  });
}

it('a text log is read without WebAssembly as it is with it', async () => {
  const usual = await checked();
  expect(usual.code).toBe(1);
  expect(await checked('--jitless')).toEqual(usual);
});
