import type { Finding, Frame } from '../../finding/finding.js';
import { isNamed, isOwn, isSystem, shownName } from '../../group/frames.js';
import type { OwnCode } from '../../minimize/own.js';
import { count, mostSeen, shortened, stackLines } from '../evidence.js';
import { isThreadLibrarys, otherAccesses, wordsOf } from '../races.js';
import type { DescribedGroupRule } from '../rule.js';

const takes: ReadonlySet<string> = new Set([
  'lock',
  'trylock',
  'rdlock',
  'wrlock',
  'acquire',
  'begin',
  'enter',
]);
const gives: ReadonlySet<string> = new Set([
  'unlock',
  'rdunlock',
  'wrunlock',
  'release',
  'end',
  'leave',
  'retry',
]);

/** So many stacks in a lock are enough, whatever else races on the variable: likely what the lock orders. */
const few = 2;

/** Locks that the tools do not know: what they order looks like races, and so do their own fields. */
export const homeMadeLock: DescribedGroupRule = {
  id: 'home-made-lock',
  action: 'annotate',
  when: 'both stacks of a race end in functions of own code that by their names lock or unlock, without the thread library',
  what: 'Describe the lock with `ANNOTATE_RWLOCK_ACQUIRED` and `…_RELEASED`, or the order with `ANNOTATE_HAPPENS_BEFORE` and `…_AFTER`',
  advise({ cause, findings, count: times }, { own }) {
    if (!findings.every(({ kind }) => kind === 'Helgrind:Race' || kind === 'drd:ConflictingAccess'))
      return undefined;
    const locked: Finding[] = [];
    const seen: string[] = [];
    let ordered = false;
    for (const finding of findings) {
      const others = otherAccesses(finding);
      const found = [finding.frames, ...others.map(({ frames }) => frames)].map((frames) =>
        lockOf(frames, own),
      );
      if (found.some((name) => name === undefined)) continue;
      locked.push(finding);
      seen.push(...(found as string[]));
      if (others.length > 0) ordered = true;
    }
    // Where no other stack is told, that one side takes and another gives must do.
    const both = seen.some((name) => side(name) === 'take') && seen.some((name) => side(name) === 'give');
    if (locked.length === 0 || !(ordered || both)) return undefined;
    if (locked.length < few && locked.length * 2 < findings.length) return undefined;
    const names = mostSeen(seen, 4).map(([name]) => shortened(name, 80));
    return {
      text: `Describe the lock of ${names.join(', ')} to the tool, if it is one, once where it is made, taken and given back.`,
      why: 'The accesses are in functions of own code that by their names lock or unlock, and do so without the thread library: the tool does not see the order that they make.',
      evidence: [
        `${locked.length} of ${count(findings.length, 'stack')} ${locked.length === 1 ? 'ends' : 'end'} there`,
        ...(cause.type === 'variable' ? [`on ${shortened(cause.name, 120)}`] : []),
        ...stackLines(locked, 2),
        count(times, 'error'),
      ],
      example: [
        `#include <valgrind/${findings[0]!.tool === 'drd' ? 'drd' : 'helgrind'}.h>`,
        'ANNOTATE_RWLOCK_CREATE(lock);       /* where it is made */',
        'ANNOTATE_RWLOCK_ACQUIRED(lock, 1);  /* when it has been taken; 1: for writing */',
        'ANNOTATE_RWLOCK_RELEASED(lock, 1);  /* before it is given back */',
        'ANNOTATE_RWLOCK_DESTROY(lock);',
        '/* Where readers do not wait, as in a sequence lock, rather the order that it makes: */',
        'ANNOTATE_HAPPENS_BEFORE(lock);      /* by who writes, when done */',
        'ANNOTATE_HAPPENS_AFTER(lock);       /* by who reads, when it may */',
      ].join('\n'),
    };
  },
};

/** The name of the locking function that the innermost frames of own code are in. */
function lockOf(frames: readonly Frame[], own: OwnCode): string | undefined {
  let depth = 0;
  for (const frame of frames) {
    if (isThreadLibrarys(frame)) return undefined;
    if (!isNamed(frame) || !isOwn(frame, own)) {
      if (isSystem(frame)) continue;
      return undefined;
    }
    const name = shownName(frame);
    if (side(name) !== undefined) return name;
    if (++depth === 2) return undefined;
  }
  return undefined;
}

/** `take` for a function that by its name locks, `give` for one that unlocks; `x_locked` is called by who has the lock. */
function side(name: string): 'take' | 'give' | undefined {
  const words = wordsOf(name);
  if (!words.some(isLockWord)) return undefined;
  // Near the end: `lock_table_size` is about a lock, and does not take it.
  const deeds = words.slice(-2);
  if (deeds.some((word) => gives.has(word))) return 'give';
  return deeds.some((word) => takes.has(word)) ? 'take' : undefined;
}

function isLockWord(word: string): boolean {
  if (/^(?:spin|mutex|latch)/.test(word)) return true;
  return word.endsWith('lock') && !/(?:clock|block|deadlock|padlock)$/.test(word);
}
