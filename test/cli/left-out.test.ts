import { execFile, execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { recorded } from '../log/xml/read.js';
import { run } from './run.js';

const untidy = '{\na\nMemcheck:Cond\nfun:f\n}\n';
const text = `==12== Memcheck, a memory error detector
==12== Invalid read of size 4
==12==    at 0x1: main (prog.c:3)
==12==
`;

let cwd: string;
beforeAll(() => {
  cwd = mkdtempSync(join(tmpdir(), 'chaff-left-out-'));
  for (const folder of [
    'sets/deep',
    'sets/folder.supp',
    'sets/.hidden',
    'sets/node_modules',
    'logs',
    'pipes',
    'elsewhere',
  ])
    mkdirSync(join(cwd, folder), { recursive: true });
  for (const name of ['sets/a.supp', 'sets/.hidden/b.supp', 'sets/node_modules/c.supp', 'elsewhere/target'])
    writeFileSync(join(cwd, name), untidy);
  execFileSync('mkfifo', [join(cwd, 'sets/pipe.supp'), join(cwd, 'pipes/only.supp')]);
  symlinkSync('nowhere', join(cwd, 'sets/deep/dangling.supp'));
  symlinkSync('../elsewhere/target', join(cwd, 'sets/link.supp'));
  writeFileSync(latin1('sets/caf\xe9.supp'), untidy);
  writeFileSync(latin1('sets/caf\xe9.c'), '');
  mkdirSync(latin1('sets/deep/caf\xe9s'));
  writeFileSync(latin1('sets/deep/caf\xe9s/d.supp'), untidy);
  writeFileSync(join(cwd, 'logs/a.xml'), recorded('memory'), 'latin1');
  writeFileSync(latin1('logs/caf\xe9.log'), text);
  execFileSync('mkfifo', [join(cwd, 'logs/pipe.log')]);
});
afterAll(() => {
  rmSync(cwd, { recursive: true });
});

/** A path that is not valid UTF-8. */
function latin1(name: string): Buffer {
  return Buffer.concat([Buffer.from(`${cwd}/`), Buffer.from(name, 'latin1')]);
}

const leftOut = `\
warning: sets/caf\ufffd.supp: left out: its name is not valid UTF-8
warning: sets/deep/caf\ufffds: left out: its name is not valid UTF-8
warning: sets/deep/dangling.supp: left out: it is a link to nothing
warning: sets/pipe.supp: left out: it is no file
`;

describe('what a walk comes upon and is no file is left out, and said to be', () => {
  test.each([[[]], [['sets']], [['sets/']]])('format --check %j', async (names) => {
    const { code, stdout, stderr } = await run(['format', '--check', ...names], cwd);
    expect({ code, stdout }).toEqual({ code: 1, stdout: 'sets/a.supp\nsets/link.supp\n' });
    expect(stderr).toContain(leftOut);
  });

  test('globs', async () => {
    const { stdout, stderr } = await run(['format', '--check', 'sets/*.supp', '**/*a*.supp'], cwd);
    expect(stdout).toContain('sets/a.supp\nsets/link.supp\n');
    expect(stderr).toContain('warning: sets/pipe.supp: left out: it is no file\n');
    expect(stderr).toContain('warning: sets/deep/dangling.supp: left out: it is a link to nothing\n');
  });

  test('lint', async () => {
    const { code, stdout, stderr } = await run(['lint', 'sets', '--format', 'github'], cwd);
    expect(stdout).toMatch(/file=sets\/link\.supp/);
    expect({ code, stderr }).toEqual({ code: 0, stderr: leftOut });
  });

  test('logs', async () => {
    for (const where of ['logs', 'logs/*']) {
      const { code, stdout, stderr } = await run(['check', where], cwd);
      expect(stdout).toContain('Invalid read');
      expect(stderr).toContain('warning: logs/caf\ufffd.log: left out: its name is not valid UTF-8\n');
      expect(code).toBe(1);
    }
  });

  test('where nothing else is there, that is an error', async () => {
    expect(await run(['lint', 'pipes'], cwd)).toEqual({
      code: 2,
      stdout: '',
      stderr:
        'warning: pipes/only.supp: left out: it is no file\n' +
        'chaff: no suppression file (*.supp) found here; name the files\n',
    });
  });
});

test('what is named is read, whatever it is, or told to be missing', async () => {
  const writer = execFile('sh', ['-c', 'cat sets/a.supp > pipes/only.supp'], { cwd });
  expect((await run(['format', 'pipes/only.supp'], cwd)).stdout).toContain('   fun:f\n');
  expect(writer.exitCode ?? 0).toBe(0);
  expect(await run(['lint', 'sets/deep/dangling.supp'], cwd)).toEqual({
    code: 2,
    stdout: '',
    stderr: 'chaff: no such file: sets/deep/dangling.supp\n',
  });
});
