import { count, stackLines } from '../evidence.js';
import type { DescribedGroupRule } from '../rule.js';

export const stillReachable: DescribedGroupRule = {
  id: 'still-reachable',
  action: 'suppress',
  when: 'the blocks are still reachable when the program ends',
  what: 'Suppress them, or do not show such leaks',
  advise({ findings, bytes, blocks }) {
    if (!findings.every(({ leakKind }) => leakKind === 'reachable')) return undefined;
    return {
      text: 'Suppress it, or record with --show-leak-kinds=definite,possible, unless it grows while the program runs.',
      why: 'Something still points to the blocks at the end: likely they were meant to last as long as the program.',
      evidence: [
        `${count(bytes ?? 0, 'byte')} in ${count(blocks ?? 0, 'block')}`,
        ...stackLines(findings, 3),
      ],
    };
  },
};
