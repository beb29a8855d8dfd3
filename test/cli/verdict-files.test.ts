import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync, writeFileSync } from 'node:fs';
import { mkdtemp, readFile, readdir, rename, rm, stat, utimes, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import process from 'node:process';
import { pathToFileURL } from 'node:url';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import type { VerdictPaths } from '../../src/cli/config-verdicts.js';
import { changeVerdictFiles, readVerdictFiles, remembering } from '../../src/cli/verdict-files.js';
import { UsageError } from '../../src/cli/usage-error.js';
import { decide } from '../../src/verdict/decide.js';
import { judge } from '../../src/verdict/judge.js';
import type { VerdictFiles } from '../../src/verdict/verdict.js';
import { finding } from '../minimize/make.js';
import { options } from '../verdict/make.js';
import { buildChaff } from './built.js';

let folder: string;
let paths: VerdictPaths;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'chaff-verdicts-'));
  const at = (name: string) => join(folder, 'of', 'us', name);
  paths = { fix: at('fix.supp'), annotate: at('annotate.supp'), suppress: at('suppress.supp') };
});

const spill = finding(['malloc', 'spill', 'main']);
const pour = finding(['malloc', 'pour', 'main']);
const names = async () => (await readdir(dirname(paths.fix))).sort();

/** Adds a line to one of the files. */
const adding = (line: string) => (current: VerdictFiles) => {
  return { ...current, fix: { ...current.fix, bytes: `${current.fix.bytes}${line}\n` } };
};

test('files that are not there are empty, and are made with their folder when there is something to write', async () => {
  const before = await readVerdictFiles(paths);
  expect(Object.values(before).map(({ bytes }) => bytes)).toEqual(['', '', '']);
  const after = await changeVerdictFiles(paths, (current) =>
    decide(current, { findings: [spill], verdict: 'fix', reason: 'caf\xc3\xa9' }),
  );
  expect(await names()).toEqual(['fix.supp']);
  expect(await readFile(paths.fix, 'utf8')).toContain('# reason: café\n');
  expect(await readVerdictFiles(paths)).toEqual(after);
});

test('a file whose bytes stay the same is not written', async () => {
  await changeVerdictFiles(paths, adding('# one'));
  const { ino } = await stat(paths.fix);
  await changeVerdictFiles(paths, (current) => current);
  expect((await stat(paths.fix)).ino).toBe(ino);
});

