import { existsSync, readFileSync, readdirSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { describe, expect, test } from 'vitest';
import { format } from '../../../src/format/format.js';
import { mergeThreeWay } from '../../../src/merge/three-way/merge-three-way.js';
import { entriesIn, readSetFile } from '../../../src/set/read-set.js';
import { parse } from '../../../src/suppression/parse.js';
import { print } from '../../../src/suppression/print.js';
import { linesOf } from '../../../src/suppression/tree.js';

const folder = fileURLToPath(new URL('../../../../shared/corpus/supp/', import.meta.url));
const isPresent = existsSync(folder);
const title = 'the collected files of other projects';

const file = (bytes: string) => ({ name: 'f', bytes });
const isSound = (bytes: string) => readSetFile(file(bytes)).pieces.every(({ type }) => type !== 'broken');
const contents = (bytes: string) => entriesIn([readSetFile(file(bytes))]).map(({ content }) => content);

function merge(base: string, ours: string, theirs: string) {
  const merged = mergeThreeWay({ base: file(base), ours: file(ours), theirs: file(theirs) });
  if (merged.type === 'refused') throw new Error(JSON.stringify(merged));
  return merged;
}

/** Some entries get a comment, others another pattern, and there is one more at the end. */
function edited(bytes: string): string {
  let entry = 0;
  const lines = [...linesOf(parse(bytes))].map((line) => {
    if (line.type === 'name') entry += 1;
    if (line.type === 'name' && entry % 5 === 0)
      return { ...line, text: `${line.text}${line.end || '\n'}${line.indent}# tried ${entry}` };
    return line.type === 'body' && entry % 7 === 0 && line.text.startsWith('fun:')
      ? { ...line, text: `${line.text}*` }
      : line;
  });
  const made = print({ type: 'file', items: lines });
  return `${made}${made === '' || made.endsWith('\n') ? '' : '\n'}\n{\n   new\n   Memcheck:Cond\n   fun:new\n}\n`;
}

describe.skipIf(!isPresent)(isPresent ? title : `${title} (skipped: ../shared is not here)`, () => {
  const names = isPresent ? readdirSync(folder).filter((name) => name.endsWith('.supp')) : [];
  const sound = names
    .map((name) => ({ name, bytes: isPresent ? readFileSync(`${folder}${name}`, 'latin1') : '' }))
    .filter(({ bytes }) => bytes.length < 100_000 && isSound(bytes));

  test.each(sound)('formatted on one side, edited on the other: $name', ({ bytes }) => {
    const [laidOut, changed] = [format(bytes), edited(bytes)];
    for (const merged of [merge(bytes, laidOut, changed), merge(bytes, changed, laidOut)]) {
      expect(merged.conflicts).toEqual([]);
      expect(format(merged.bytes)).toBe(format(changed));
    }
  });

  test.each(sound)('sorted on one side, edited on the other: $name', ({ bytes }) => {
    const [inOrder, changed] = [format(bytes, { sort: 'kind' }), edited(bytes)];
    const merged = merge(bytes, inOrder, changed);
    expect(merged.conflicts).toEqual([]);
    expect(contents(merged.bytes).sort()).toEqual(contents(changed).sort());
  });

  test('one file of a project made of another one is merged as it is', () => {
    const projectOf = (name: string) => name.split('__')[0]!;
    for (const project of new Set(sound.map(({ name }) => projectOf(name)))) {
      const files = sound.filter(({ name }) => projectOf(name) === project);
      for (const { bytes: base } of files.slice(0, 3))
        for (const { bytes } of files.slice(0, 5)) {
          expect(merge(base, base, bytes).bytes).toBe(bytes);
          expect(merge(base, bytes, base).bytes).toBe(bytes);
        }
    }
  });
});
