import { numCallersRange } from '../suppression/limits.js';
import { load } from '../suppression/load.js';
import { parse } from '../suppression/parse.js';
import { print } from '../suppression/print.js';
import { tools } from '../suppression/tools.js';
import type { Entry } from '../suppression/tree.js';
import type { Edit } from './problem.js';

/**
 * What becomes of an entry once it is edited: some tool loads it, none does, or one refuses it and the file with it.
 * Entries that all tools skip are never validated, so a change that brings one to life can break the file.
 *
 * @param edits in the bytes of the entry's file, within the entry, in order
 */
export function outcomeOf(
  entry: Entry,
  edits: readonly Edit[],
  version: string,
): 'loaded' | 'skipped' | 'refused' {
  const tree = parse(edited(entry, edits));
  // All locations count: what lies behind a cut at --num-callers is refused where the cut is made elsewhere.
  const numCallers = numCallersRange(version).max;
  let isLoaded = false;
  for (const { tool } of tools) {
    const { refused, suppressions } = load(tree, { file: '', tool, version, numCallers });
    if (refused) return 'refused';
    if (suppressions.length > 0) isLoaded = true;
  }
  return isLoaded ? 'loaded' : 'skipped';
}

function edited(entry: Entry, edits: readonly Edit[]): string {
  const bytes = print({ type: 'file', items: [entry] });
  const first = entry.lines[0]!;
  const begin = first.offset - first.indent.length;
  let text = '';
  let at = 0;
  for (const { start, end, text: replacement } of edits) {
    text += bytes.slice(at, start - begin) + replacement;
    at = end - begin;
  }
  return text + bytes.slice(at);
}
