import type { Location, Position } from 'vscode-languageserver';
import type { LintEntry } from '../lint/rule.js';
import { atName } from '../lint/place.js';
import { lineOf } from '../suppression/tree.js';
import { coverageOf } from './coverage.js';
import { entryWith, type EditorDocument } from './document.js';
import { documentNamed, type EditorSet } from './set.js';

/** The names of the entries that cover the one at a position, and of the first of those that are equal to it. */
export function coveringEntriesAt(set: EditorSet, document: EditorDocument, position: Position): Location[] {
  const entry = loadedEntryAt(set, document, document.places.offsetAt(position));
  if (!entry) return [];
  const { coverers, equals } = coverageOf(entry, set.entries());
  const same = new Set([...equals, entry]);
  const first = set.entries().find((each) => same.has(each));
  return [...coverers, ...(first && first !== entry ? [first] : [])].flatMap((each) => {
    const target = documentNamed(set, each.file.name);
    return target ? [{ uri: target.uri, range: target.places.rangeAt(atName(each)) }] : [];
  });
}

/** The entry that holds a byte offset, if some tool loads it. */
export function loadedEntryAt(
  set: EditorSet,
  document: EditorDocument,
  offset: number,
): LintEntry | undefined {
  const tree = entryWith(document, offset);
  const line = tree && lineOf(tree, 'name')?.line;
  return set.entries().find(({ file, name }) => file.name === document.name && name.line === line);
}
