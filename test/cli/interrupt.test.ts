import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import process from 'node:process';
import { pathToFileURL } from 'node:url';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
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

describe('where what is under way shall be finished', () => {
  /** Tells itself to end while it writes, so often; how it ended, and what is there then. */
  async function interrupted(times: number) {
    const name = `told-${times}`;
    const module = pathToFileURL(join(dirname(dirname(program)), 'dist/cli/interrupt.js')).href;
    const script = `
      const { toldToEnd, withoutLeaving } = await import(${JSON.stringify(module)});
      const { writeFileSync } = await import('node:fs');
      const { setTimeout: sleep } = await import('node:timers/promises');
      const told = toldToEnd(['SIGINT']);
      await withoutLeaving(${JSON.stringify(name)}, async () => {
        writeFileSync(${JSON.stringify(name)}, 'half');
        process.kill(process.pid, 'SIGINT');
        const alive = setInterval(() => undefined, 1000);
        await told.signal;
        clearInterval(alive);
        if (${times} > 1) {
          process.kill(process.pid, 'SIGINT');
          await sleep(1 << 30);
        }
        writeFileSync(${JSON.stringify(name)}, 'whole');
      });`;
    const child = spawn(process.execPath, ['--input-type=module', '-e', script], {
      cwd: folder,
      stdio: 'ignore',
    });
    const [code, signal] = (await once(child, 'exit')) as [number | null, NodeJS.Signals | null];
    const text = existsSync(join(folder, name)) ? readFileSync(join(folder, name), 'utf8') : undefined;
    return { code, signal, text };
  }

  test('the first signal leaves it alone', async () => {
    expect(await interrupted(1)).toEqual({ code: 0, signal: null, text: 'whole' });
  });

  test('the second ends it, and nothing is left', async () => {
    expect(await interrupted(2)).toEqual({ code: null, signal: 'SIGINT', text: undefined });
  });
});
