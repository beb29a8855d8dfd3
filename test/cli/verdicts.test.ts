import { copyFile, mkdir, mkdtemp, readFile, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { beforeEach, describe, expect, test } from 'vitest';
import { readConfig } from '../../src/cli/config.js';
import { readLogs } from '../../src/cli/reading/read-logs.js';
import { loadPatterns } from '../../src/cli/load-for-tools.js';
import { changeVerdictFiles, readVerdictFiles } from '../../src/cli/verdict-files.js';
import { sortedFindings } from '../../src/finding/corpus.js';
import type { CheckJson } from '../../src/report/check/json.js';
import type { MinimizeJson } from '../../src/report/minimize/json.js';
import { newestVersion } from '../../src/suppression/version.js';
import { decide } from '../../src/verdict/decide.js';
import { judge } from '../../src/verdict/judge.js';
import { verdicts } from '../../src/verdict/verdict.js';
import { options } from '../verdict/make.js';
import { run } from './run.js';

const talk = fileURLToPath(new URL('../corpus/talk/', import.meta.url));
const log = join(talk, 'talk.xml');

let cwd: string;
beforeEach(async () => {
  cwd = await mkdtemp(join(tmpdir(), 'chaff-verdicts-'));
});

const config = (value: unknown) => writeFile(join(cwd, '.chaffrc.json'), JSON.stringify(value));
const chaff = (...args: readonly string[]) => run(args, cwd);
const json = <T>({ stdout }: { readonly stdout: string }) => JSON.parse(stdout) as T;
const paths = (folder = cwd) => ({
  fix: join(folder, 'fix.supp'),
  annotate: join(folder, 'annotate.supp'),
  suppress: join(folder, 'suppress.supp'),
});

describe('the key “verdicts”', () => {
  test.each([
    ['verdicts', (cwd: string) => paths(join(cwd, 'verdicts'))],
    [{}, (cwd: string) => paths(cwd)],
    [{ fix: 'x/bugs.supp' }, (cwd: string) => ({ ...paths(cwd), fix: join(cwd, 'x/bugs.supp') })],
  ])('%j names three files', async (value, expected) => {
    await config({ verdicts: value });
    expect((await readConfig(cwd, undefined)).verdicts).toEqual(expected(cwd));
  });

  test.each([
    [[], '“verdicts” must be a folder, or an object'],
    [3, '“verdicts” must be a folder, or an object'],
    [{ fixed: 'a' }, 'unknown key “verdicts.fixed”'],
    [{ fix: 3 }, '“verdicts.fix” must be a text'],
    [{ fix: 'a.supp', annotate: './a.supp' }, '“verdicts” must name three different files'],
  ])('%j is refused', async (value, message) => {
    await config({ verdicts: value });
    const { code, stderr } = await chaff('check', log);
    expect(code).toBe(2);
    expect(stderr).toContain(message);
  });
});

describe('commands', () => {
  test('do as without where the files are not there yet', async () => {
    const before = [await chaff('minimize', log), await chaff('check', log)];
    await config({ verdicts: 'verdicts' });
    expect([await chaff('minimize', log), await chaff('check', log)]).toEqual(before);
  });

  test('refuse what Valgrind refuses, with its place', async () => {
    await config({ verdicts: {} });
    await writeFile(join(cwd, 'annotate.supp'), '{\n   x\n   Memcheck:Leek\n   fun:f\n}\n');
    const { code, stderr } = await chaff('minimize', log);
    expect(code).toBe(2);
    expect(stderr).toContain(`${join(cwd, 'annotate.supp')}:3:`);
  });

  test('minimize takes fix and annotate for real, suppress for noise, beside --real and --noise', async () => {
    const args = ['--real', join(talk, 'real.supp'), '--noise', join(talk, 'noise.supp'), '--json'];
    const given = json<MinimizeJson>(await chaff('minimize', log, ...args));
    await config({ verdicts: {} });
    await copyFile(join(talk, 'real.supp'), join(cwd, 'annotate.supp'));
    await copyFile(join(talk, 'noise.supp'), join(cwd, 'suppress.supp'));
    expect(json<MinimizeJson>(await chaff('minimize', log, '--json'))).toMatchObject({
      ...{ entries: given.entries, noise: given.noise, real: given.real },
    });
    await copyFile(join(talk, 'noise.supp'), join(cwd, 'fix.supp'));
    const fixed = json<MinimizeJson>(
      await chaff('minimize', log, '--noise', join(talk, 'noise.supp'), '--json'),
    );
    expect(fixed.noise.distinct).toBeLessThan(given.noise.distinct);
    expect(fixed.real).toMatchObject({ hidden: 0 });
  });

  test('diff, prune, lint, merge and explain know what is real from them', async () => {
    const noise = join(talk, 'noise.supp');
    const with_ = async (...args: readonly string[]) => {
      const { stdout, stderr, code } = await chaff(...args);
      return { code, text: (stdout + stderr).replaceAll(join(cwd, 'fix.supp'), 'REAL') };
    };
    await writeFile(join(cwd, 'none.supp'), '');
    const asks = [
      ['diff', 'none.supp', noise, '--logs', log],
      ['prune', noise, '--logs', log],
      ['lint', noise, '--logs', log],
      ['merge', noise],
      ['explain', log, '-s', noise],
    ];
    for (const ask of asks) {
      await config({});
      const plain = await with_(...ask);
      await copyFile(join(talk, 'real.supp'), join(cwd, 'fix.supp'));
      const told = await with_(...ask, '--real', 'fix.supp');
      await config({ verdicts: {} });
      const read = await with_(...ask);
      expect(read.text.replaceAll('REAL', 'fix.supp')).toBe(told.text.replaceAll('REAL', 'fix.supp'));
      expect(read.code).toBe(told.code);
      if (ask[0] === 'diff' || ask[0] === 'lint') expect(read.text).not.toBe(plain.text);
    }
  });

  test('prune does not take what must stay reported for a set', async () => {
    await mkdir(join(cwd, 'of us'));
    await config({ verdicts: 'of us' });
    await copyFile(join(talk, 'real.supp'), join(cwd, 'of us', 'fix.supp'));
    await writeFile(join(cwd, 'a.supp'), '{\n   a\n   Memcheck:Leak\n   fun:nobody\n}\n');
    const { stdout } = await chaff('prune', '--logs', log);
    expect(stdout).toContain('a.supp:2');
    expect(stdout).toMatch(/^1 entry:/m);
    expect((await chaff('prune', 'of us/fix.supp', '--logs', log)).stdout).not.toMatch(/^1 entry:/m);
  });
});

describe('check', () => {
  const gone = '# reason: long ago\n{\n   gone\n   Memcheck:Leak\n   fun:nobody\n}\n';

  test('says nothing of verdicts without the key', async () => {
    await writeFile(join(cwd, 'fix.supp'), gone);
    const { stdout } = await chaff('check', log, '--json');
    const keys = new Set(stdout.match(/"\w+":/g));
    expect(keys.has('"real":')).toBe(true);
    expect([...keys].filter((key) => /verdict/i.test(key))).toEqual([]);
    expect((await chaff('check', log)).stdout).not.toMatch(/^ *verdict:|these verdicts/m);
  });

  test('tells the verdict of findings, those hidden included, and what no finding needs, and ends as before', async () => {
    await config({ verdicts: {} });
    const before = await chaff('check', log);
    await copyFile(join(talk, 'real.supp'), join(cwd, 'fix.supp'));
    await writeFile(join(cwd, 'suppress.supp'), gone);
    const { code, stdout } = await chaff('check', log);
    expect(code).toBe(before.code);
    const place = join(cwd, 'suppress.supp');
    expect(stdout).toContain(
      `\nNo finding of these logs needs these verdicts any more (fixed? then remove them):\n\n  ${place}:3: suppress: gone\n\n`,
    );
    expect(stdout).toContain(
      `    verdict: fix, by ${join(cwd, 'fix.supp')}:5 REAL acpi_align_size definite\n`,
    );

    const { findings, unneededVerdicts, totals } = json<CheckJson>(await chaff('check', log, '--json'));
    expect(unneededVerdicts).toEqual([{ verdict: 'suppress', name: 'gone', file: place, line: 3 }]);
    const judged = findings.filter(({ verdict }) => verdict !== null);
    expect(judged.length).toBeGreaterThan(5);
    expect(judged.length).toBeLessThan(totals.findings);
    expect(judged.every(({ verdict, real }) => real && verdict?.verdict === 'fix')).toBe(true);
  });

  test('tells unneeded verdicts in the forms for machines, but not as failed tests', async () => {
    await config({ verdicts: {} });
    await writeFile(join(cwd, 'suppress.supp'), gone);
    const of = async (format: string) => (await chaff('check', log, '--format', format)).stdout;
    expect(await of('github')).toContain(
      ',title=chaff unneeded-verdict::no finding of these logs needs the verdict “suppress” of “gone”',
    );
    expect(await of('sarif')).toContain('"unneeded-verdict"');
    expect(await of('gitlab')).toContain('unneeded-verdict');
    expect(await of('junit')).not.toContain('unneeded-verdict');
  });

  test('calls no verdict unneeded that is for a tool which did not run', async () => {
    await config({ verdicts: {} });
    await writeFile(join(cwd, 'fix.supp'), '{\n   race\n   Helgrind:Race\n   fun:nobody\n}\n');
    expect(json<CheckJson>(await chaff('check', log, '--json')).unneededVerdicts).toEqual([]);
  });
});

test('all findings of the talk decided: every tool loads the files, and minimize follows them', async () => {
  await config({ verdicts: {} });
  const findings = sortedFindings(await readLogs([log], cwd, { jobs: 1 }));
  const own = verdicts.map((_, rest) => findings.filter((_each, at) => at % 3 === rest));
  for (const [at, verdict] of verdicts.entries())
    await changeVerdictFiles(paths(), (current) =>
      decide(current, { findings: own[at]!, verdict, reason: `it is ${verdict}`, added: '2026-01-01' }),
    );
  const files = await readVerdictFiles(paths());
  const judgement = judge(findings, files, options);
  expect(judgement.unneeded).toEqual([]);
  for (const { finding, verdict, contradicted } of judgement.findings) {
    const decided = verdicts[findings.indexOf(finding) % 3];
    // A stack that begins another one is an entry that matches both, and what is real stays so.
    if (!contradicted) expect(verdict).toBe(decided);
    else expect(verdicts.indexOf(verdict!)).toBeLessThanOrEqual(verdicts.indexOf(decided!));
  }
  expect(judgement.findings.filter(({ contradicted }) => contradicted).length).toBeLessThan(
    findings.length / 4,
  );
  for (const verdict of verdicts)
    expect(loadPatterns([files[verdict]], newestVersion).length).toBeGreaterThan(5);
  expect(await readFile(join(cwd, 'fix.supp'), 'latin1')).toContain(
    '# reason: it is fix\n# added: 2026-01-01\n{\n',
  );

  const { noise, real } = json<MinimizeJson>(await chaff('minimize', log, '--json'));
  const count = (isNoise: boolean) =>
    judgement.findings.filter(({ verdict }) => (verdict === 'suppress') === isNoise).length;
  expect(noise).toMatchObject({ distinct: count(true) });
  expect(real).toMatchObject({ distinct: count(false), hidden: 0 });
});
