import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import process from 'node:process';
import { pathToFileURL } from 'node:url';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { buildChaff } from './built.js';

let program = '';
let folder = '';
beforeAll(async () => {
  program = await buildChaff();
  folder = mkdtempSync(join(tmpdir(), 'chaff-interrupt-'));
});
afterAll(() => {
  for (const each of [folder, dirname(dirname(program))]) rmSync(each, { recursive: true });
});

test.each(['SIGINT', 'SIGTERM', 'SIGHUP'] as const)(
  '%s while a file is written leaves the old one and no other',
  async (signal) => {
    const name = `${signal}.supp`;
    writeFileSync(join(folder, name), 'old');
    const files = pathToFileURL(join(dirname(dirname(program)), 'dist/cli/files.js')).href;
    // So much that the signal comes before the end.
    const script = `
    const { writeWhole } = await import(${JSON.stringify(files)});
    await writeWhole(${JSON.stringify(name)}, 'x'.repeat(400_000_000), ${JSON.stringify(folder)});`;
    const child = spawn(process.execPath, ['--input-type=module', '-e', script], { stdio: 'ignore' });
    const ended = once(child, 'exit');
    while (!readdirSync(folder).some((each) => each.startsWith(`.${name}.`)) && child.exitCode === null)
      await new Promise((resolve) => setTimeout(resolve, 1));
    child.kill(signal);
    expect(await ended).toEqual([null, signal]);
    expect(readdirSync(folder).filter((each) => each.includes(name))).toEqual([name]);
    expect(readFileSync(join(folder, name), 'utf8')).toBe('old');
  },
);
