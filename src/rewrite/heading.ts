import { directiveName } from '../suppression/directive-name.js';
import { isMetadata } from '../suppression/metadata.js';
import type { Line } from '../suppression/tree.js';
import { isMergeNote, isWrittenComment } from './comments.js';

/**
 * Of the comments above an entry those that stay when it goes. They may be about more than that: about the file where they
 * begin it, or about a row of entries without anything between, where the entry is the first. They reach up to the first
 * one that is sure to be about the entry.
 *
 * @param goesOn does another entry of the row follow?
 */
export function headingIn(head: readonly Line[], goesOn: boolean): readonly Line[] {
  if (head[0]?.line !== 1 && !goesOn) return [];
  const own = head.findIndex(isOfEntry);
  return own < 0 ? head : head.slice(0, own);
}

function isOfEntry(line: Line): boolean {
  return (
    isMetadata(line) ||
    line.text.includes(directiveName) ||
    isWrittenComment(line.text) ||
    isMergeNote(line.text)
  );
}
