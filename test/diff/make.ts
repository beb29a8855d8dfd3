import { diff, type SetDiff } from '../../src/diff/diff.js';
import type { Effect } from '../../src/diff/effect.js';
import { diffPretty } from '../../src/report/diff/pretty.js';
import { readSetFile } from '../../src/set/read-set.js';

/** An entry as Valgrind lays it out. */
export function entry(name: string, ...lines: readonly string[]): string {
  return `{\n${[name, ...lines].map((line) => `   ${line}\n`).join('')}}\n`;
}

/** The difference of two files. */
export function diffOf(before: string, after: string): SetDiff {
  return diff(
    [readSetFile({ name: 'old.supp', bytes: before })],
    [readSetFile({ name: 'new.supp', bytes: after })],
  );
}

/** What the report for people says of it, without the line that names the sets and the empty one below. */
export function told(before: string, after: string, effect?: Effect): string {
  const report = { before: 'old.supp', after: 'new.supp', effect, failed: [] };
  return diffPretty({ ...report, diff: diffOf(before, after) }).replace(/^.*\n\n/, '');
}

/** Of each change the categories and the name. */
export function changesOf({ changes }: SetDiff): string[] {
  return changes.map(({ before, after, categories }) => `${categories.join(',')} ${(after ?? before)!.name}`);
}
