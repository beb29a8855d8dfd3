import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, describe, expect, test } from 'vitest';
import { run } from './run.js';

const folder = mkdtempSync(join(tmpdir(), 'chaff-'));
afterAll(() => {
  rmSync(folder, { recursive: true });
});

const log = fileURLToPath(new URL('../corpus/talk/talk.xml', import.meta.url));
const entry = (name: string, kind: string, ...lines: string[]) =>
  `{\n   ${name}\n   ${kind}\n${lines.map((line) => `   ${line}\n`).join('')}}\n`;
const met = entry('the table', 'Memcheck:Leak', '...', 'fun:acpi_setup');

describe('a pattern of --real that marks nothing', () => {
  test.each(['check', 'minimize'])(
    'is told by %s when no finding matches it, by which others are not',
    async (command) => {
      const misspelt = ['one', 'two', 'three', 'four'].map((name) =>
        entry(name, 'Memcheck:Leak', 'fun:mallco'),
      );
      writeFileSync(join(folder, 'real.supp'), met + misspelt.join(''));
      const { stderr } = await run([command, log, '--real', 'real.supp'], folder);
      expect(stderr).toContain(
        'warning: no finding matches 4 of 5 patterns of --real: ' +
          'real.supp:8 “one”, real.supp:13 “two”, real.supp:18 “three” and 1 more\n',
      );
      writeFileSync(join(folder, 'real.supp'), met);
      expect((await run([command, log, '--real', 'real.supp'], folder)).stderr).not.toContain('warning');
    },
  );

  test('is refused when it names no tool of Valgrind; one for another tool, one of several or the core is not', async () => {
    writeFileSync(join(folder, 'case.supp'), met + entry('low', 'memcheck:Leak', 'fun:malloc'));
    const { code, stdout, stderr } = await run(['minimize', log, '--real', 'case.supp'], folder);
    expect([code, stdout, stderr]).toEqual([
      2,
      '',
      'chaff: case.supp:9:4: no tool of Valgrind is called “memcheck”, so none reads this entry\n',
    ]);
    const others = ['exp-sgcheck:Heap', 'Helgrind:Race', 'CoreError:FdBadClose', 'Memcheck,other:Cond'];
    writeFileSync(
      join(folder, 'case.supp'),
      met + others.map((kind) => entry('other', kind, 'fun:f')).join(''),
    );
    expect((await run(['check', log, '--real', 'case.supp'], folder)).code).toBe(1);
  });
});
