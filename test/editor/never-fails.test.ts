import fc from 'fast-check';
import type { Position, Range, TextEdit } from 'vscode-languageserver';
import { TextDocument } from 'vscode-languageserver-textdocument';
import { describe, expect, it } from 'vitest';
import { quickFixesIn, fixAllEdits } from '../../src/editor/code-actions.js';
import { completionsAt } from '../../src/editor/completion.js';
import { coveringEntriesAt } from '../../src/editor/definition.js';
import { diagnosticsOf } from '../../src/editor/diagnostics.js';
import { foldingRangesIn } from '../../src/editor/folding.js';
import { formattingEdits } from '../../src/editor/formatting.js';
import { hoverAt } from '../../src/editor/hover.js';
import { editorSet } from '../../src/editor/set.js';
import { symbolsIn } from '../../src/editor/symbols.js';
import { almostFile, anyBytes, crumbs } from '../suppression/fragments.js';
import { documentOf } from './make.js';

/** Texts as editors have them: any characters, and such as look like suppression files. */
const texts = fc
  .tuple(
    fc.oneof(almostFile, anyBytes, crumbs),
    fc.constantFrom('', 'ä', '😀', '\ud83d', '\r', '#'),
    fc.nat(200),
  )
  .map(([bytes, piece, at]) => bytes.slice(0, at) + piece + bytes.slice(at));
const places = fc.record({ line: fc.nat(20), character: fc.nat(30) });

function isIn(text: string, { start, end }: Range): boolean {
  const plain = TextDocument.create('', '', 0, text);
  const isPosition = (position: Position) =>
    JSON.stringify(plain.positionAt(plain.offsetAt(position))) === JSON.stringify(position);
  return isPosition(start) && isPosition(end) && plain.offsetAt(start) <= plain.offsetAt(end);
}

describe('on any text', () => {
  it('every ability has an answer, with ranges that exist', () => {
    fc.assert(
      fc.property(texts, texts, places, (text, other, position) => {
        const [document, second] = [documentOf(text), documentOf(other, 'b.supp')];
        const set = editorSet([document, second], { today: '2026-01-01' });
        const everything = { start: { line: 0, character: 0 }, end: { line: 1000, character: 0 } };
        const fixes = quickFixesIn(set, document, everything);
        const hover = hoverAt(set, document, position);
        const ranges: Range[] = [
          ...diagnosticsOf(set, document).map(({ range }) => range),
          ...fixes.flatMap(({ edit }) => Object.values(edit!.changes!).flat()).map(({ range }) => range),
          ...completionsAt(document, position, { version: '3.28.0', snippets: true }).map(
            ({ textEdit }) => (textEdit as TextEdit).range,
          ),
          ...(hover ? [hover.range] : []),
          ...symbolsIn(document).flatMap(({ range, selectionRange }) => [range, selectionRange]),
          ...coveringEntriesAt(set, document, position)
            .filter(({ uri }) => uri === document.uri)
            .map(({ range }) => range),
          ...formattingEdits(document, {}).map(({ range }) => range),
        ];
        expect(ranges.filter((range) => !isIn(text, range))).toEqual([]);
        const lines = TextDocument.create('', '', 0, text).lineCount;
        expect(
          foldingRangesIn(document).every(({ startLine, endLine }) => startLine < endLine && endLine < lines),
        ).toBe(true);
        expect(symbolsIn(document).every(({ name }) => name.trim() !== '')).toBe(true);
      }),
      { numRuns: 300 },
    );
  });

  it('all fixes together can be made, and leave nothing to fix', () => {
    fc.assert(
      fc.property(texts, (text) => {
        const document = documentOf(text);
        const edits = fixAllEdits(editorSet([document]), document);
        const after = TextDocument.applyEdits(TextDocument.create('', '', 0, text), edits);
        const fixed = documentOf(after);
        expect(fixAllEdits(editorSet([fixed]), fixed)).toEqual([]);
      }),
      { numRuns: 200 },
    );
  });
});
