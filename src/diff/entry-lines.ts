import type { SetEntry } from '../set/set-entry.js';
import { lineOf } from '../suppression/tree.js';

/** The line with tools and kind, as it stands there; empty where the entry has none. */
export function kindLine({ source }: SetEntry): string {
  return lineOf(source, 'kind')?.text ?? '';
}

/** The lines below it, comments left out, without white space around them. */
export function entryLines({ source }: SetEntry): readonly string[] {
  return source.ofType('body').map(({ text }) => text);
}

/** The comments above the entry and inside of it, without white space around them. */
export function commentLines({ source }: SetEntry): readonly string[] {
  return source.ofType('comment').map(({ text }) => text);
}
