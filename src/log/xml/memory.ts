import { ownCopy } from '../own-copy.js';

/** Texts of one place are remembered side by side, so many of them. */
const ways = 8;
const places = 1 << 12;
/** So many texts are known to have been seen once. */
const seenPlaces = 1 << 16;
/** Longer texts are not remembered. */
const maxText = 1 << 18;
/** Of so many bytes one is looked at to find the place, in short texts and in long ones: in any address some are. */
const [shortStride, longStride] = [3, 5];
const longText = 1 << 9;

interface Entry<T> {
  readonly text: string;
  readonly made: T;
}

/**
 * A function that makes something of a part of a text, and gives the same again for an equal part. It remembers `most` bytes
 * of text, then starts afresh, and from then on remembers only what comes a second time. `make` refuses a text with undefined.
 *
 * A `Map` would hash every byte, which takes many times as long as comparing with the few that can be equal, and in a log
 * whose texts never come again all that was remembered would only be moved about by the garbage collector.
 */
export function createMemory<T extends object | string>(
  most: number,
  make: (text: string) => T | undefined,
): (text: string, start: number, end: number) => T | undefined {
  const remembered = new Array<Entry<T> | undefined>(places * ways).fill(undefined);
  const seen = new Int32Array(seenPlaces);
  let size = 0;
  let wasFull = false;

  function remember(first: number, entry: Entry<T>): void {
    if (size > most) {
      remembered.fill(undefined);
      size = 0;
      wasFull = true;
    }
    size += entry.text.length - (remembered[first + ways - 1]?.text.length ?? 0);
    remembered.copyWithin(first + 1, first, first + ways - 1);
    remembered[first] = entry;
  }

  return (text, start, end) => {
    const hash = hashOf(text, start, end);
    const first = (hash & (places - 1)) * ways;
    const part = text.slice(start, end);
    for (let way = first; way < first + ways; way++) {
      const entry = remembered[way];
      if (entry === undefined) break;
      if (entry.text === part) return entry.made;
    }
    const seenPlace = hash & (seenPlaces - 1);
    if ((wasFull && seen[seenPlace] !== hash) || part.length > maxText) {
      seen[seenPlace] = hash;
      return make(part);
    }
    const own = ownCopy(part);
    const made = make(own);
    if (made !== undefined) remember(first, { text: own, made });
    return made;
  };
}

function hashOf(text: string, start: number, end: number): number {
  let hash = end - start;
  const stride = hash < longText ? shortStride : longStride;
  for (let at = start; at < end; at += stride) hash = (Math.imul(hash, 31) + text.charCodeAt(at)) | 0;
  return hash ^ (hash >>> 15);
}
