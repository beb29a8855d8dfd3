import type { Frame } from '../finding/finding.js';
import { roleOf } from '../finding/roles.js';
import { ownReason, type OwnCode } from '../minimize/own.js';
import { isNamed, isSystem } from './frames.js';
import type { Owner } from './group.js';

/**
 * Whose code a frame is. A wrapper of an allocator counts as an allocator also where it is own code, for it says nothing
 * about the cause. `unknown` where the log tells neither an object nor a source file.
 */
export function ownerOf(frame: Frame, own: OwnCode): Owner {
  if (isNamed(frame) && roleOf(frame) === 'allocator') return 'allocator';
  if (isSystem(frame)) return 'system';
  if (ownReason(frame, own) !== undefined) return 'own';
  return frame.obj === undefined || frame.obj === '???' ? 'unknown' : 'library';
}
