import { existsSync, readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { load } from '../../src/suppression/load.js';
import { parse } from '../../src/suppression/parse.js';
import { print } from '../../src/suppression/print.js';
import type { Tool } from '../../src/suppression/suppression.js';

const folder = fileURLToPath(new URL('../../../shared/corpus/supp/', import.meta.url));
const isPresent = existsSync(join(folder, 'VALIDITY.tsv'));
const title = 'the collected files of other projects';

describe.skipIf(!isPresent)(isPresent ? title : `${title} (skipped: ../shared is not here)`, () => {
  const read = (name: string) => readFileSync(join(folder, name), 'latin1');
  const names = isPresent
    ? readdirSync(folder, { recursive: true, withFileTypes: true })
        .filter((each) => each.isFile())
        .map((each) => join(each.parentPath, each.name).slice(folder.length))
    : [];
  const rows = isPresent ? read('VALIDITY.tsv').split('\n').slice(1).filter(Boolean) : [];

  it.each(names)('prints back %s', (name) => {
    const bytes = read(name);
    expect(print(parse(bytes)) === bytes).toBe(true);
  });

  it.each(rows.map((row) => row.split('\t')))(
    'agrees with Valgrind 3.19.0: %s %s',
    (name, tool, validity, line, message) => {
      const { refused } = load(parse(read(name!)), { file: name!, tool: tool as Tool, version: '3.19.0' });
      expect(refused?.valgrind).toEqual(validity === 'valid' ? undefined : { message, line: Number(line) });
    },
  );
});
