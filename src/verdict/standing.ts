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
  // Of many entries few are asked for.
  const saying = new Map<string, (() => string)[]>();
  for (const verdict of verdicts) {
    const commentsOf = ownComments(files[verdict]);
    for (const entry of entriesIn([readVerdictFile(files[verdict])])) {
      const say = () => JSON.stringify([verdict, ...[...commentsOf(entry)].sort()]);
      const before = saying.get(entry.content);
      if (before) before.push(say);
      else saying.set(entry.content, [say]);
    }
  }
  return (exact) => {
    const entries = exact === undefined ? undefined : saying.get(exact.content);
    if (entries === undefined) return '';
    const said = entries.map((say) => say()).sort();
    return createHash('sha256').update(said.join('\n')).digest('hex').slice(0, 16);
  };
}
