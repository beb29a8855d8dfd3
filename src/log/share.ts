import { ownCopy } from './own-copy.js';

/** So many distinct texts are remembered before starting afresh. */
const maxRemembered = 1 << 14;
/** Shorter texts are no part of the log's chunk but copies already; longer ones than names are do not come again. */
const minShared = 13;
const maxShared = 1000;

/**
 * Gives equal texts as one string that has its own memory: the names of a log come again and again, and a part of a
 * chunk would keep the chunk alive.
 */
export function createSharing(): (text: string) => string {
  const remembered = new Map<string, string>();
  return (text) => {
    if (text.length < minShared) return text;
    if (text.length > maxShared) return ownCopy(text);
    const old = remembered.get(text);
    if (old !== undefined) return old;
    if (remembered.size >= maxRemembered) remembered.clear();
    const copy = ownCopy(text);
    remembered.set(copy, copy);
    return copy;
  };
}
