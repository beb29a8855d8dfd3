import { contentOf } from '../rewrite/survey.js';
import type { SetEntry } from '../set/set-entry.js';
import { loadedByEveryTool } from '../suppression/every-tool.js';
import { numCallersRange } from '../suppression/limits.js';
import { parse } from '../suppression/parse.js';
import type { Reading } from './broken.js';

/**
 * Makes sure that every tool reads from the merged file what the entries that stay say, in their order, under their names.
 *
 * @throws Error when one does not: that is a defect of chaff, and no file is better than a wrong one.
 */
export function prove(
  bytes: string,
  entries: readonly SetEntry[],
  nameOf: (entry: SetEntry) => string,
  { version, numCallers }: Reading,
): void {
  const tree = parse(bytes);
  for (const depth of new Set([numCallersRange(version).max, numCallers]))
    for (const { tool, suppressions, refused } of loadedByEveryTool(tree, version, depth)) {
      const wanted = entries.flatMap((entry) => {
        const read = entry.loaded.get(tool);
        return read ? [{ ...read, name: nameOf(entry), frames: read.frames.slice(0, depth) }] : [];
      });
      const isGood =
        !refused &&
        suppressions.length === wanted.length &&
        wanted.every((each, at) => contentOf(each) === contentOf(suppressions[at]!));
      if (!isGood)
        throw new Error(
          `${tool} would not load the merged file as meant; nothing was written, please report this defect of chaff`,
        );
    }
}
