import { mkdtemp, readdir, readFile, utimes, writeFile, copyFile, mkdir } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { beforeEach, describe, expect, test } from 'vitest';
import type { OverviewJson } from '../../src/report/overview/json.js';
import { run } from './run.js';

const corpus = (path: string) => fileURLToPath(new URL(`../corpus/${path}`, import.meta.url));
const talk = corpus('talk/talk.xml');
const noise = corpus('talk/noise.supp');
const nearly = corpus('talk/nearly.supp');
const real = corpus('talk/real.supp');
/** The leak of the talk, which the noise patterns hide. */
const acpi = 'b404be45614645c95f05';

let cwd: string;
beforeEach(async () => {
  cwd = await mkdtemp(join(tmpdir(), 'chaff-report-'));
});

const report = (...args: readonly string[]) => run(['report', ...args], cwd);
async function asJson(...args: readonly string[]): Promise<OverviewJson> {
  const { code, stdout, stderr } = await report(...args, '--json');
  expect(code, stderr).toBe(0);
  return JSON.parse(stdout) as OverviewJson;
}

describe('chaff report', () => {
  test('makes a page of the talk: its alarm, groups, entries and unused ones, with exit code 0', async () => {
    const { code, stdout } = await report(talk, '-s', noise, '-s', nearly, '--real', real);
    expect(code).toBe(0);
    expect(stdout).toMatch(/^<!DOCTYPE html>\n<html lang="en">/);
    expect(stdout).toContain('48 findings: 1 real but hidden, 12 reported, 36 hidden; 9 marked real.');
    expect(stdout).toContain(`<a href="#f-${acpi}">`);
    expect(stdout).toContain('Allocated for <code>acpi_align_size</code>');
    expect(stdout).toContain('<h2 id="unused">');
  });

  test('agrees with check', async () => {
    const { totals, groups } = await asJson(talk, '-s', noise, '--real', real);
    const checked = JSON.parse(
      (await run(['check', talk, '-s', noise, '--real', real, '--json'], cwd)).stdout,
    ) as {
      totals: OverviewJson['totals'];
      findings: { id: string; real: boolean; hiddenBy: unknown[] }[];
    };
    expect(totals).toMatchObject(checked.totals);
    const told = groups
      .flatMap(({ findings }) => findings)
      .map(({ id, real: isReal, hiddenBy }) => ({ id, real: isReal, hiddenBy }));
    const byId = (a: { id: string }, b: { id: string }) => (a.id < b.id ? -1 : 1);
    expect(told.sort(byId)).toEqual(
      checked.findings.map(({ id, real: isReal, hiddenBy }) => ({ id, real: isReal, hiddenBy })).sort(byId),
    );
  });

  test('writes to a file, as a whole, in UTF-8', async () => {
    const { code, stdout } = await report(talk, '-s', noise, '-o', 'out.html');
    expect([code, stdout]).toEqual([0, '']);
    expect(await readdir(cwd)).toEqual(['out.html']);
    const page = await readFile(join(cwd, 'out.html'), 'utf8');
    expect(page).toContain('●');
    expect(page).toMatch(/<\/html>\n$/);
  });

  test('does not depend on the order of the logs', async () => {
    const text = corpus('talk/talk.txt');
    const one = await report(talk, text, '-s', noise);
    expect((await report(text, talk, '-s', noise)).stdout).toBe(one.stdout);
  });

  test('has a comment and JUnit as well', async () => {
    const comment = (await report(talk, '-s', noise, '--real', real, '--format', 'markdown')).stdout;
    expect(comment).toMatch(/^### What Valgrind found\n/);
    expect(Buffer.byteLength(comment)).toBeLessThan(65_536);
    const junit = (await report(talk, '-s', noise, '--real', real, '--format', 'junit')).stdout;
    expect(junit).toMatch(
      /^<\?xml version="1\.0" encoding="UTF-8"\?>\n<testsuites name="chaff" tests="57" failures="14"/,
    );
    expect(junit).toContain(`acpi_align_size ${acpi}`);
  });

  test('tells what changed since a baseline', async () => {
    const log = await readFile(talk, 'utf8');
    const errors = log.split(/(?=<error>)/);
    const without = errors.filter((each) => !each.includes('acpi_align_size'));
    expect(without.length).toBeLessThan(errors.length);
    await writeFile(join(cwd, 'before.xml'), without.join(''));
    const { changes } = await asJson(talk, '--baseline', 'before.xml');
    expect(changes).toMatchObject({ baseline: 'before.xml', gone: [], moreFrequent: [] });
    expect(changes!.new).toContain(acpi);
    expect((await asJson('before.xml', '--baseline', talk)).changes!.gone.map(({ id }) => id)).toContain(
      acpi,
    );
    expect((await asJson(talk)).changes).toBeNull();
  });

  test('tells the trend over the runs of a corpus, also where a log has the same name each day', async () => {
    for (const [day, source] of [corpus('talk/talk.txt'), talk].entries()) {
      await mkdir(join(cwd, `${day}`));
      const name = join(cwd, `${day}`, 'test.log');
      await copyFile(source, name);
      await utimes(name, 0, Date.UTC(2026, 10, day + 1) / 1000);
      await run(['collect', 'test.log', '-o', '../all.parquet'], join(cwd, `${day}`));
    }
    const { trend } = await asJson('all.parquet', '-s', noise);
    expect(trend!.by).toBe('day');
    expect(trend!.points.map(({ name, runs, tally }) => [name, runs, tally.findings])).toEqual([
      ['2026-11-01', 1, 48],
      ['2026-11-02', 1, 48],
    ]);
    expect((await report('all.parquet')).stdout).toContain('Findings by day (UTC)');
    expect((await asJson(talk)).trend).toBeNull();
  });

  test('knows the verdicts of the configuration, and those that nothing needs', async () => {
    const fix = (name: string, frame: string) =>
      `{\n   # bug: https://bugs.example/7\n   ${name}\n   Memcheck:Leak\n   ...\n   fun:${frame}\n}\n`;
    await writeFile(join(cwd, 'fix.supp'), fix('table', 'acpi_align_size') + fix('mended', 'nowhere'));
    await writeFile(join(cwd, '.chaffrc.json'), JSON.stringify({ verdicts: '.', logs: talk, sets: noise }));
    const { groups, unneededVerdicts } = await asJson();
    const told = groups.flatMap(({ findings }) => findings).find(({ id }) => id === acpi)!;
    expect(told).toMatchObject({ verdict: 'fix', real: true, state: 'hidden' });
    expect(unneededVerdicts.map(({ name, verdict }) => [name, verdict])).toEqual([['mended', 'fix']]);
    const { stdout } = await report();
    expect(stdout).toContain('Verdict: <strong>fix</strong>');
    expect(stdout).toContain('<a href="https://bugs.example/7" rel="noreferrer">');
    expect(stdout).toContain('<h2 id="unneeded">');
  });

  test('cannot be made of nothing, and says so', async () => {
    expect(await report()).toMatchObject({ code: 2, stdout: '' });
    expect((await report('absent.xml')).stderr).toContain('no such file: absent.xml');
    expect((await report(talk, '--baseline', 'absent.xml')).code).toBe(2);
  });

  test('prints what docs/report.md shows', async () => {
    const root = fileURLToPath(new URL('../../', import.meta.url));
    const page = await readFile(join(root, 'docs/report.md'), 'utf8');
    const sessions = [...page.matchAll(/^```\n\$ chaff (report test\/.*)\n([^]*?)^```$/gm)];
    expect(sessions.length).toBeGreaterThan(0);
    for (const [, command, output] of sessions) {
      const { stdout } = await run(command!.split(' '), root);
      expect(stdout).toContain(output!.slice(0, output!.indexOf('\n…')));
    }
  });
});
