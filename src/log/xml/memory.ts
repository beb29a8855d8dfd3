import { ownCopy } from '../own-copy.js';

/** Texts of one place are remembered side by side, so many of them. */
const ways = 8;
const places = 1 << 12;
/** Longer texts are not remembered. */
const maxText = 1 << 18;
/** So many times it is asked before it starts afresh: a stream of logs goes on to other programs. */
const maxAsked = 1 << 18;
/** Of so many bytes one is looked at to find the place, in short texts and in long ones: in any address some are. */
const [shortStride, longStride] = [3, 5];
const longText = 1 << 9;

interface Entry<T> {
  readonly hash: number;
  readonly text: string;
  readonly made: T;
}

/**
 * A function that makes something of a part of a text, and gives the same again for an equal part, as far as it remembers
 * that: the first `most` bytes of text, until it starts afresh. `make` refuses a text with undefined.
 *
 * A `Map` would hash every byte, which takes many times as long as comparing with the few that can be equal. And making room
 * for each text that is new would, where texts do not come again soon, remember none in time and keep the garbage
 * collector busy.
 */
export function createMemory<T extends object | string>(
  most: number,
  make: (text: string) => T | undefined,
): (text: string, start: number, end: number) => T | undefined {
  const remembered = new Array<Entry<T> | undefined>(places * ways).fill(undefined);
  let size = 0;
  let asked = 0;

  return (text, start, end) => {
    if (++asked > maxAsked) {
      remembered.fill(undefined);
      size = asked = 0;
    }
    const hash = hashOf(text, start, end);
    let way = (hash & (places - 1)) * ways;
    const behind = way + ways;
    const part = text.slice(start, end);
    for (; way < behind; way++) {
      const entry = remembered[way];
      if (entry === undefined) break;
      if (entry.hash === hash && entry.text === part) return entry.made;
    }
    if (way === behind || size + part.length > most || part.length > maxText) return make(part);
    const own = ownCopy(part);
    const made = make(own);
    if (made === undefined) return undefined;
    size += own.length;
    remembered[way] = { hash, text: own, made };
    return made;
  };
}

function hashOf(text: string, start: number, end: number): number {
  let hash = end - start;
  const stride = hash < longText ? shortStride : longStride;
  for (let at = start; at < end; at += stride) hash = (Math.imul(hash, 31) + text.charCodeAt(at)) | 0;
  return hash ^ (hash >>> 15);
}
