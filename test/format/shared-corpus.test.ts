import { existsSync, readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, test } from 'vitest';
import { format, leftAlone } from '../../src/format/format.js';
import { sortOrders } from '../../src/format/sort.js';
import { load } from '../../src/suppression/load.js';
import { parse } from '../../src/suppression/parse.js';
import { defaultTools } from '../../src/suppression/tools.js';

const folder = fileURLToPath(new URL('../../../shared/corpus/supp/', import.meta.url));
const isPresent = existsSync(folder);
const title = 'the collected files of other projects';

describe.skipIf(!isPresent)(isPresent ? title : `${title} (skipped: ../shared is not here)`, () => {
  const names = isPresent
    ? readdirSync(folder, { recursive: true, withFileTypes: true })
        .filter((each) => each.isFile())
        .map((each) => join(each.parentPath, each.name).slice(folder.length))
    : [];

  test.each(names)('%s', (name) => {
    const bytes = readFileSync(join(folder, name), 'latin1');
    for (const sort of sortOrders) {
      const formatted = format(bytes, { sort });
      expect(format(formatted, { sort }) === formatted).toBe(true);
      for (const tool of defaultTools) {
        const [before, after] = [bytes, formatted].map((each) => load(parse(each), { file: '', tool }));
        expect(after!.suppressions.length).toBe(before!.suppressions.length);
        expect(after!.refused?.valgrind.message).toBe(before!.refused?.valgrind.message);
      }
    }
  });

  // Suppressions for other programs, and tables, which a directory may hold as well.
  test.each(names.filter((name) => /^sanitizer\/|\.tsv$/.test(name)))('%s is not ours', (name) => {
    const bytes = readFileSync(join(folder, name), 'latin1');
    if (leftAlone(bytes).length > 0) expect(format(bytes)).toBe(bytes);
  });
});
