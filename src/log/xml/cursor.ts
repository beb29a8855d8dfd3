import type { Element } from './element.js';

/** A place in a text that is read line by line. */
export interface Cursor {
  readonly text: string;
  at: number;
  /** How many line ends were read. */
  lines: number;
}

/** No element that holds text is longer: the parser would be given each of its lines in one piece. */
const maxLeaf = 8000;

const references: Readonly<Record<string, string>> = { amp: '&', lt: '<', gt: '>', quot: '"', apos: "'" };
const reference = /&(amp|lt|gt|quot|apos);/g;
const otherReference = /&(?!(?:amp|lt|gt|quot|apos);)/;

const none: readonly Element[] = [];

export function elementOf(name: string, text: string, children: readonly Element[] = none): Element {
  return { name, text, children, kept: undefined };
}

/** Reads `expected`, of which only the last byte may be a line end. */
export function skip(cursor: Cursor, expected: string): boolean {
  if (!isAt(cursor.text, cursor.at, expected)) return false;
  cursor.at += expected.length;
  if (cursor.text.charCodeAt(cursor.at - 1) === 0x0a) cursor.lines++;
  return true;
}

/** The same as `startsWith`, which takes several times as long where little is expected. */
export function isAt(text: string, at: number, expected: string): boolean {
  for (let i = 0; i < expected.length; i++)
    if (text.charCodeAt(at + i) !== expected.charCodeAt(i)) return false;
  return true;
}

/** Reads blanks and `<name>` or `</name>`, and gives `name` or `/name`. Undefined when there is another thing. */
export function readTag(cursor: Cursor): string | undefined {
  const { text } = cursor;
  let start = cursor.at;
  while (text.charCodeAt(start) === 0x20 /* blank */) start++;
  if (text.charCodeAt(start) !== 0x3c /* < */) return undefined;
  let end = ++start;
  if (text.charCodeAt(end) === 0x2f /* / */) end++;
  while (isNameByte(text.charCodeAt(end))) end++;
  if (end === start || text.charCodeAt(end) !== 0x3e /* > */) return undefined;
  cursor.at = end + 1;
  return text.slice(start, end);
}

function isNameByte(code: number): boolean {
  return (code >= 0x61 && code <= 0x7a) /* a-z */ || code === 0x5f; /* _ */
}

/** Reads a text that holds no markup, and `</name>`. Undefined when there is another thing. */
export function readContent(cursor: Cursor, name: string): string | undefined {
  const { text, at } = cursor;
  const end = text.indexOf('<', at);
  const behind = end + 2 + name.length;
  if (end < 0 || end - at > maxLeaf || text.charCodeAt(end + 1) !== 0x2f /* / */) return undefined;
  if (text.charCodeAt(behind) !== 0x3e /* > */ || !isAt(text, end + 2, name)) return undefined;
  const content = text.slice(at, end);
  for (let line = content.indexOf('\n'); line >= 0; line = content.indexOf('\n', line + 1)) cursor.lines++;
  cursor.at = behind + 1;
  if (!content.includes('&')) return content;
  return otherReference.test(content)
    ? undefined
    : content.replace(reference, (_, which: string) => references[which]!);
}
