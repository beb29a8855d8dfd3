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
export function standingIn(files: VerdictFiles): (exact: Exact | undefined) => string {
  const said = new Map<string, string[]>();
  for (const verdict of verdicts) {
    const commentsOf = ownComments(files[verdict]);
    for (const entry of entriesIn([readVerdictFile(files[verdict])])) {
      const one = JSON.stringify([verdict, ...[...commentsOf(entry)].sort()]);
      said.set(entry.content, [...(said.get(entry.content) ?? []), one].sort());
    }
  }
  return (exact) => {
    const entries = exact === undefined ? undefined : said.get(exact.content);
    return entries === undefined
      ? ''
      : createHash('sha256').update(entries.join('\n')).digest('hex').slice(0, 16);
  };
}
