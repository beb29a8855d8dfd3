import { diffArrays } from 'diff';
import type { TextEdit } from 'vscode-languageserver';
import type { Edit } from '../lint/problem.js';
import { decodeBytes } from '../report/text.js';
import type { EditorDocument } from './document.js';

/** An edit of bytes as one of the editor's text. */
export function textEditOf({ start, end, text }: Edit, { places }: EditorDocument): TextEdit {
  return { range: places.rangeOf(start, end), newText: decodeBytes(text) };
}

/** How many lines may differ before they are replaced as one: the search for the others would take too long. */
const mostDiffering = 1000;

/** The edits, line by line, that turn a document into another text, so that cursors and marks stay where they are. */
export function editsTowards(document: EditorDocument, after: string): TextEdit[] {
  const { bytes } = document;
  if (bytes === after) return [];
  const changes = diffArrays(linesIn(bytes), linesIn(after), { maxEditLength: mostDiffering }) ?? [
    { value: [bytes], removed: true, added: false },
    { value: [after], removed: false, added: true },
  ];
  const edits: Edit[] = [];
  let at = 0;
  for (const { value, added, removed } of changes) {
    const text = value.join('');
    const end = added ? at : at + text.length;
    const edit = { start: at, end, text: added ? text : '' };
    const last = edits.at(-1);
    if (!added && !removed) {
      at = end;
      continue;
    }
    if (last?.end === at) edits[edits.length - 1] = { ...last, end, text: last.text + edit.text };
    else edits.push(edit);
    at = end;
  }
  return edits.map((edit) => textEditOf(edit, document));
}

function linesIn(bytes: string): string[] {
  return bytes.match(/[^\n]*\n|[^\n]+$/g) ?? [];
}
