import { existsSync } from 'node:fs';
import { mkdtemp, open, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { run } from './run.js';

/** A string has no room for as much. */
const tooLarge = 600 * 2 ** 20;

test.skipIf(!existsSync('/dev/zero'))('a set that never ends is refused', async () => {
  expect(await run(['lint', '/dev/zero'], '/')).toEqual({
    code: 2,
    stdout: '',
    stderr: 'chaff: cannot read /dev/zero: a suppression file has at most 536 MB here\n',
  });
});

test('so is a file that is too large to be held', async () => {
  const cwd = await mkdtemp(join(tmpdir(), 'chaff-large-'));
  const file = await open(join(cwd, 'large.supp'), 'w');
  await file.truncate(tooLarge);
  await file.close();
  expect(await run(['lint', 'large.supp'], cwd)).toEqual({
    code: 2,
    stdout: '',
    stderr: 'chaff: cannot read large.supp: a suppression file has at most 536 MB here\n',
  });
  await rm(cwd, { recursive: true });
});
