import { mkdtempSync, readFileSync, writeFileSync, mkdirSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, test } from 'vitest';
import { run } from './run.js';

const talk = fileURLToPath(new URL('../corpus/talk/', import.meta.url));
const log = join(talk, 'talk.xml');
const folder = () => mkdtempSync(join(tmpdir(), 'chaff-triage-'));

describe('triage --print', () => {
  test('tells groups, advice, and that nothing is decided', async () => {
    const { code, stdout, stderr } = await run(['triage', log, '--print'], folder());
    expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
    expect(stdout).toMatch(
      /^allocated for g_array_set_size\n {2}Memcheck:Leak \(definite\): 9 findings, 11 times/,
    );
    expect(stdout).toContain('ioctl(generic) in kvm_pit_put\n');
    expect(stdout).toMatch(/^ {2}→ fix: /m);
    expect(stdout).toMatch(
      /48 distinct findings in \d+ groups: 48 open \(fix.supp, annotate.supp, suppress.supp\)\n$/,
    );
  });

  test('tells verdicts of the files here, of a folder, and of the configuration', async () => {
    const cwd = folder();
    const real = readFileSync(join(talk, 'real.supp'));
    writeFileSync(join(cwd, 'fix.supp'), real);
    mkdirSync(join(cwd, 'team'));
    writeFileSync(join(cwd, 'team', 'annotate.supp'), real);
    const last = async (...args: readonly string[]) =>
      (await run(['triage', log, '--print', ...args], cwd)).stdout.trimEnd().split('\n').at(-1);
    expect(await last()).toContain(': 9 fix, 39 open (fix.supp');
    expect(await last('--verdicts', 'team')).toContain(': 9 annotate, 39 open (team/fix.supp');
    writeFileSync(join(cwd, '.chaffrc'), '{ "verdicts": "team" }');
    expect(await last()).toContain(': 9 annotate, 39 open (team/fix.supp');
    expect(await last('--verdicts', '.')).toContain(': 9 fix, 39 open (fix.supp');
  });

  test('tells what the sets in use hide, and verdicts that no finding needs', async () => {
    const cwd = folder();
    writeFileSync(
      join(cwd, 'fix.supp'),
      '{\n   long gone\n   Memcheck:Leak\n   fun:malloc\n   fun:gone\n}\n',
    );
    const { stdout } = await run(['triage', log, '--print', '-s', join(talk, 'noise.supp')], cwd);
    expect(stdout).toMatch(/; the sets in use hide \d+\n/);
    expect(stdout).toContain('  fix: fix.supp:2: long gone\n');
  });

  test('a file of verdicts that cannot be read is no defect of chaff', async () => {
    const cwd = folder();
    mkdirSync(join(cwd, 'fix.supp'));
    const { code, stderr } = await run(['triage', log, '--print'], cwd);
    expect(code).toBe(2);
    expect(stderr).toMatch(/^chaff: cannot read .*fix.supp: it is a folder\n$/);
  });
});
