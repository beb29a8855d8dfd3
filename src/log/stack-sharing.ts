import type { Frame } from '../finding/finding.js';

/** So many frames, in all stacks, are remembered before starting afresh. */
const mostFrames = 1 << 18;

/** Gives stacks of the same frames as the same array, which makes folding a matter of identity. */
export function createStackSharing(): (frames: readonly Frame[]) => readonly Frame[] {
  const numbers = new WeakMap<Frame, number>();
  let number = 0;
  /** By a hash over the numbers of the frames; of two stacks with one hash, the later one. */
  const shared = new Map<number, readonly Frame[]>();
  let size = 0;

  function numberOf(frame: Frame): number {
    const known = numbers.get(frame);
    if (known !== undefined) return known;
    numbers.set(frame, number);
    return number++;
  }

  return (frames) => {
    let hash = frames.length;
    for (const frame of frames) hash = (Math.imul(hash, 0x01000193) ^ numberOf(frame)) | 0;
    const known = shared.get(hash);
    if (known && areSame(known, frames)) return known;
    if (size >= mostFrames) {
      shared.clear();
      size = 0;
    }
    size += frames.length + 1;
    shared.set(hash, frames);
    return frames;
  };
}

export function areSame(a: readonly unknown[], b: readonly unknown[]): boolean {
  if (a.length !== b.length) return false;
  for (let i = 0; i < a.length; i++) if (a[i] !== b[i]) return false;
  return true;
}
