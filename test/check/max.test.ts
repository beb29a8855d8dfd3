import { mkdtemp, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { beforeEach, describe, expect, test } from 'vitest';
import { check } from '../../src/check/check.js';
import { metadataIn } from '../../src/check/metadata.js';
import type { CheckJson } from '../../src/report/check/json.js';
import { loadForTools } from '../../src/cli/load-for-tools.js';
import { newestVersion } from '../../src/suppression/version.js';
import { run } from '../cli/run.js';
import { leak, leakEntry } from '../rewrite/make.js';

/** Three findings of which the entry hides two. */
const findings = [leak('x_new x_init'), leak('x_new x_open'), leak('y_new')];
const entry = leakEntry('new', 'malloc', 'x_new');

function checked(text: string) {
  const source = { name: 'a.supp', bytes: text };
  const sets = loadForTools([source], ['memcheck'], { version: newestVersion, numCallers: 12 });
  return check(findings, sets, { numCallers: 12, real: [], metadataOf: metadataIn([source]) }).suppressions;
}

describe('an entry is over its max', () => {
  test.each([
    [0, true],
    [1, true],
    [2, false],
    [3, false],
  ])('# max: %i, with two findings hidden: %s', (max, isOverMax) => {
    expect(checked(`# max: ${max}\n${entry}`)).toMatchObject([{ hides: 2, isOverMax }]);
  });

  test('not without one, nor with one that is none', () => {
    expect(checked(entry)).toMatchObject([{ isOverMax: false }]);
    expect(checked(`# max: few\n${entry}`)).toMatchObject([{ isOverMax: false }]);
  });

  test('not by another entry’s, and not by findings that it only may hide', () => {
    expect(checked(`# max: 0\n${leakEntry('other', 'z')}${entry}`)).toMatchObject([
      { name: 'other', isOverMax: false },
      { name: 'new', isOverMax: false },
    ]);
    const perhaps = `# max: 1\n${leakEntry('new', 'malloc', 'x_new', 'obj:*/libx.so*', 'src:x.c')}`;
    expect(checked(perhaps)).toMatchObject([{ hides: 0, isOverMax: false }]);
  });
});

describe('check', () => {
  const logs = fileURLToPath(new URL('../corpus/used/without.xml', import.meta.url));
  let cwd: string;
  beforeEach(async () => {
    cwd = await mkdtemp(join(tmpdir(), 'chaff-max-'));
  });

  /** An entry that hides all four findings of pour, in what kinds there are. */
  async function checkWith(max: string, ...args: readonly string[]) {
    const about =
      '# reason: the cup leaks\n# bug: https://bugs.example/7\n# owner: cups\x1b[2J\n# expires: 2030-01-01\n';
    await writeFile(
      join(cwd, 'a.supp'),
      `${about}${max}{\n  all\n  Memcheck:Leak\n  ...\n  fun:main\n}\n{\n  taste\n  Memcheck:Cond\n  fun:taste\n}\n`,
      'latin1',
    );
    return run(['check', logs, '-s', 'a.supp', ...args], cwd);
  }

  test('exits with 1 above the max, though nothing is reported', async () => {
    expect((await checkWith('# max: 9\n')).code).toBe(0);
    const { code, stdout } = await checkWith('# max: 1\n');
    expect(code).toBe(1);
    expect(stdout).toMatch(/a\.supp:7: all: hides \d+, which is more than its max of 1$/m);
    expect(stdout).toMatch(/2 suppressions, 0 unused, 1 over max$/m);
  });

  test('shows what is said of an entry, escaped', async () => {
    const { stdout } = await checkWith('');
    expect(stdout).toContain(
      '    reason: the cup leaks\n    bug: https://bugs.example/7\n    owner: cups\\u{1b}[2J\n    expires: 2030-01-01\n',
    );
  });

  test('tells both in JSON', async () => {
    const { stdout } = await checkWith(
      '# max: 1\n# valgrind: >=3.15, <3.30\n# library: libcup 1.2\n',
      '--json',
    );
    const { suppressions } = JSON.parse(stdout) as CheckJson;
    expect(suppressions).toMatchObject([
      {
        isOverMax: true,
        metadata: {
          ...{
            reason: ['the cup leaks'],
            bug: ['https://bugs.example/7'],
            expires: '2030-01-01',
            added: null,
            max: 1,
          },
          ...{ valgrind: '>=3.15, <3.30', library: [{ name: 'libcup', version: '1.2' }] },
        },
      },
      { isOverMax: false, metadata: { reason: [], max: null } },
    ]);
  });

  test.each(['github', 'gitlab', 'sarif', 'junit'])('and for %s at the entry', async (format) => {
    const { stdout, code } = await checkWith('# max: 1\n', '--format', format);
    expect(code).toBe(1);
    expect(stdout).toContain('more than its max of 1');
    expect(stdout).toContain('a.supp');
    expect((await checkWith('# max: 9\n', '--format', format)).stdout).not.toContain('its max');
  });
});
