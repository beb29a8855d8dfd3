import { diffArrays } from 'diff';
import { commentLines, entryLines, kindLine } from '../../diff/entry-lines.js';
import type { EntryChange } from '../../diff/diff.js';
import type { SetEntry } from '../../set/set-entry.js';

/** A line of an entry: in the old one only, in the new one only, or in both. A byte string, nothing but its text. */
export interface ChangedLine {
  readonly sign: '-' | '+' | ' ';
  readonly text: string;
}

/** What stands in an entry below its name, old and new laid over each other; comments by themselves, in front. */
export function changedLines({ before, after, categories }: EntryChange): readonly ChangedLine[] {
  const comments = laidOver(before && commentLines(before), after && commentLines(after));
  const lines = laidOver(before && linesBelowName(before), after && linesBelowName(after));
  const isCommented = categories.includes('commented') || !before || !after;
  const isEdited = lines.some(({ sign }) => sign !== ' ');
  return [...(isCommented ? comments : []), ...(isEdited ? lines : [])];
}

function linesBelowName(entry: SetEntry): readonly string[] {
  return [kindLine(entry), ...entryLines(entry)];
}

function laidOver(before: readonly string[] = [], after: readonly string[] = []): ChangedLine[] {
  return diffArrays([...before], [...after]).flatMap(({ value, added, removed }) =>
    value.map((text) => ({ sign: removed ? '-' : added ? '+' : ' ', text }) as const),
  );
}
