import { isOwn, isTelling } from '../../group/frames.js';
import { count, shortened, stackLines } from '../evidence.js';
import type { DescribedGroupRule } from '../rule.js';

/** So many stacks on one variable are no mishap at one place. */
const many = 3;

export const benignRace: DescribedGroupRule = {
  id: 'benign-race',
  action: 'annotate',
  when: `races on one variable come from ${many} or more stacks that begin in own code`,
  what: 'Make the accesses atomic or lock them; if the race is harmless, say so once with `VALGRIND_HG_DISABLE_CHECKING` or `ANNOTATE_BENIGN_RACE_SIZED`',
  advise({ cause, findings, count: times }, { own }) {
    if (cause.type !== 'variable') return undefined;
    // What lies on a stack is a variable only as long as the function runs.
    if (cause.name.startsWith('local variable of ')) return undefined;
    const mine = findings.filter(({ frames }) => {
      const first = frames.find(isTelling);
      return first !== undefined && isOwn(first, own);
    });
    if (mine.length < many) return undefined;
    const name = shortened(cause.name, 120);
    const drd = findings[0]!.tool === 'drd';
    return {
      text: `Make the accesses to ${name} atomic or take a lock; if the race is harmless, say so once for the variable instead of suppressing each stack.`,
      why: 'Many different stacks race on one variable, as is usual for counters and flags that are read without a lock on purpose.',
      evidence: [
        `${count(findings.length, 'stack')}, ${mine.length} of them begin in own code`,
        ...stackLines(mine, 3),
        count(times, 'error'),
      ],
      example: [
        `#include <valgrind/${drd ? 'drd' : 'helgrind'}.h>`,
        drd
          ? 'ANNOTATE_BENIGN_RACE_SIZED(&variable, sizeof variable, "why it is harmless");'
          : 'VALGRIND_HG_DISABLE_CHECKING(&variable, sizeof variable); /* once, before threads use it */',
      ].join('\n'),
    };
  },
};
