import type { TextEdit } from 'vscode-languageserver';
import { format, type FormatOptions } from '../format/format.js';
import type { EditorDocument } from './document.js';
import { editsTowards } from './text-edits.js';

/** The edits that give a document the canonical layout; see `format`. */
export function formattingEdits(document: EditorDocument, options: FormatOptions): TextEdit[] {
  return editsTowards(document, format(document.bytes, options));
}
