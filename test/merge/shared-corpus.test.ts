import { existsSync, readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, test } from 'vitest';
import { headsOf } from '../../src/match/covers.js';
import { matches } from '../../src/match/matches.js';
import { fittingStack } from '../../src/match/separate.js';
import { brokenIn, readForMerge } from '../../src/merge/broken.js';
import { merge } from '../../src/merge/merge.js';
import { grouped } from '../../src/rewrite/grouped.js';
import { entriesIn } from '../../src/set/read-set.js';
import type { SetEntry } from '../../src/set/set-entry.js';
import { finding } from '../match/make.js';
import { contentsOf, reading } from './make.js';

const folder = fileURLToPath(new URL('../../../shared/corpus/supp/', import.meta.url));
const isPresent = existsSync(folder);
const names = isPresent ? readdirSync(folder).filter((name) => name.endsWith('.supp')) : [];
const repositories = [...grouped(names, (name) => name.split('__').slice(0, 2).join('/'))];
const title = 'all files of each collected repository, merged';

/** The shortest findings that an entry matches, to each of its tools. */
function shortestOf({ loaded }: SetEntry) {
  return [...loaded].flatMap(([tool, suppression]) => {
    const frames = fittingStack(suppression.frames);
    return headsOf(suppression).map((head) => ({ tool, finding: finding(frames, { ...head, tool }) }));
  });
}

/** Does an entry hide what it is the shortest of? */
function hides({ loaded }: SetEntry, { tool, finding: shortest }: ReturnType<typeof shortestOf>[number]) {
  const suppression = loaded.get(tool);
  return suppression !== undefined && matches(suppression, shortest) === 'yes';
}

describe.skipIf(!isPresent)(isPresent ? title : `${title} (skipped: ../shared is not here)`, () => {
  const tally = { before: 0, after: 0, tried: 0 };

  test.each(repositories)('%s', (_repository, files) => {
    const read = files.map((name) =>
      readForMerge({ name, bytes: readFileSync(join(folder, name), 'latin1') }, reading),
    );
    const before = entriesIn(read);
    const { bytes, entries } = merge(read, reading);
    const result = readForMerge({ name: 'merged', bytes }, reading);
    const after = entriesIn([result]);
    expect(brokenIn([result])).toEqual([]);
    expect(after).toHaveLength(entries.length);

    // No finding is lost: what an entry hides is hidden by the one that stands for it, as it is read from the result.
    for (const [at, { entry, folds }] of entries.entries())
      for (const each of [entry, ...folds.map((fold) => fold.entry)])
        for (const shortest of shortestOf(each)) expect(hides(after[at]!, shortest)).toBe(true);
    expect(entries.flatMap(({ folds }) => folds).length + entries.length).toBe(before.length);
    // And none is gained.
    const inputs = new Map(before.map((entry) => [entry.content, entry]));
    for (const entry of after)
      for (const shortest of shortestOf(entry))
        expect(hides(inputs.get(entry.content)!, shortest)).toBe(true);

    // Once more changes nothing, and the order does not matter.
    expect(merge([result, readForMerge({ name: 'again', bytes }, reading)], reading).bytes).toBe(bytes);
    const backwards = merge([...read].reverse(), reading);
    expect(contentsOf(backwards.bytes)).toEqual(contentsOf(bytes));
    tally.before += before.length;
    tally.after += after.length;
    tally.tried += before.flatMap(shortestOf).length;
  });

  test('there was much to try', () => {
    expect(tally.tried).toBeGreaterThan(5000);
    expect(tally.after).toBeLessThan(tally.before / 2);
  });
});
