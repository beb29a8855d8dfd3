import { existsSync, readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, test } from 'vitest';
import { format } from '../../src/format/format.js';
import { entriesIn, readSetFile, type SetFile } from '../../src/set/read-set.js';
import type { SetEntry } from '../../src/set/set-entry.js';
import { formatLocation } from '../../src/suppression/location.js';
import { print } from '../../src/suppression/print.js';
import { lineOf } from '../../src/suppression/tree.js';
import { diffOf } from './make.js';

const folder = fileURLToPath(new URL('../../../shared/corpus/supp/', import.meta.url));
const isPresent = existsSync(folder);
const title = 'the collected files of other projects';

describe.skipIf(!isPresent)(isPresent ? title : `${title} (skipped: ../shared is not here)`, () => {
  const names = isPresent ? readdirSync(folder).filter((name) => name.endsWith('.supp')) : [];
  const files = names.map((name) => readSetFile({ name, bytes: readFileSync(join(folder, name), 'latin1') }));
  const withEntries = files.filter((file) => entriesIn([file]).length > 0);

  test('differ in nothing from themselves, and in white space from what format makes of them', () => {
    for (const { name, bytes } of files) {
      expect(diffOf(bytes, bytes).changes, name).toEqual([]);
      const formatted = diffOf(bytes, format(bytes)).changes.filter(
        ({ categories }) => categories.join() !== 'layout',
      );
      expect(formatted, name).toEqual([]);
    }
  });

  test.each(withEntries.map((file) => [file.name, file] as const))('%s without one entry', (name, file) => {
    const entries = entriesIn([file]);
    for (const at of someOf(entries)) {
      const gone = entries[at]!;
      const { changes } = diffOf(file.bytes, without(file, gone));
      const copies = entries.filter(({ content, name: called }) => {
        return content === gone.content && called === gone.name;
      });
      // The comments above go with it, and a copy of it takes its place.
      expect(changes.length, name).toBe(1);
      expect(changes[0]!.categories).toEqual(['removed']);
      expect(copies).toContainEqual(expect.objectContaining({ line: changes[0]!.before!.line }));
    }
  });

  let widened = 0;
  test.each(withEntries.map((file) => [file.name, file] as const))('%s with one line widened', (_, file) => {
    const entries = entriesIn([file]);
    for (const at of someOf(entries)) {
      const old = entries[at]!;
      const line = widenable(old);
      if (line === undefined || entries.some((each) => each !== old && each.content === old.content))
        continue;
      const { changes } = diffOf(file.bytes, withLine(file, line, '*'));
      expect(changes.map(({ before, categories }) => [before!.line, categories])).toEqual([
        [old.line, ['widened']],
      ]);
      widened += 1;
    }
  });

  test('many entries were widened', () => {
    expect(widened).toBeGreaterThan(400);
  });
});

/** The first few, the last, and some between. */
function someOf(entries: readonly SetEntry[]): number[] {
  const step = Math.max(1, Math.floor(entries.length / 5));
  return [...entries.keys()].filter((at) => at % step === 0);
}

function without({ tree }: SetFile, { source }: SetEntry): string {
  return print({ type: 'file', items: tree.items.filter((item) => item !== source) });
}

/** The index of the line of its last location, where that is a name that gets longer. */
function widenable({ source, loaded }: SetEntry): number | undefined {
  const [suppression] = loaded.values();
  const last = suppression?.frames.at(-1);
  if (last?.type !== 'fun' && last?.type !== 'obj') return undefined;
  const line = source.ofType('body').at(-1)!;
  const isWhole = line.text === formatLocation(last) && !last.pattern.endsWith('*');
  return isWhole && lineOf(source, 'close') ? line.offset + line.text.length : undefined;
}

function withLine({ bytes }: SetFile, at: number, text: string): string {
  return bytes.slice(0, at) + text + bytes.slice(at);
}
