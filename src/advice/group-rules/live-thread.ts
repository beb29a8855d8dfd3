import { shownName } from '../../group/frames.js';
import { count, stackLines } from '../evidence.js';
import type { DescribedGroupRule } from '../rule.js';

/** The stack and the thread-local memory of a thread that nobody waited for. No release takes them for anything else. */
export const liveThread: DescribedGroupRule = {
  id: 'live-thread',
  action: 'suppress',
  when: 'possibly lost blocks are those that the C library made for a thread',
  what: 'Suppress them, or join the threads before the end',
  advise({ findings, bytes, blocks }) {
    const isThread = findings.every(
      ({ leakKind, frames }) =>
        leakKind === 'possible' &&
        frames.some((frame) => /^_dl_allocate_tls$/.test(shownName(frame))) &&
        frames.some((frame) => /^(?:__)?pthread_create\b/.test(shownName(frame))),
    );
    if (!isThread) return undefined;
    return {
      text: 'Suppress it, or join the thread before the program ends.',
      why: 'It is what the C library keeps for a thread, which was likely still alive at the end; a newer Valgrind does not change that.',
      evidence: [
        `${count(bytes ?? 0, 'byte')} in ${count(blocks ?? 0, 'block')}`,
        ...stackLines(findings, 2),
      ],
    };
  },
};
