import type { Finding } from '../finding/finding.js';
import { exactLines } from '../generate/lines.js';
import { tellingIn } from '../minimize/anchors.js';
import { breadthOf, type Breadth } from '../minimize/breadth.js';
import { doorsOf } from '../minimize/doors.js';
import { noiseOf } from '../minimize/noise.js';
import { openDoors, openingOf } from '../minimize/opening.js';
import type { OwnCode } from '../minimize/own.js';
import { reachIn } from '../minimize/reach.js';
import { formatLocation } from '../suppression/location.js';
import type { FramePattern, Suppression } from '../suppression/suppression.js';

/**
 * What an entry would hide besides what it hides in the logs, as `minimize` says it of its own entries. Undefined for an entry
 * that hides nothing: there is no stack to see doors in.
 */
export function breadthIn(
  suppression: Suppression,
  hides: readonly Finding[],
  { numCallers, own }: { readonly numCallers: number; readonly own: OwnCode },
): Breadth | undefined {
  if (hides.length === 0) return undefined;
  const { kind, leakKinds, frames } = suppression;
  if (tellingIn(frames).length === 0)
    return {
      known: true,
      doors: [],
      text: 'rests on nothing but allocators, start-up code, libc or wildcards: would also hide errors of any program',
    };
  const prepared = hides.map((finding) => noiseOf(finding, numCallers, own));
  const { yes } = reachIn(hides, numCallers)(frames);
  const opened = openDoors(frames, yes, (position) => doorsOf(prepared[position]!));
  const isExact = hides.some((finding) => isSame(exactLines(finding, numCallers), frames));
  return breadthOf(kind, {
    frames,
    ...(leakKinds === undefined ? {} : { leakKinds }),
    ...openingOf(yes, opened, prepared),
    isExact,
  });
}

function isSame(one: readonly FramePattern[], other: readonly FramePattern[]): boolean {
  return one.map(formatLocation).join('\n') === other.map(formatLocation).join('\n');
}
