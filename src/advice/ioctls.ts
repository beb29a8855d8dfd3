import type { Frame } from '../finding/finding.js';
import { shownName } from '../group/frames.js';
import { ioctlFamilies, kvmRequests, type IoctlFamily, type KvmRequest } from './knowledge.js';

/** How far from the call a name can still be about the request. */
const nearest = 4;

/** The names around the call, the innermost first. */
function names(frames: readonly Frame[]): readonly string[] {
  return frames.slice(0, nearest).map((frame) => shownName(frame).slice(0, 200));
}

/** The family of requests that the names of functions suggest. */
export function ioctlFamily(frames: readonly Frame[]): IoctlFamily | undefined {
  const near = names(frames);
  return ioctlFamilies.find(({ callers }) => near.some((name) => callers.test(name)));
}

/** The KVM request that a function of this name likely makes. */
export function kvmRequest(frame: Frame, direction: KvmRequest['direction']): KvmRequest | undefined {
  const name = shownName(frame).slice(0, 200);
  return kvmRequests.find((each) => each.direction === direction && each.callers.test(name));
}
