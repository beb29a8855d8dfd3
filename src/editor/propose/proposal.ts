import type { CompletionItemKind } from 'vscode-languageserver';

/** A line while somebody writes on it. */
export interface Written {
  /** Without white space around it. */
  readonly text: string;
  /** How many bytes of it stand before the cursor. */
  readonly at: number;
}

/** A text that could stand in the place of bytes `from` to `to` (not included) of a line's text. */
export interface Proposal {
  readonly text: string;
  /** What it means, in a sentence. */
  readonly detail: string | undefined;
  readonly kind: CompletionItemKind;
  readonly from: number;
  readonly to: number;
  /** What is shown for it, where that is not the text. */
  readonly label?: string;
  /** Whether the text is a snippet, with places to fill in. */
  readonly isSnippet?: boolean;
}

/** The word of a list at the cursor: the bytes between two separators. */
export function wordAt(
  { text, at }: Written,
  separators: string,
): { readonly from: number; readonly to: number } {
  let [from, to] = [at, at];
  while (from > 0 && !separators.includes(text[from - 1]!)) from -= 1;
  while (to < text.length && !separators.includes(text[to]!)) to += 1;
  return { from, to };
}
