import type { Frame } from '../finding/finding.js';
import { roleOf } from '../finding/roles.js';
import type { Noise } from './candidate.js';
import type { FramePattern } from '../suppression/suppression.js';
import { heldBy, type Door } from './doors.js';
import type { Hit } from './reached.js';

/** What lines leave open besides the findings that they meet. */
export interface Opening {
  /** The doors left open through which no noise goes from a program, by the line of the function, sorted. */
  readonly opens: readonly string[];
  /** The doors left open through which programs of the logs get noise. */
  readonly usedDoors: readonly string[];
  /** False where the log does not tell the objects of the frames that the lines meet. */
  readonly doorsKnown: boolean;
}

/** The doors that lines leave open which meet these findings; `doorsAt` has those of each. */
export function openDoors(
  lines: readonly FramePattern[],
  hit: readonly Hit[],
  doorsAt: (position: number) => readonly Door[],
): Door[] {
  return hit.flatMap(({ position, end }) =>
    doorsAt(position).filter((door) => heldBy(lines, end) <= door.at),
  );
}

export function openingOf(
  hit: readonly Hit[],
  opened: readonly Door[],
  findings: readonly Pick<Noise, 'frames'>[],
): Opening {
  const named = (used: boolean) =>
    [...new Set(opened.filter((door) => door.used === used).map((door) => door.name))].sort();
  const opens = named(false);
  return {
    opens,
    usedDoors: named(true).filter((name) => !opens.includes(name)),
    doorsKnown: hit.every(({ position, end }) => findings[position]!.frames.slice(0, end + 1).every(isTold)),
  };
}

/** Whose code the frame is; an allocator is nobody's. */
function isTold(frame: Frame): boolean {
  return frame.obj !== undefined || roleOf(frame) === 'allocator';
}
