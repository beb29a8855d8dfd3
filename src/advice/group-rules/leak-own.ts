import type { Finding, Frame } from '../../finding/finding.js';
import { isOwn, makesThread, responsible, siteOf } from '../../group/frames.js';
import { ownReason, type OwnCode } from '../../minimize/own.js';
import { count, nameOf, shortened, stackLines } from '../evidence.js';
import type { DescribedGroupRule } from '../rule.js';

/** Own code asked for the block, and nothing points to it any more. */
export const leakOwn: DescribedGroupRule = {
  id: 'leak-own',
  action: 'fix',
  when: 'lost blocks were asked for by own code, directly or through one function of a library',
  what: 'Free the block where it is last used, or hand it to somebody who does',
  advise({ findings, bytes, blocks }, { own }) {
    const asked = findings.map((finding) => askedBy(finding, own));
    if (asked.includes(undefined)) return undefined;
    const { frame, through } = asked[0]!;
    // Libraries keep blocks in ways that Valgrind takes for losing them: only a definite loss tells.
    const lost = findings.filter(({ leakKind }) => leakKind === 'definite');
    if (
      lost.length === 0 &&
      (through !== undefined || findings.every(({ leakKind }) => leakKind === 'indirect'))
    )
      return undefined;
    const sizes = `${count(bytes ?? 0, 'byte')} in ${count(blocks ?? 0, 'block')}`;
    return {
      text: `Look where ${nameOf(frame)} loses the block: free it there, or hand it to somebody who does.`,
      why:
        through === undefined
          ? `The block was allocated for ${nameOf(frame)}, which looks like own code, and ${lost.length > 0 ? 'no pointer to it is left' : 'only pointers into its middle are left'}.`
          : `${nameOf(through)} likely allocates on behalf of its caller ${nameOf(frame)}, which looks like own code, and no pointer to the block is left.`,
      evidence: [
        sizes,
        `${nameOf(frame)}: ${shortened(ownReason(frame, own) ?? 'own code', 160)}`,
        ...stackLines(lost.length > 0 ? lost : findings, 3),
      ],
    };
  },
};

/** Who asked for a lost block, and through what function of a library. */
function askedBy(
  { leakKind, frames }: Finding,
  own: OwnCode,
): { readonly frame: Frame; readonly through: Frame | undefined } | undefined {
  if (leakKind === undefined || leakKind === 'reachable') return undefined;
  // A thread that still runs loses nothing.
  if (frames.some(makesThread)) return undefined;
  const site = siteOf(frames);
  const frame = site && responsible(frames, site, own);
  if (site === undefined || frame === undefined) return undefined;
  return { frame, through: isOwn(site.frame, own) ? undefined : site.frame };
}
