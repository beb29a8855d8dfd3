import { bytesOf } from '../../rewrite/lines.js';
import type { Line } from '../../suppression/tree.js';
import type { Merged } from './merge-entry.js';
import { mergeLines } from './merge-lines.js';
import type { CommentNode } from './outline.js';

/**
 * Merges what two sides made of a comment that belongs to no entry. Where both changed a line both versions stay, and
 * what one side removed and the other changed stays. Undefined where it goes.
 */
export function mergeComments(
  base: CommentNode | undefined,
  ours: CommentNode | undefined,
  theirs: CommentNode | undefined,
): Merged | undefined {
  if (!ours || !theirs) {
    const left = ours ?? theirs;
    return left && left.content !== base?.content ? comments(left.text) : undefined;
  }
  if (!base || base.text === theirs.text) return comments(ours.text);
  if (base.text === ours.text) return comments(theirs.text);
  const lists = { base: base.lines, ours: ours.lines, theirs: theirs.lines };
  return comments(
    mergeLines(lists, 'ours')
      .map(({ line }) => terminated(line))
      .join(''),
  );
}

function terminated(line: Line): string {
  const bytes = bytesOf(line);
  return bytes.endsWith('\n') ? bytes : `${bytes}\n`;
}

function comments(text: string): Merged | undefined {
  return text === '' ? undefined : { text, content: undefined, name: '' };
}
