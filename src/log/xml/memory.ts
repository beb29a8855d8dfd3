import { ownCopy } from '../own-copy.js';

/** Texts whose samples are alike that are remembered side by side, and how many such places there are. */
const ways = 4;
const places = 1 << 12;
/** Every so many bytes one is looked at to find the place: of an address, the part that differs most, always some. */
const stride = 7;

interface Entry<T> {
  readonly text: string;
  readonly made: T;
}

/**
 * A function that makes something of a part of a text, and gives the same again for an equal part. It remembers `most`
 * bytes of text before it starts afresh. `make` is given a text of its own memory; what it refuses (undefined) is not
 * remembered. A `Map` would have to hash every byte, which takes many times as long as comparing with the one candidate.
 */
export function createMemory<T extends object>(
  most: number,
  make: (text: string) => T | undefined,
): (text: string, start: number, end: number) => T | undefined {
  let remembered: (Entry<T> | undefined)[] = [];
  let size = 0;
  clear();

  function clear(): void {
    remembered = new Array<Entry<T> | undefined>(places * ways).fill(undefined);
    size = 0;
  }

  return (text, start, end) => {
    const first = placeOf(text, start, end) * ways;
    const part = text.slice(start, end);
    for (let way = first; way < first + ways; way++) {
      const entry = remembered[way];
      if (entry === undefined) break;
      if (entry.text === part) return entry.made;
    }
    const own = ownCopy(part);
    const made = make(own);
    if (!made || own.length > most) return made;
    if (size > most) clear();
    size += own.length - (remembered[first + ways - 1]?.text.length ?? 0);
    remembered.copyWithin(first + 1, first, first + ways - 1);
    remembered[first] = { text: own, made };
    return made;
  };
}

function placeOf(text: string, start: number, end: number): number {
  let hash = end - start;
  for (let at = start; at < end; at += stride) hash = (Math.imul(hash, 31) + text.charCodeAt(at)) | 0;
  // The upper bits depend on all samples as the lower ones do.
  return (hash ^ (hash >>> 15)) & (places - 1);
}
