import type { Finding } from '../../finding/finding.js';
import { makesThread } from '../../group/frames.js';
import { ownReason, type OwnCode } from '../../minimize/own.js';
import { count, stackLines } from '../evidence.js';
import type { DescribedGroupRule } from '../rule.js';

/**
 * The control block of a thread that nobody waited for. No release takes it for anything else. A thread that own code starts
 * itself may be one that it forgot to join.
 */
export const liveThread: DescribedGroupRule = {
  id: 'live-thread',
  action: 'suppress',
  when: 'possibly lost blocks are those that the C library made for a thread which a library started',
  what: 'Suppress them, or end and join the threads before the program ends',
  advise({ findings, bytes, blocks }, { own }) {
    if (!findings.every((finding) => finding.leakKind === 'possible' && isThreads(finding))) return undefined;
    if (findings.some((finding) => startedByOwn(finding, own))) return undefined;
    return {
      text: 'Suppress it, or end and join the thread before the program ends.',
      why: 'It is what the C library keeps for a thread, which was likely still alive at the end; a newer Valgrind does not change that.',
      evidence: [
        `${count(bytes ?? 0, 'byte')} in ${count(blocks ?? 0, 'block')}`,
        ...stackLines(findings, 2),
      ],
    };
  },
};

/** Is it what the C library keeps for a thread? */
function isThreads({ frames }: Finding): boolean {
  return frames.filter(makesThread).length > 1;
}

function startedByOwn({ frames }: Finding, own: OwnCode): boolean {
  const starter = frames[frames.findLastIndex(makesThread) + 1];
  return starter === undefined || ownReason(starter, own) !== undefined;
}
