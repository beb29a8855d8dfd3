import type { LeakKind, FramePattern } from '../suppression/suppression.js';
import { allowanceOfAnchors, type Allowance } from './anchors.js';
import type { Door } from './doors.js';

/**
 * How careful `minimize` is about findings that no log has shown yet.
 *
 * - `strict`: no entry leaves a door open through which no noise of the logs goes
 * - `normal`: none leaves open a door near the allocation, the race or the read; memory that libraries keep may lie
 *   behind deeper ones
 * - `off`: only the real findings of the logs count
 */
export type GuardLevel = 'strict' | 'normal' | 'off';

/** The leak kinds of blocks to which there still was a pointer, to their start or inside. */
export const keptMemory: readonly LeakKind[] = ['reachable', 'possible'];

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

/** What generalised lines may hide. */
export function allowance(lines: readonly FramePattern[], openness: Openness, level: GuardLevel): Allowance {
  if (level === 'off') return lines.some((line) => line.type !== '...') ? 'anything' : 'nothing';
  const { isLeak, doors, skipsOwnCode } = openness;
  const anchored = allowanceOfAnchors(lines, isLeak);
  if (skipsOwnCode || doors.some((door) => door.shallow)) return 'nothing';
  const unused = doors.filter((door) => !door.used);
  if (unused.length === 0) return anchored;
  if (level === 'strict') return 'nothing';
  // A race or a bad read happens where it is reported: only the nearest door leads own code there.
  if (!isLeak) return unused.some((door) => door.near) ? 'nothing' : anchored;
  // A lost block belonged to whoever asked for it, and libraries pass on what they make for others.
  if (unused.every((door) => door.borders >= ownerless)) return anchored;
  return anchored === 'nothing' ? 'nothing' : 'kept memory';
}
