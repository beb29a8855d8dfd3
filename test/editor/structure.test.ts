import { SymbolKind, type TextEdit } from 'vscode-languageserver';
import { TextDocument } from 'vscode-languageserver-textdocument';
import { describe, expect, it } from 'vitest';
import { coveringEntriesAt } from '../../src/editor/definition.js';
import { foldingRangesIn } from '../../src/editor/folding.js';
import { formattingEdits } from '../../src/editor/formatting.js';
import { editorSet } from '../../src/editor/set.js';
import { flatSymbolsIn, symbolsIn } from '../../src/editor/symbols.js';
import { documentOf, setOf } from './make.js';

const text = '# about\n# it\n\n# größer\n{\n   größer\n   Memcheck:Cond\n   fun:f\n}\n{\n   }\n{\n   half';

describe('symbols', () => {
  it('are the entries with their kinds', () => {
    const symbols = symbolsIn(documentOf(text));
    expect(symbols.map(({ name, detail }) => [name, detail])).toEqual([
      ['größer', 'Memcheck:Cond'],
      ['(no name)', ''],
      ['half', ''],
    ]);
    expect(symbols[0]).toMatchObject({
      kind: SymbolKind.Object,
      range: { start: { line: 3, character: 0 }, end: { line: 8, character: 1 } },
      selectionRange: { start: { line: 5, character: 3 }, end: { line: 5, character: 9 } },
    });
  });

  it('have their kind as container for editors that know no details', () => {
    expect(flatSymbolsIn(documentOf(text))[0]).toMatchObject({
      name: 'größer',
      containerName: 'Memcheck:Cond',
      location: { uri: 'file:///a.supp', range: { start: { line: 3, character: 0 } } },
    });
  });
});

describe('folding', () => {
  it('leaves the names of entries visible, and takes runs of comments together', () => {
    expect(foldingRangesIn(documentOf(text))).toEqual([
      { startLine: 5, endLine: 8 },
      { startLine: 9, endLine: 10 },
      { startLine: 0, endLine: 1, kind: 'comment' },
    ]);
  });
});

describe('definition', () => {
  const entry = (name: string, ...lines: string[]) => `{\n${name}\nMemcheck:Cond\n${lines.join('\n')}\n}\n`;
  const targets = (line: number, name = 'a.supp') => {
    const a = documentOf(
      entry('ä', 'fun:f') +
        entry('same', 'fun:f') +
        entry('narrow', 'fun:f', 'fun:g') +
        entry('other', 'fun:h'),
    );
    const b = documentOf(entry('elsewhere', 'fun:f', 'fun:g', 'fun:h'), 'b.supp');
    const document = name === 'a.supp' ? a : b;
    return coveringEntriesAt(editorSet([a, b]), document, { line, character: 0 }).map(
      ({ uri, range }) => `${uri.slice('file:///'.length)}:${range.start.line}-${range.end.character}`,
    );
  };

  it('is the entries that cover the one at the cursor, and the first of equal ones', () => {
    expect(targets(3)).toEqual([]);
    expect(targets(8)).toEqual(['a.supp:1-1']);
    expect(targets(12)).toEqual(['a.supp:1-1', 'a.supp:6-4']);
    expect(targets(20)).toEqual([]);
    expect(targets(3, 'b.supp')).toEqual(['a.supp:1-1', 'a.supp:6-4', 'a.supp:11-6']);
  });

  it('is nothing outside of entries, and in entries that no tool loads', () => {
    const document = documentOf('# x\n\n{\nn\nMemcheck:Kond\nfun:f\n}\n');
    for (const line of [0, 1, 3, 9])
      expect(coveringEntriesAt(setOf(document), document, { line, character: 0 })).toEqual([]);
  });
});

describe('formatting', () => {
  const formatted = (before: string) => {
    const document = documentOf(before);
    const edits: TextEdit[] = formattingEdits(document, {});
    return { edits, text: TextDocument.applyEdits(TextDocument.create('', '', 0, before), edits) };
  };

  it('edits the lines that change, and no others', () => {
    const { edits, text: after } = formatted('# ä😀\n{\nn\n   Memcheck:Cond\n\tfun:ä\n   fun:g\n}\n');
    expect(after).toBe('# ä😀\n{\n   n\n   Memcheck:Cond\n   fun:ä\n   fun:g\n}\n');
    expect(edits.map(({ range }) => [range.start.line, range.end.line])).toEqual([
      [2, 3],
      [4, 5],
    ]);
  });

  it('makes one edit where nearly everything changes', () => {
    const { edits, text: after } = formatted(
      '{\nn\nMemcheck:Cond\nfun:f\n}\n\n'.repeat(1500).trimEnd() + '\n',
    );
    expect(after).toBe('{\n   n\n   Memcheck:Cond\n   fun:f\n}\n\n'.repeat(1500).trimEnd() + '\n');
    expect(edits).toHaveLength(1);
  });

  it('has nothing to do in a tidy file', () => {
    expect(formatted('{\n   n\n   Memcheck:Cond\n   fun:f\n}\n').edits).toEqual([]);
  });
});
