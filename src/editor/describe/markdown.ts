import { longestRun } from '../../report/markdown/escape.js';
import { displayText } from '../../report/text.js';

/** A byte string of a file as code, whatever it holds: it is neither mark-up nor able to end the code. */
export function code(bytes: string): string {
  const text = displayText(bytes);
  const fence = '`'.repeat(longestRun(text) + 1);
  // Of a blank at both ends, Markdown shows none.
  const blank = /^`|`$|^ .* $|^ *$/.test(text) ? ' ' : '';
  return `${fence}${blank}${text}${blank}${fence}`;
}

/** The same as a block of its own, coloured as a language. */
export function codeBlock(bytes: string, language: string): string {
  const text = displayText(bytes);
  const fence = '`'.repeat(Math.max(3, longestRun(text) + 1));
  return `${fence}${language}\n${text}\n${fence}`;
}

/** Words of ours that quote a file: the quotations become code. */
export function withCode(words: string): string {
  return words.replace(/"([^"]*)"/g, (_, quoted: string) => code(quoted));
}

/** What is made here, without its marks. */
export function plainText(markdown: string): string {
  return markdown.replace(
    /^(`{3,})\w+\n(.*)\n\1$|(`+)(?!`)(.+?)(?<!`)\3(?!`)/gm,
    (_, fence: string | undefined, block: string, __, span: string) =>
      fence === undefined ? span.replace(/^ (.*) $/, '$1') : block,
  );
}

/** Texts one below the other; those that are undefined are left out. */
export function paragraphs(texts: readonly (string | undefined)[]): string {
  return texts.filter((text) => text !== undefined).join('\n\n');
}

/** `a`, `a and b`, `a, b and 3 more`. */
export function enumeration(items: readonly string[], most: number): string {
  const shown = items.length > most ? [...items.slice(0, most), `${items.length - most} more`] : items;
  const last = shown.at(-1) ?? '';
  return shown.length < 2 ? last : `${shown.slice(0, -1).join(', ')} and ${last}`;
}
