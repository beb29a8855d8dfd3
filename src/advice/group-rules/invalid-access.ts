import type { Finding } from '../../finding/finding.js';
import { isNamed, isOwn, isSystem } from '../../group/frames.js';
import { beginsInLoader } from '../loader-frames.js';
import { count, nameOf, shortened, stackLines } from '../evidence.js';
import type { DescribedGroupRule } from '../rule.js';

/** Reads and writes outside of what is allocated are errors whoever makes them. */
export const invalidAccess: DescribedGroupRule = {
  id: 'invalid-access',
  action: 'fix',
  when: 'memory is read, written, freed, jumped to or given to a system call that is not there',
  what: 'Fix it, for it is an error whatever comes of it; one of a library belongs to its makers',
  advise(group, { own }) {
    if (!group.findings.every(isInvalid)) return undefined;
    // The loader's string functions read ahead in whole words: there is nothing to mend.
    if (group.findings.every(({ frames }) => beginsInLoader(frames))) return undefined;
    const frames = group.findings[0]!.frames;
    const mine = frames.find((frame) => isOwn(frame, own));
    const where = mine ?? frames.find((frame) => isNamed(frame) && !isSystem(frame));
    if (where === undefined) return undefined;
    const about = group.findings[0]!.auxiliary.find(({ caption }) => /^\s*Address 0x/.test(caption));
    return {
      text:
        mine === undefined
          ? `Report it to the makers of ${nameOf(where)}, or look at what they were given.`
          : `Correct the access in ${nameOf(mine)}, or what it was given.`,
      why: 'An access to memory that is not there is an error even where nothing bad was seen to come of it, and later errors may follow from it.',
      evidence: [
        shortened(group.findings[0]!.what, 120),
        ...(about ? [shortened(about.caption.trim(), 120)] : []),
        ...stackLines(group.findings, 1),
        count(group.count, 'error'),
      ],
    };
  },
};

function isInvalid({ kind, what }: Finding): boolean {
  if (/^Memcheck:(?:Addr\d+|Jump|Free)$/.test(kind)) return true;
  return kind === 'Memcheck:Param' && what.includes('unaddressable byte');
}
