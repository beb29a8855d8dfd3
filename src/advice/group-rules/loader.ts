import type { Finding, Frame } from '../../finding/finding.js';
import { isOwn, isSystem, shownName } from '../../group/frames.js';
import { roleOf } from '../../finding/roles.js';
import type { OwnCode } from '../../minimize/own.js';
import { beginsInLoader, isLoader } from '../loader-frames.js';
import { count, nameOf, stackLines } from '../evidence.js';
import type { DescribedGroupRule } from '../rule.js';

/** What the dynamic loader does, and what libraries do when it loads them. */
export const loader: DescribedGroupRule = {
  id: 'loader',
  action: 'suppress',
  when: 'a leak or an undefined value arises while the dynamic loader works, without own code further in',
  what: 'Suppress it',
  advise({ findings, count: times }, { own }) {
    const frames = findings.map((finding) => loaderFrame(finding, own));
    if (frames.includes(undefined)) return undefined;
    return {
      text: 'Suppress it.',
      why: `It happens while the dynamic loader works (${nameOf(frames[0]!)}), with no own code further in: likely nothing of the program can change it.`,
      evidence: [...stackLines(findings, 3), count(times, 'error')],
    };
  },
};

/** The innermost frame of the loader, if no own code is further in. */
function loaderFrame({ kind, frames }: Finding, own: OwnCode): Frame | undefined {
  if (!/^Memcheck:(?:Leak|Cond|Value\d*|Addr\d+)$/.test(kind)) return undefined;
  // The loader also makes the memory of threads, which is another matter.
  if (frames.some((frame) => /^(?:__)?pthread_create\b/.test(shownName(frame)))) return undefined;
  if (beginsInLoader(frames)) return frames.find(isLoader);
  for (const frame of frames) {
    if (isLoader(frame)) return frame;
    // An invalid access must be the loader's own, through no library's code.
    if (kind.startsWith('Memcheck:Addr') && !isSystem(frame) && roleOf(frame) !== 'allocator')
      return undefined;
    const role = roleOf(frame);
    if (role === 'unnamed' || (role !== 'allocator' && isOwn(frame, own))) return undefined;
  }
  return undefined;
}
