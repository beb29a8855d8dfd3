import { mkdtemp, readFile, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { beforeEach, describe, expect, test } from 'vitest';
import type { CheckJson } from '../../src/report/check/json.js';
import type { ExplainJson } from '../../src/report/explain/json.js';
import { run } from './run.js';

const corpus = (path: string) => fileURLToPath(new URL(`../corpus/${path}`, import.meta.url));
const talk = corpus('talk/talk.xml');
const noise = corpus('talk/noise.supp');
const real = corpus('talk/real.supp');

let cwd: string;
beforeEach(async () => {
  cwd = await mkdtemp(join(tmpdir(), 'chaff-explain-'));
});

const explain = (...args: readonly string[]) => run(['explain', ...args], cwd);
async function asJson(...args: readonly string[]): Promise<ExplainJson> {
  const { code, stdout, stderr } = await explain(...args, '--json');
  expect(code, stderr).toBe(0);
  return JSON.parse(stdout) as ExplainJson;
}

/** The leak of the talk. */
const acpi = 'b404be45614645c95f05';

/** Entries that look right and hide nothing. */
const nearly = corpus('talk/nearly.supp');

describe('a finding', () => {
  test('is explained by the entry that hides it, frame by frame', async () => {
    const { code, stdout } = await explain(talk, '-s', noise, '--finding', acpi.slice(0, 6), '--real', real);
    expect(code).toBe(0);
    expect(stdout).toContain('It is marked real: it should stay reported.');
    expect(stdout).toContain('noise.supp:5 “tables of the library grow');
    expect(stdout).toMatch(/^ {4}fun:g_array_set_size +5 g_array_set_size /m);
  });

  test('or by what comes near, and what would do', async () => {
    const { findings } = await asJson(talk, '-s', nearly, '--finding', acpi);
    expect(findings.map(({ id, state }) => [id, state])).toEqual([[acpi, 'reported']]);
    expect(
      findings[0]!.nearest.map(({ line, why, edit }) => [
        line,
        why[0]!.frame,
        edit?.changes.map(({ now }) => now),
      ]),
    ).toEqual([
      [3, null, [['Memcheck:Leak']]],
      [9, 3, [['obj:*/libglib-2.0.so*']]],
    ]);
    expect(
      (await asJson(talk, '-s', nearly, '--finding', acpi, '--nearest', '1')).findings[0]!.nearest,
    ).toHaveLength(1);
  });

  test('whose change would hide a real one is warned of', async () => {
    const args = [talk, '-s', nearly, '--finding', acpi, '--real', real];
    expect((await explain(...args)).stdout).toContain(`do not: one is marked real (${acpi})`);
    expect((await asJson(...args)).findings[0]!.nearest[1]!.edit!.hidesReal).toEqual([acpi]);
  });
});

test('an edit that is told hides the finding when it is made', async () => {
  const { findings } = await asJson(talk, '-s', nearly);
  const edits = findings.flatMap(({ id, nearest }) =>
    nearest.flatMap(({ edit }) => (edit ? [{ id, edit }] : [])),
  );
  expect(edits.length).toBeGreaterThan(2);
  for (const { id, edit } of edits) {
    const leak = edit.leakKinds ? [`match-leak-kinds: ${edit.leakKinds.join(',')}`] : [];
    const lines = ['edited', edit.kind, ...(edit.extra ? [edit.extra] : []), ...leak, ...edit.frames];
    await writeFile(join(cwd, 'edited.supp'), `{\n${lines.join('\n')}\n}\n`);
    const { stdout } = await run(['check', talk, '-s', 'edited.supp', '--json'], cwd);
    const checked = (JSON.parse(stdout) as CheckJson).findings.find((each) => each.id === id)!;
    expect(checked.hiddenBy, `${id}: ${lines.join(', ')}`).toHaveLength(1);
  }
});

describe('an entry', () => {
  test('is explained by what it hides, nearly hides and would hide', async () => {
    const { code, stdout } = await explain(talk, '-s', noise, '--entry', 'g_array_set_size', '--real', real);
    expect(code).toBe(0);
    expect(stdout).toContain('read by Memcheck as Memcheck:Leak');
    expect(stdout).toMatch(new RegExp(`${acpi}.*\n.*marked real: it should stay reported`));
    expect(stdout).toMatch(/^Breadth: .*stacks go on as they like, here with .*acpi_align_size/m);
  });

  test('that is inert says so', async () => {
    const { stdout } = await explain(talk, '-s', nearly, '--entry', 'nearly.supp:4');
    expect(stdout).toContain('no tool reads “memcheck:Leak”');
    const { entries } = await asJson(
      talk,
      '-s',
      nearly,
      '--entry',
      'the ACPI table, but for the name of the tool',
    );
    expect(entries[0]).toMatchObject({ tools: [], hides: [], breadth: null });
  });

  test('tells what Valgrind counted', async () => {
    const used = (name: string) => corpus(`used/${name}`);
    const logs = [used('with.txt'), used('with.xml'), used('without.xml')];
    const { stdout } = await explain(...logs, '-s', used('pour.supp'), '--entry', 'taste');
    expect(stdout).toMatch(/Valgrind itself counted 3 hits in .*with\.txt \(pid \d+\)\n/);
    const { entries } = await asJson(...logs, '-s', used('pour.supp'), '--entry', 'pour.supp:3');
    expect(entries[0]!.uses).toMatchObject([
      { count: 2, bytes: 124, blocks: 2, how: 'sure' },
      { count: 3, bytes: null, how: 'shared name' },
    ]);
    expect(entries[0]!.hides).toHaveLength(1);
  });
});

test('without a question all findings come in short, those that are reported first, and as check says', async () => {
  const logs = ['gdbus-help.xml.gz', 'gio-list-helgrind.txt', 'shell-children.txt'].map((name) =>
    corpus(`debian/${name}`),
  );
  const args = [...logs, '-s', noise, '--num-callers', '12'];
  const [{ findings }, checked] = [
    await asJson(...args),
    JSON.parse((await run(['check', ...args, '--json'], cwd)).stdout) as CheckJson,
  ];
  expect(findings.map(({ id, hiddenBy }) => [id, hiddenBy.length])).toEqual(
    checked.findings.map(({ id, hiddenBy }) => [id, hiddenBy.length]),
  );
  const { stdout } = await explain(...args);
  expect(stdout.indexOf('Reported:')).toBe(0);
  expect(stdout).toContain(
    `${checked.totals.findings} distinct findings: ${checked.totals.reported} reported`,
  );
});

test('a set that Valgrind would refuse is explained all the same, with a warning', async () => {
  await writeFile(
    join(cwd, 'bad.supp'),
    `${await readFile(nearly, 'utf8')}{\n   x\n   Memcheck:Nonsense\n   fun:f\n}\n`,
  );
  const { code, stdout, stderr } = await explain(talk, '-s', 'bad.supp', '--finding', acpi);
  expect(code).toBe(0);
  expect(stderr).toMatch(/warning: bad\.supp:39: .*Until then memcheck does not start/);
  expect(stdout).toContain('with the library of last year');
  expect((await asJson(talk, '-s', 'bad.supp')).refused).toMatchObject([
    { tool: 'memcheck', file: 'bad.supp', line: 39, valgrind: 'unknown tool suppression type' },
  ]);
});

describe('what cannot be answered ends with 2 and says why', () => {
  test.each([
    [[talk], 'name the set to explain'],
    [['absent.xml', '-s', noise], 'no such file: absent.xml'],
    [[talk, '-s', 'absent.supp'], 'no such file: absent.supp'],
    [[talk, '-s', noise, '--finding', acpi.replace('b4', 'b5')], `did you mean ${acpi}?`],
    [[talk, '-s', noise, '--finding', 'xyz'], 'chaff check and chaff explain print the ids'],
    [[talk, '-s', noise, '--finding', 'b4'], 'several findings begin with b4'],
    [[talk, '-s', noise, '--entry', 'interned strings are quark'], undefined],
    [
      [talk, '-s', noise, '--entry', 'interned strings ar quarks'],
      'did you mean interned strings are quarks?',
    ],
    [[talk, '-s', noise, '--entry', 'are'], 'several entries could be are, name one by its place'],
    [[talk, '-s', noise, '--entry', 'x', '--finding', 'y'], 'cannot be used with'],
    [[talk, '-s', noise, '--nearest', 'x'], 'whole number'],
    [[talk, '-s', noise, '--nearest', '0'], 'It must be 1 or more.'],
  ])('%j', async (args, message) => {
    const { code, stdout, stderr } = await explain(...args);
    if (message === undefined) return expect(code).toBe(0);
    expect(stderr).toContain(message);
    expect(stdout).toBe('');
    expect(code).toBe(2);
  });
});

test('the same logs in another order give the same bytes', async () => {
  const logs = [talk, corpus('talk/talk.txt'), corpus('debian/gdbus-help.xml.gz')];
  const one = await explain(...logs, '-s', nearly, '-s', noise);
  const two = await explain(...logs.reverse(), '-s', nearly, '-s', noise);
  expect(one.stdout).toBe(two.stdout);
});
