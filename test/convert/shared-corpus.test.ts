import { existsSync, readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, test } from 'vitest';
import { convert } from '../../src/convert/convert.js';
import { sanitizers } from '../../src/convert/sanitizers.js';
import { demangle } from '../../src/match/demangle/demangle.js';
import { fittingStack } from '../../src/match/separate.js';
import { convertSupp } from '../../src/report/convert/supp.js';
import { entriesIn, readSetFile } from '../../src/set/read-set.js';
import { templateMatches } from './twin.js';

const folder = fileURLToPath(new URL('../../../shared/corpus/supp/', import.meta.url));
const isPresent = existsSync(folder);
const title = 'the collected files of other projects';

describe.skipIf(!isPresent)(isPresent ? title : `${title} (skipped: ../shared is not here)`, () => {
  const names = isPresent ? readdirSync(folder).filter((name) => name.endsWith('.supp')) : [];
  const files = names.map((name) => readSetFile({ name, bytes: readFileSync(join(folder, name), 'latin1') }));

  test.each(sanitizers)(
    'a stack that an entry fits has a frame that its template of $id meets',
    (sanitizer) => {
      const { written } = convert(files, sanitizer, { broaden: true });
      for (const { entry, template } of written) {
        const stack = fittingStack([...entry.loaded.values()][0]!.frames);
        const attributes = stack.flatMap(({ fun, obj, file }) => [
          ...[fun, demangle(fun ?? ''), obj],
          ...(file ? [`/folder/${file}`] : []),
        ]);
        const isMet = attributes.some((text) => text !== undefined && templateMatches(template, text));
        expect(isMet, `${entry.file}:${entry.line} ${template}`).toBe(true);
      }
      expect(written.length).toBeGreaterThan(sanitizer.id === 'lsan' ? 500 : 150);
    },
  );

  test.each(sanitizers)('nothing is lost unsaid, and only $id can read the result', (sanitizer) => {
    for (const file of files) {
      const conversion = convert([file], sanitizer, { broaden: false });
      const { written, leftOut } = conversion;
      const told = new Set([...written.map(({ entry }) => entry.line), ...leftOut.map(({ line }) => line)]);
      for (const { line } of entriesIn([file])) expect(told, `${file.name}:${line}`).toContain(line);
      const types = sanitizer.id === 'lsan' ? /^leak:./ : /^(?:race|race_top|mutex|deadlock):./;
      for (const line of convertSupp(conversion).split('\n'))
        if (line !== '' && !line.startsWith('#')) expect(line).toMatch(types);
    }
  });
});
