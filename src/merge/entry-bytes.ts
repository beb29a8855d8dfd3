import { bytesOf, headOf } from '../rewrite/lines.js';
import type { SetEntry } from '../set/set-entry.js';
import type { Joined } from './comments.js';

export interface Change {
  /** Undefined where it keeps its own. */
  readonly name: string | undefined;
  readonly joined: Joined | undefined;
  /** Where the other comments go: above where that leaves no doubt whose they are, else inside. */
  readonly above: boolean;
}

/** The bytes of an entry that stays, its own but for a new name and the comments it gets. */
export function entryBytes({ source }: SetEntry, { name, joined, above }: Change): string {
  const { lines } = source;
  const head = headOf(source);
  const open = lines[head.length]!;
  const newline = open.end.endsWith('\r\n') ? '\r\n' : '\n';
  const { directives = [], others = [] } = joined ?? {};
  const written = (texts: readonly string[], indent: string) =>
    texts.map((text) => `${indent}${text}${newline}`).join('');
  return [
    ...head.map(bytesOf),
    written(above ? [...others, ...directives] : directives, ''),
    bytesOf(open),
    above ? '' : written(others, '   '),
    ...lines
      .slice(head.length + 1)
      .map((line) =>
        bytesOf(line.type === 'name' && name !== undefined ? { ...line, text: name, end: newline } : line),
      ),
  ].join('');
}