test('what somebody writes by hand between reading and writing survives, and the decision too', async () => {
  await changeVerdictFiles(paths, (current) => decide(current, { findings: [spill, pour], verdict: 'fix' }));
  let asked = 0;
  const after = await changeVerdictFiles(paths, (current) => {
    if (++asked === 1) {
      // An editor saves while chaff thinks.
      writeFileSync(paths.suppress, '# by hand\n\n');
      writeFileSync(paths.fix, `# also by hand\n\n${readFileSync(paths.fix, 'latin1')}`);
    }
    return decide(current, { findings: [spill], verdict: 'suppress' });
  });
  expect(asked).toBe(2);
  expect(after.suppress.bytes).toMatch(/^# by hand\n\n\{\n {3}leak: spill\n/);
  expect(after.fix.bytes).toMatch(/^# also by hand\n\n\{\n {3}leak: pour\n/);
  expect(await readVerdictFiles(paths)).toEqual(after);
  expect(judge([spill, pour], after, options).findings.map(({ verdict }) => verdict)).toEqual([
    'suppress',
    'fix',
  ]);
});

describe('what was read is remembered', () => {
  const long = new Date(Date.now() - 3_600_000);
  const old = (name: string) => utimes(name, long, long);

  test.each([
    ['of equal size', '# eno', async () => undefined],
    ['of equal size at what its writer says is the same time', '# eno', () => old(paths.fix)],
    ['that is shorter', '#', () => old(paths.fix)],
  ])('an edit by somebody else %s, right after reading, is seen and kept', async (_, edit, then) => {
    const memory = remembering();
    await changeVerdictFiles(paths, adding('# one'), memory);
    await old(paths.fix);
    for (let turn = 0; turn < 2; turn++)
      expect((await readVerdictFiles(paths, memory)).fix.bytes).toBe('# one\n');
    writeFileSync(paths.fix, `${edit}\n`);
    await then();
    expect((await readVerdictFiles(paths, memory)).fix.bytes).toBe(`${edit}\n`);
    await changeVerdictFiles(paths, adding('# two'), memory);
    expect(readFileSync(paths.fix, 'latin1')).toBe(`${edit}\n# two\n`);
  });

  test('edits that follow each other quicker than the clock ticks are all seen', async () => {
    const memory = remembering();
    await changeVerdictFiles(paths, adding('# 100'), memory);
    for (let edit = 101; edit < 300; edit++) {
      writeFileSync(paths.fix, `# ${edit}\n`);
      expect((await readVerdictFiles(paths, memory)).fix.bytes).toBe(`# ${edit}\n`);
    }
  });

  test('a file that another one takes the place of, that goes, and that comes back', async () => {
    const memory = remembering();
    await changeVerdictFiles(paths, adding('# one'), memory);
    await old(paths.fix);
    const bytes = async () => (await readVerdictFiles(paths, memory)).fix.bytes;
    expect(await bytes()).toBe('# one\n');
    await writeFile(`${paths.fix}.new`, '# two\n');
    await old(`${paths.fix}.new`);
    await rename(`${paths.fix}.new`, paths.fix);
    expect(await bytes()).toBe('# two\n');
    await rm(paths.fix);
    expect(await bytes()).toBe('');
    await writeFile(paths.fix, '# two\n');
    expect(await bytes()).toBe('# two\n');
  });

  test('what memory has wrong is not written over', async () => {
    await changeVerdictFiles(paths, adding('# one'));
    await changeVerdictFiles(paths, adding('# two'), {
      read: () => Promise.resolve('# long ago\n'),
      made: new Set(),
    });
    expect(readFileSync(paths.fix, 'latin1')).toBe('# one\n# two\n');
  });
});

describe('a file in which nothing is left', () => {
  const emptied = (current: VerdictFiles) => ({ ...current, fix: { ...current.fix, bytes: '' } });

  test('goes where it was made here, and is made again', async () => {
    const memory = remembering();
    for (let turn = 0; turn < 2; turn++) {
      await changeVerdictFiles(paths, adding('# one'), memory);
      expect(await names()).toEqual(['fix.supp']);
      expect((await changeVerdictFiles(paths, emptied, memory)).fix.bytes).toBe('');
      expect(await names()).toEqual([]);
    }
  });

  test('stays, empty, where it was there before: with something in it, or empty as well', async () => {
    await changeVerdictFiles(paths, adding('# one'));
    const memory = remembering();
    for (let turn = 0; turn < 2; turn++) {
      await changeVerdictFiles(paths, adding('# two'), memory);
      await changeVerdictFiles(paths, emptied, memory);
      expect(await names()).toEqual(['fix.supp']);
      expect(await readFile(paths.fix, 'latin1')).toBe('');
    }
  });

  test('stays where somebody writes to it meanwhile', async () => {
    const memory = remembering();
    await changeVerdictFiles(paths, adding('# one'), memory);
    await changeVerdictFiles(
      paths,
      (current) => {
        if (current.fix.bytes !== '# one\n') return current;
        writeFileSync(paths.fix, '# by hand\n');
        return emptied(current);
      },
      memory,
    );
    expect(await readFile(paths.fix, 'latin1')).toBe('# by hand\n');
  });
});

test('one who writes all the time is not written over', async () => {
  await changeVerdictFiles(paths, adding('# one'));
  let asked = 0;
  const losing = changeVerdictFiles(paths, (current) => {
    writeFileSync(paths.fix, `# hand ${++asked}\n`);
    return adding('# two')(current);
  });
  await expect(losing).rejects.toThrow(UsageError);
  expect(await readFile(paths.fix, 'latin1')).toBe(`# hand ${asked}\n`);
  expect(await names()).toEqual(['fix.supp']);
});

test('many changes at a time in one process are all made', async () => {
  const lines = Array.from({ length: 12 }, (_, at) => `# line ${at}`);
  await Promise.all(lines.map((line) => changeVerdictFiles(paths, adding(line))));
  const written = (await readFile(paths.fix, 'latin1')).trimEnd().split('\n');
  expect(written.sort()).toEqual([...lines].sort());
});

test('a lock that a crash left is taken over, and none is left', async () => {
  await changeVerdictFiles(paths, adding('# one'));
  const lock = join(dirname(paths.fix), '.chaff-verdicts.lock');
  await writeFile(lock, 'somebody');
  const long = new Date(Date.now() - 60_000);
  await utimes(lock, long, long);
  await Promise.all(['# two', '# three'].map((line) => changeVerdictFiles(paths, adding(line))));
  expect((await readFile(paths.fix, 'latin1')).split('\n').sort()).toEqual(['', '# one', '# three', '# two']);
  expect(await names()).toEqual(['fix.supp']);
});

test('a lock that somebody holds is waited for', async () => {
  await changeVerdictFiles(paths, adding('# one'));
  const lock = join(dirname(paths.fix), '.chaff-verdicts.lock');
  await writeFile(lock, 'somebody');
  let asked = 0;
  const change = changeVerdictFiles(paths, (current) => {
    asked += 1;
    return adding('# two')(current);
  });
  // Without a lock it is asked after a few turns.
  for (let turns = 0; turns < 300; turns++) await stat(lock);
  expect(asked).toBe(0);
  await rm(lock);
  await change;
  expect(await readFile(paths.fix, 'latin1')).toBe('# one\n# two\n');
});

test('what fails leaves no lock and no half of a file', async () => {
  await changeVerdictFiles(paths, adding('# one'));
  const failing = changeVerdictFiles(paths, () => {
    throw new Error('no idea');
  });
  await expect(failing).rejects.toThrow('no idea');
  expect(await names()).toEqual(['fix.supp']);
});

describe('two processes', () => {
  let program = '';
  beforeAll(async () => {
    program = await buildChaff();
  });
  afterAll(() => rm(dirname(dirname(program)), { recursive: true }));

  test('lose none of what each of them changes', { timeout: 60_000 }, async () => {
    const module = pathToFileURL(join(dirname(dirname(program)), 'dist/cli/verdict-files.js')).href;
    const run = (who: string) => {
      const script = `
      const { changeVerdictFiles } = await import(${JSON.stringify(module)});
      for (let at = 0; at < 15; at++)
        await changeVerdictFiles(${JSON.stringify(paths)}, (current) => ({
          ...current,
          fix: { ...current.fix, bytes: current.fix.bytes + '# ${who} ' + at + '\\n' },
        }));`;
      const child = spawn(process.execPath, ['--input-type=module', '-e', script], { stdio: 'inherit' });
      return once(child, 'exit');
    };
    expect(await Promise.all([run('a'), run('b'), run('c')])).toEqual([
      [0, null],
      [0, null],
      [0, null],
    ]);
    const lines = (await readFile(paths.fix, 'latin1')).trimEnd().split('\n');
    for (const who of ['a', 'b', 'c'])
      expect(lines.filter((line) => line.startsWith(`# ${who} `))).toEqual(
        Array.from({ length: 15 }, (_, at) => `# ${who} ${at}`),
      );
    expect(lines.length).toBe(45);
  });
});
