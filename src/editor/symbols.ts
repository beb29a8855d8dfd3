import { SymbolKind, type DocumentSymbol, type SymbolInformation } from 'vscode-languageserver';
import { displayText } from '../report/text.js';
import { lineOf, type Entry } from '../suppression/tree.js';
import type { EditorDocument } from './document.js';

/** The entries of a document with their kinds, in the order of the file. */
export function symbolsIn(document: EditorDocument): DocumentSymbol[] {
  return document.tree.items.flatMap((item) => (item.type === 'entry' ? [symbolOf(item, document)] : []));
}

/** The same for editors that know of no details. */
export function flatSymbolsIn(document: EditorDocument): SymbolInformation[] {
  return symbolsIn(document).map(({ name, kind, range, detail = '' }) => ({
    name,
    kind,
    location: { uri: document.uri, range },
    ...(detail === '' ? {} : { containerName: detail }),
  }));
}

function symbolOf(entry: Entry, { places }: EditorDocument): DocumentSymbol {
  const [first, last] = [entry.lines[0]!, entry.lines.at(-1)!];
  const shown = lineOf(entry, 'name') ?? lineOf(entry, 'open') ?? first;
  return {
    // An editor refuses a symbol without a name; a broken entry may lack it.
    name: shown.type === 'name' ? displayText(shown.text) : '(no name)',
    detail: displayText(lineOf(entry, 'kind')?.text ?? ''),
    kind: SymbolKind.Object,
    range: places.rangeOf(first.offset, last.offset + last.text.length),
    selectionRange: places.rangeOf(shown.offset, shown.offset + shown.text.length),
  };
}
