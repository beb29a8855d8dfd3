import { entriesIn, readSetFile } from '../set/read-set.js';
import type { SourceFile } from '../suppression/load-set.js';
import { readHead } from './head.js';
import type { Pack } from './pack.js';
import { readSeen } from './seen.js';

/** Reads a pack as `composePack` writes it; undefined where the file does not begin like one. */
export function readPack(source: SourceFile): Pack | undefined {
  const file = readSetFile(source);
  const head = readHead(file.tree);
  if (!head) return undefined;
  const entries = entriesIn([file]).map((entry) => {
    const comments = entry.source.ofType('comment').map(({ text }) => text);
    return {
      entry,
      seen: comments.map(readSeen).find((seen) => seen !== undefined),
      breadth: comments.find((text) => text.startsWith(breadth))?.slice(breadth.length),
    };
  });
  return { head, file, entries };
}

const breadth = '# breadth: ';
