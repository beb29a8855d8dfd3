import { readForMerge } from '../../src/merge/broken.js';
import { merge, type Merged, type MergeOptions } from '../../src/merge/merge.js';
import { entriesIn } from '../../src/set/read-set.js';
import { newestVersion } from '../../src/suppression/version.js';

export const reading = { version: newestVersion, numCallers: 12 };

/** Merges texts of files called `a.supp`, `b.supp`, … */
export function merged(texts: readonly string[], more: Partial<MergeOptions> = {}): Merged {
  const options = { ...reading, ...more };
  return merge(
    texts.map((bytes, at) => readForMerge({ name: `${'abcdefgh'[at]!}.supp`, bytes }, options)),
    options,
  );
}

/** What the entries of a file say, sorted. */
export function contentsOf(bytes: string): string[] {
  return entriesIn([readForMerge({ name: 'x', bytes }, reading)])
    .map(({ content }) => content)
    .sort();
}

/** An entry as people write it; a location without a type is a function, a line with `#` a comment above. */
export function entry(name: string, kind: string, ...lines: readonly string[]): string {
  const comments = lines.filter((line) => line.startsWith('#'));
  const inside = lines
    .filter((line) => !line.startsWith('#'))
    .map((line) => (/^(?:\w+:|match-leak-kinds|\.\.\.)/.test(line) ? line : `fun:${line}`));
  return [...comments, '{', ...[name, kind, ...inside].map((line) => `   ${line}`), '}', ''].join('\n');
}

export const leak = (name: string, ...lines: readonly string[]) => entry(name, 'Memcheck:Leak', ...lines);
export const cond = (name: string, ...lines: readonly string[]) => entry(name, 'Memcheck:Cond', ...lines);
