import type { ErrorHeader } from './header.js';
import { isAtLeast } from './version.js';

/** What follows `Thread #T`, and the kind that it means; the first fitting line counts (helgrind/hg_errors.c). */
const sentences: readonly (readonly [pattern: RegExp, kind: string])[] = [
  [/^: lock order ".*" violated/, 'LockOrder'],
  [/^'s call to .* failed$/, 'PthAPIerror'],
  [/^ unlocked an invalid lock at 0x/, 'UnlockBogus'],
  [/^ unlocked lock at 0x.* currently held by thread #/, 'UnlockForeign'],
  [/^ unlocked a not-locked lock at 0x/, 'UnlockUnlocked'],
  [/^ deallocated location 0x.* containing a locked lock$/, 'FreeMemLock'],
  [/^: /, 'Misc'],
];

/**
 * Headers of Helgrind. The second line of `PthAPIerror` is not needed for the kind. The remark that a condition
 * variable's lock is held by no thread is `Dubious` since 3.21 and was `Misc` before; where the version is not known
 * it is taken for `Misc`.
 */
export function readHelgrindHeader(text: string, valgrind?: string): ErrorHeader | undefined {
  if (text.startsWith('Possible data race during ')) return { kind: 'Helgrind:Race' };
  const thread = /^Thread #\d{1,9}/.exec(text);
  if (!thread) return undefined;
  const rest = text.slice(thread[0].length);
  for (const [pattern, kind] of sentences) {
    if (!pattern.test(rest)) continue;
    if (kind === 'Misc' && rest.includes(': dubious: ') && isAtLeast(valgrind, 21))
      return { kind: 'Helgrind:Dubious' };
    return { kind: `Helgrind:${kind}` };
  }
  return undefined;
}
