import type { FramePattern } from '../suppression/suppression.js';
import { allowanceOfAnchors, isAnchor, libraryRun, type Allowance } from './anchors.js';
import type { Door } from './doors.js';

/**
 * How careful `minimize` is about findings that no log has shown yet.
 *
 * - `strict`: no entry leaves a door open through which no noise of the logs goes
 * - `normal`: for lost memory none leaves open a door near the allocation, for errors none near the race or the read;
 *   memory that libraries keep may lie behind any, and each entry says behind which
 * - `off`: only the real findings of the logs count
 */
export type GuardLevel = 'strict' | 'normal' | 'off';

/**
 * So many borders between libraries away from the allocation, a caller does not own the block any more. An object of
 * one library often has a part of another one's (a window and its GObject): one border is not enough.
 */
const ownerless = 2;

/** What a candidate would hide besides the noise of the logs. */
export interface Openness {
  readonly isLeak: boolean;
  /** The doors that it leaves open. */
  readonly doors: readonly Door[];
  /** Own code could stand within one of its gaps. */
  readonly skipsOwnCode: boolean;
}

/** Where the function that races or reads is named, so many frames of its library are as good as a long run of them. */
const deepWithName = 3;

/**
 * Is it an error that own code could make as well, within so few frames of its call that it may be to blame? Where there are other
 * lines for the noise they are better.
 */
export function isNearOwnCode({ isLeak, doors }: Pick<Openness, 'isLeak' | 'doors'>): boolean {
  return !isLeak && doors.some((door) => door.near && !door.used && door.depth < libraryRun);
}

/** What generalised lines may hide. */
export function allowance(lines: readonly FramePattern[], openness: Openness, level: GuardLevel): Allowance {
  if (level === 'off') return lines.some((line) => line.type !== '...') ? 'anything' : 'nothing';
  const { isLeak, doors, skipsOwnCode } = openness;
  if (skipsOwnCode) return 'nothing';
  const anchored = allowanceOfAnchors(lines, isLeak);
  if (anchored === 'nothing') return 'nothing';
  const unused = doors.filter((door) => !door.used);
  const shallow = doors.filter((door) => door.shallow);
  if (level === 'strict') return unused.length + shallow.length > 0 ? 'nothing' : anchored;
  if (isLeak) {
    // A lost block belonged to whoever asked for it, and libraries pass on what they make for others. One that is only
    // possibly lost can be of an object that was made to be pointed into: then whoever called its library owns it.
    if (shallow.length > 0 || unused.some((door) => door.near)) return narrower(anchored, 'reachable memory');
    const isOwners = unused.some((door) => door.borders < ownerless);
    return isOwners ? narrower(anchored, 'kept memory') : anchored;
  }
  // A race or a bad read happens where it is reported: only the nearest door leads own code there.
  const enough = lines[0] && lines[0].type === 'fun' && isAnchor(lines[0]) ? deepWithName : libraryRun;
  const leadsThere = unused.some((door) => door.near && door.depth < enough);
  return leadsThere || shallow.length > 0 ? 'nothing' : anchored;
}

const fromNarrow = ['nothing', 'reachable memory', 'kept memory', 'anything'] as const;

function narrower(one: Allowance, other: Allowance): Allowance {
  return fromNarrow[Math.min(fromNarrow.indexOf(one), fromNarrow.indexOf(other))]!;
}
