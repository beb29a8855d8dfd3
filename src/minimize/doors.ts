import type { Finding, Frame } from '../finding/finding.js';
import { isSystemObject, roleOf } from '../finding/roles.js';

/**
 * The nearest door of a noise finding: the stack up to the function through which other code entered the library
 * that asked for the memory, or raced. Own code could call that function too, and a true leak or race of its own
 * would begin with the same frames. Lines that match within them would hide it.
 *
 * Undefined where there is no such door, since the library runs by itself (its own threads, constructors), or
 * where the log does not tell objects.
 */
export function nearestDoor(finding: Finding): Finding | undefined {
  const { frames } = finding;
  const first = frames.findIndex((frame) => isLibraryCode(frame));
  if (first < 0) return undefined;
  const library = frames[first]!.obj;
  let last = first;
  while (last + 1 < frames.length && frames[last + 1]!.obj === library) last++;
  const caller = frames[last + 1];
  if (caller?.obj === undefined || caller.obj === '???' || isSystemObject(caller.obj)) return undefined;
  return { ...finding, frames: frames.slice(0, last + 1), variants: [], hidesBelowMain: false };
}

/**
 * Does the door lead straight to the allocator, as that of `g_list_prepend` does? Such functions make something for
 * whoever calls them: what is behind them says nothing about the caller.
 */
export function isShallow(door: Finding): boolean {
  return door.frames.filter(isLibraryCode).length === 1;
}

/** Code of a known library that is neither an allocator's nor the C library's. */
function isLibraryCode(frame: Frame): boolean {
  const known = frame.obj !== undefined && frame.obj !== '???' && !isSystemObject(frame.obj);
  return known && roleOf(frame) !== 'allocator';
}
