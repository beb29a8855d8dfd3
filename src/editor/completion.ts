import { InsertTextFormat, type CompletionItem, type Position } from 'vscode-languageserver';
import type { EditorDocument } from './document.js';
import { kindsMeant } from './head.js';
import { linePlaceAt, type LinePlace } from './line-place.js';
import { proposeBody } from './propose/body.js';
import { proposeComments } from './propose/comments.js';
import { proposeHead } from './propose/head.js';
import { proposeEntries } from './propose/entries.js';
import type { Proposal, Written } from './propose/proposal.js';

export interface CompletionOptions {
  /** The Valgrind that will read the file. */
  readonly version: string;
  /** Whether the editor takes snippets. */
  readonly snippets: boolean;
}

/** The characters after which an editor should ask by itself. */
export const triggerCharacters = [':', ',', '{', '#'];

/** What could be written at a position, the likeliest first. */
export function completionsAt(
  document: EditorDocument,
  position: Position,
  options: CompletionOptions,
): CompletionItem[] {
  const offset = document.places.offsetAt(position);
  const place = linePlaceAt(document, offset);
  const written = { text: place.text, at: offset - place.start };
  // In the white space before a text nothing is being written.
  if (written.at < 0) return [];
  return proposalsFor(written, place, options).flatMap((proposal, index) => {
    const { text, label = text, detail, kind, from, to, isSnippet = false } = proposal;
    const range = document.places.rangeOf(place.start + from, place.start + to);
    // To an editor, a carriage return alone ends a line; it completes within one line only.
    if (range.start.line !== range.end.line) return [];
    return {
      label,
      kind,
      ...(detail === undefined ? {} : { detail }),
      sortText: String(index).padStart(4, '0'),
      // Editors compare it with what stands in the range.
      filterText: isSnippet ? written.text || label : text,
      textEdit: { range, newText: text },
      ...(isSnippet ? { insertTextFormat: InsertTextFormat.Snippet } : {}),
    };
  });
}

function proposalsFor(
  written: Written,
  { part, above }: LinePlace,
  { version, snippets }: CompletionOptions,
): Proposal[] {
  if (written.text.startsWith('#')) return proposeComments(written, part === 'outside');
  if (part === 'outside') return snippets ? proposeEntries(written, version) : [];
  if (part === 'name') return [];
  if (part === 'kind') return proposeHead(written, version);
  // Only the first line below the kind can be another than a location.
  const [meant] = above.length === 2 ? kindsMeant(above[1]!.text, version) : [];
  return proposeBody(written, meant?.kind.extra ?? 'none', version);
}
