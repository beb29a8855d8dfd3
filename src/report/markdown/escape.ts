import { displayText } from '../text.js';

/**
 * A byte string as code within a line of Markdown, table cells included. What a fence of backticks cannot hold everywhere
 * is spelt as references to characters, so that nothing in it is read as Markdown, HTML, a link or a mention.
 */
export function inlineCode(bytes: string): string {
  const text = displayText(bytes);
  if (text !== '' && !/[`|\\]|^ | $/.test(text)) return `\`${text}\``;
  return `<code>${text.replace(/[^A-Za-z0-9 ]/gu, (character) => `&#${character.codePointAt(0)!};`)}</code>`;
}

/** A byte string as code within a line of HTML, in which no Markdown is read. */
export function htmlCode(bytes: string): string {
  const text = displayText(bytes).replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
  return `<code>${text}</code>`;
}

/** How many backticks stand in a row at most. There can be more runs than a function takes arguments. */
export function longestRun(text: string): number {
  return (text.match(/`+/g) ?? []).reduce((longest, { length }) => Math.max(longest, length), 0);
}

/** Lines, already made for people, in a fence that none of them ends. */
export function fenced(language: string, lines: readonly string[]): string[] {
  const fence = '`'.repeat(Math.max(2, longestRun(lines.join('\n'))) + 1);
  return [`${fence}${language}`, ...lines, fence];
}
