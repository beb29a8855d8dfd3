import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { chromium } from 'playwright-core';

/** In the page: `answered()` waits for the frame after the last key and tells how long it took. */
const measureKeys = `
  let last = Promise.resolve(0);
  addEventListener('keydown', ({ timeStamp }) => {
    last = new Promise((resolve) => requestAnimationFrame(() => {
      const { port1, port2 } = new MessageChannel();
      // Comes after the frame is painted.
      port1.onmessage = () => resolve(performance.now() - timeStamp);
      port2.postMessage(0);
    }));
  }, { capture: true });
  globalThis.answered = () => last;
`;

/**
 * Prints in how many milliseconds the slowest key was answered on the page of `chaff triage` for a log: from the key until
 * the frame that shows the answer is painted. What each key took is told on standard error.
 *
 *   node keys.js LOG
 */
const bin = fileURLToPath(new URL('../../bin/chaff.js', import.meta.url));
const folder = mkdtempSync(join(tmpdir(), 'chaff-keys-'));
const server = spawn(process.execPath, [bin, 'triage', process.argv[2]], {
  cwd: folder,
  stdio: ['ignore', 'pipe', 'ignore'],
});
const [url] = await once(server.stdout, 'data');
const browser = await chromium.launch({
  executablePath: process.env.CHAFF_CHROMIUM ?? '/usr/bin/chromium',
  args: ['--no-sandbox'],
});
try {
  const page = await browser.newPage({ viewport: { width: 1280, height: 800 } });
  let sent = 0;
  page.on('response', async (response) => {
    if (response.url().endsWith('/state')) sent = (await response.body()).length;
  });
  await page.goto(String(url).trim());
  await page.getByRole('tree').waitFor();
  await page.locator('.stacks').waitFor();
  await page.evaluate(measureKeys);
  const times = [];
  const press = async (key, what = key) => {
    await page.keyboard.press(key);
    times.push([what, await page.evaluate('answered()')]);
  };
  for (let turn = 0; turn < 3; turn++) {
    for (let row = 0; row < 20; row++) await press('j');
    for (const key of [
      'f',
      'j',
      'a',
      'j',
      's',
      'u',
      'n',
      'k',
      'Enter',
      'j',
      'x',
      'x',
      'End',
      'Home',
      'PageDown',
    ])
      await press(key);
    await press('Control+a');
    await press('s', 's on all');
    await press('u', 'undo of all');
    await press('/');
    for (const key of 'lib_fo') await press(key, 'a letter of a search');
    await press('Escape');
  }
  const slowest = new Map();
  for (const [what, time] of times) slowest.set(what, Math.max(time, slowest.get(what) ?? 0));
  console.error(`state: ${(sent / 1e6).toFixed(1)} MB`);
  for (const [what, time] of [...slowest].sort((a, b) => b[1] - a[1]))
    console.error(`${time.toFixed(0)} ms  ${what}`);
  console.log(Math.max(...slowest.values()));
} finally {
  await browser.close();
  server.kill('SIGINT');
  await once(server, 'exit');
  rmSync(folder, { recursive: true });
}
