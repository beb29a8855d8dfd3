import { mkdir, mkdtemp, readFile, readdir, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import process from 'node:process';
import { Readable } from 'node:stream';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import type { MergeJson } from '../../src/report/merge/json.js';
import { cond, leak } from '../merge/make.js';
import { run } from './run.js';

const f = cond('f', 'f');
const broad = leak('caches', 'malloc', '...', 'init');
const narrow = leak('cache caf\xE9', '# bug: http://x/1', 'malloc', 'cache', 'init');
const real = leak('REAL\x1B[31m', '# owner: team b', 'malloc', 'parse', 'init');
const broken = '{\n   b\n   Memcheck:Kond\n   fun:f\n}\n';

let cwd: string;
beforeEach(async () => {
  cwd = await mkdtemp(join(tmpdir(), 'chaff-merge-'));
  const files = {
    'a.supp': `${f}\n${broad}`,
    'b.supp': `\n${narrow}\n${f}`,
    'real.supp': real,
    'broken.supp': broken,
  };
  for (const [name, bytes] of Object.entries(files)) await writeFile(join(cwd, name), bytes, 'latin1');
});
afterEach(() => {
  vi.restoreAllMocks();
});

const chaff = (...args: string[]) => run(['merge', ...args], cwd);
const now = (name: string) => readFile(join(cwd, name), 'latin1');
const merged = `${f}\n${broad.replace('{', '# bug: http://x/1\n# folded: cache caf\xE9\n{')}`;

test('the union goes to standard output, byte for byte, and the account to standard error', async () => {
  const before = [await now('a.supp'), await now('b.supp')];
  expect(await chaff('a.supp', 'b.supp')).toEqual({
    code: 0,
    stdout: merged,
    stderr:
      'b.supp:4 “cache caf\xE9” folded into a.supp:8 “caches”, which hides all that it hides\n' +
      '4 entries: 2 stay, 1 duplicate and 1 covered folded; 0 conflicts\n',
  });
  expect([await now('a.supp'), await now('b.supp')]).toEqual(before);
});

test('-o names the file that is written, as a whole', async () => {
  const { code, stdout } = await chaff('a.supp', 'b.supp', '-o', 'team.supp');
  expect({ code, stdout }).toEqual({ code: 0, stdout: '' });
  expect(await now('team.supp')).toBe(merged);
  await chaff('a.supp', 'b.supp', '-o', 'b.supp');
  expect(await now('b.supp')).toBe(merged);
  expect((await readdir(cwd)).sort()).toEqual(['a.supp', 'b.supp', 'broken.supp', 'real.supp', 'team.supp']);
  expect((await chaff('a.supp', '-o', '-')).stdout).toBe(await now('a.supp'));
});

test('- is standard input', async () => {
  const stream = Readable.from([Buffer.from(`\n${narrow}`, 'latin1')]);
  vi.spyOn(process, 'stdin', 'get').mockReturnValue(stream as typeof process.stdin);
  expect((await chaff('a.supp', '-')).stdout).toBe(merged);
});

test('without arguments the sets of the configuration are meant', async () => {
  await writeFile(join(cwd, '.chaffrc.json'), '{"sets": ["a.supp", "b.supp"]}');
  expect((await chaff()).stdout).toBe(merged);
});

test('--keep-narrow folds only what says the same', async () => {
  expect((await chaff('a.supp', 'b.supp', '--keep-narrow')).stdout).toBe(`${f}\n${broad}\n${narrow}`);
});

test('--provenance writes where entries were read', async () => {
  expect((await chaff('b.supp', '--provenance')).stdout).toBe(
    `\n${narrow.replace('{', '# from: b.supp:4\n{')}\n${f.replace('{', '# from: b.supp:12\n{')}`,
  );
});

describe('a broader entry that hides what is real', () => {
  test('is a conflict: both stay, and the finding is shown', async () => {
    const { code, stdout, stderr } = await chaff('a.supp', 'b.supp', '--real', 'real.supp');
    expect(code).toBe(1);
    expect(stdout).toBe(`${f}\n${broad}\n${narrow}`);
    expect(stderr).toBe(
      [
        'conflict: a.supp:8 “caches” covers b.supp:4 “cache caf\xE9”, but both stay:',
        '  a.supp:8 “caches” hides, or may hide, a finding that is marked real:',
        '    Memcheck:Leak',
        '      at malloc',
        '      by parse',
        '      by init',
        '    real by real.supp:3 “REAL\\u{1b}[31m” (team b)',
        '',
        '4 entries: 3 stay, 1 duplicate and 0 covered folded; 1 conflict',
        '',
      ].join('\n'),
    );
  });

  test('counts with the findings of the logs, of several --real', async () => {
    await writeFile(join(cwd, 'loose.supp'), leak('loose', '...', 'parse', 'init'));
    await writeFile(join(cwd, 'other.supp'), cond('other', 'x'));
    await mkdir(join(cwd, 'logs'));
    const stack = ['malloc (vg_replace_malloc.c:1)', 'parse (p.c:2)', 'init (p.c:3)', 'main (p.c:4)'];
    await writeFile(
      join(cwd, 'logs', 'a.log'),
      [
        '==7== Memcheck, a memory error detector',
        '==7== Command: ./p',
        '==7== ',
        '==7== 8 bytes in 1 blocks are definitely lost in loss record 1 of 1',
        ...stack.map((frame, at) => `==7==    ${at === 0 ? 'at' : 'by'} 0x${at + 1}: ${frame}`),
        '==7== ',
        '==7== ERROR SUMMARY: 1 errors from 1 contexts (suppressed: 0 from 0)',
        '',
      ].join('\n'),
    );
    const args = ['a.supp', 'b.supp', '--real', 'other.supp', '--real', 'loose.supp'];
    expect((await chaff(...args)).code).toBe(0);
    const { code, stderr, stdout } = await chaff(...args, '--logs', 'logs', '--json');
    expect({ code, stderr }).toEqual({ code: 1, stderr: '' });
    const { conflicts } = JSON.parse(stdout) as MergeJson;
    expect(conflicts).toMatchObject([
      { real: { by: { name: 'loose', file: 'loose.supp', line: 2 }, how: 'finding', leakKind: 'definite' } },
    ]);
    expect(conflicts[0]!.real.id).toMatch(/^[\da-f]{20}$/);
    expect(conflicts[0]!.real.frames!.map(({ fun }) => fun)).toEqual(['malloc', 'parse', 'init', 'main']);
  });
});

test('--json tells of each entry where it was read, and of those that it stands for', async () => {
  await writeFile(join(cwd, 'c.supp'), cond('f', 'g'));
  const { code, stdout, stderr } = await chaff('a.supp', 'b.supp', 'c.supp', '--json', '-o', 'o.supp');
  expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
  const place = (name: string, file: string, line: number) => ({ name, file, line });
  expect(JSON.parse(stdout)).toEqual({
    version: 1,
    entries: [
      { ...place('f', 'a.supp', 2), renamed: null, folded: [{ ...place('f', 'b.supp', 12), how: 'same' }] },
      {
        ...place('caches', 'a.supp', 8),
        renamed: null,
        folded: [{ ...place('cache caf\xE9', 'b.supp', 4), how: 'covered' }],
      },
      { ...place('f', 'c.supp', 2), renamed: 'f (2)', folded: [] },
    ],
    conflicts: [],
    broken: [],
  });
  expect(await now('o.supp')).toBe(`${merged}\n${cond('f (2)', 'g')}`);
});

describe('a broken file', () => {
  const place =
    'broken.supp:3:13: Memcheck has no kind "Kond". Did you mean "Cond"? (Valgrind says: unknown tool suppression type)';

  test('is refused with the place and the reason', async () => {
    expect(await chaff('a.supp', 'broken.supp', '-o', 'o.supp')).toEqual({
      code: 2,
      stdout: '',
      stderr: `${place}\nchaff: nothing was merged: mend what Valgrind refuses, or keep it as comments with --keep-broken\n`,
    });
    expect(await readdir(cwd)).not.toContain('o.supp');
  });

  test('comes out as comments with --keep-broken', async () => {
    const { code, stdout, stderr } = await chaff('a.supp', 'broken.supp', '--keep-broken');
    expect(code).toBe(0);
    expect(stderr).toContain(`warning: ${place}: kept as comments\n`);
    expect(stdout).toContain(`\n# {\n#    b\n#    Memcheck:Kond\n#    fun:f\n# }\n`);
    expect(JSON.parse((await chaff('broken.supp', '--keep-broken', '--json')).stdout)).toMatchObject({
      entries: [],
      broken: [{ file: 'broken.supp', line: 3, column: 13, valgrind: 'unknown tool suppression type' }],
    });
  });

  test('is one that the version would refuse, or the depth', async () => {
    await writeFile(join(cwd, 'new.supp'), leak('x', '...', '...', 'f').replace('Leak', 'ReallocZero'));
    expect((await chaff('new.supp')).code).toBe(0);
    expect((await chaff('new.supp', '--valgrind', '3.19')).stderr).toContain('new.supp:3:');
    expect((await chaff('new.supp', '--num-callers', '2')).stderr).toContain('new.supp:4:');
  });

  test('of real findings is refused as well', async () => {
    const { code, stderr } = await chaff('a.supp', '--real', 'broken.supp');
    expect(code).toBe(2);
    expect(stderr).toContain('broken.supp:3:13:');
  });
});

test('more folds than anybody reads are counted', async () => {
  const many = Array.from({ length: 25 }, (_, at) => leak(`n${at}`, 'malloc', `f${at}`, 'init'));
  await writeFile(join(cwd, 'many.supp'), many.join('\n'));
  const { stderr } = await chaff('a.supp', 'many.supp');
  expect(stderr.match(/ folded into /g)).toHaveLength(20);
  expect(stderr).toContain('… and 5 more (see --json)\n');
});

describe('what has no meaning ends with 2', () => {
  test.each([
    [[], 'name the files to merge'],
    [['absent.supp'], 'no such file: absent.supp'],
    [['a.supp', '-o', 'absent/o.supp'], 'cannot write absent/o.supp'],
    [['a.supp', '--logs', 'x'], '--logs goes with --real'],
    [['a.supp', '--num-callers', '0'], '--num-callers must be'],
  ])('%j', async (args, message) => {
    const { code, stdout, stderr } = await chaff(...args);
    expect(stderr).toContain(message);
    expect({ code, stdout }).toEqual({ code: 2, stdout: '' });
  });
});

test('--help tells how it folds, with examples', async () => {
  const { code, stdout } = await chaff('--help');
  expect(code).toBe(0);
  for (const text of [
    '# folded: NAME',
    '--keep-broken',
    'Exit codes:',
    '$ chaff merge ours.supp theirs.supp',
  ])
    expect(stdout).toContain(text);
});
