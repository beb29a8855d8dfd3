import { createHash } from 'node:crypto';
import { entriesIn } from '../set/read-set.js';
import type { Exact } from './exact.js';
import { ownComments } from './own-comments.js';
import { readVerdictFile } from './read.js';
import { verdicts, type VerdictFiles } from './verdict.js';

/**
 * What the files say by exact entries, each as a short text that stays the same until somebody changes its verdict or its
 * comments: name, place and order do not count. So a step can be taken back without taking back what others decided since.
 */
export function standingIn(files: VerdictFiles, exact: readonly (Exact | undefined)[]): readonly string[] {
  const saying = new Map<string, string[]>();
  for (const each of exact) if (each) saying.set(each.content, []);
  for (const verdict of verdicts) {
    const commentsOf = ownComments(files[verdict]);
    for (const entry of entriesIn([readVerdictFile(files[verdict])]))
      saying.get(entry.content)?.push(JSON.stringify([verdict, ...[...commentsOf(entry)].sort()]));
  }
  const texts = new Map(Array.from(saying, ([content, said]) => [content, shortText(said)]));
  return exact.map((each) => (each === undefined ? '' : texts.get(each.content)!));
}

function shortText(said: readonly string[]): string {
  if (said.length === 0) return '';
  return createHash('sha256')
    .update([...said].sort().join('\n'))
    .digest('hex')
    .slice(0, 16);
}
