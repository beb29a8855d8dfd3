import type { Position } from 'vscode-languageserver';
import { readDocument, type EditorDocument } from '../../src/editor/document.js';
import { editorSet, type EditorSet } from '../../src/editor/set.js';
import type { LintOptions } from '../../src/lint/lint.js';

/** A document as an editor has it open. */
export function documentOf(text: string, name = 'a.supp'): EditorDocument {
  return readDocument({ uri: `file:///${name}`, version: 1, text }, name);
}

/** A set of one document. */
export function setOf(document: EditorDocument, options: LintOptions = {}): EditorSet {
  return editorSet([document], options);
}

/** A document, and the place in it where a `|` stands in the text that is given. */
export function withCursor(marked: string): {
  readonly document: EditorDocument;
  readonly position: Position;
} {
  const at = marked.indexOf('|');
  const document = documentOf(marked.slice(0, at) + marked.slice(at + 1));
  return { document, position: positionIn(marked.slice(0, at)) };
}

/** The position behind a text that has newlines only. */
export function positionIn(before: string): Position {
  const lines = before.split('\n');
  return { line: lines.length - 1, character: lines.at(-1)!.length };
}
