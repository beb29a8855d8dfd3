import { TextDocument } from 'vscode-languageserver-textdocument';
import type { SourceFile } from '../suppression/load-set.js';
import { parse } from '../suppression/parse.js';
import type { Entry, Line, Tree } from '../suppression/tree.js';
import { placesIn, type Places } from './places.js';

/** A text as an editor has it at some moment. */
export interface EditorText {
  readonly uri: string;
  /** Counts the changes; 0 for a file that is not open. */
  readonly version: number;
  readonly text: string;
}

/** A suppression file as chaff sees it in an editor. */
export interface EditorDocument extends EditorText, SourceFile {
  readonly tree: Tree;
  readonly places: Places;
}

/** @param name as messages shall call the file; no other file of a set may have it */
export function readDocument({ uri, version, text }: EditorText, name: string): EditorDocument {
  const bytes = Buffer.from(text, 'utf8').toString('latin1');
  const places = placesIn(TextDocument.create(uri, 'supp', version, text), bytes);
  return { uri, version, text, name, bytes, tree: parse(bytes), places };
}

/** The line that holds a byte offset, or ends there with the file; undefined behind the last newline. */
export function lineWith(document: EditorDocument, offset: number): Line | undefined {
  const item = itemWith(document, offset);
  const lines = item?.type === 'entry' ? item.lines : item ? [item] : [];
  return lines.find(
    ({ offset: start, text, end }) =>
      offset < start + text.length + end.length || (!end.endsWith('\n') && offset === document.bytes.length),
  );
}

/** The entry that holds a byte offset, comments above it included, likewise. */
export function entryWith(document: EditorDocument, offset: number): Entry | undefined {
  const item = itemWith(document, offset);
  return item?.type === 'entry' && lineWith(document, offset) ? item : undefined;
}

/** The last part of the file that does not begin behind an offset. */
function itemWith({ tree: { items } }: EditorDocument, offset: number): Entry | Line | undefined {
  let [low, high] = [0, items.length];
  while (low < high) {
    const middle = (low + high) >>> 1;
    if (startOf(items[middle]!) <= offset) low = middle + 1;
    else high = middle;
  }
  return items[low - 1];
}

function startOf(item: Entry | Line): number {
  const { offset, indent } = item.type === 'entry' ? item.lines[0]! : item;
  return offset - indent.length;
}
