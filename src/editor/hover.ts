import type { MarkupContent, Position, Range } from 'vscode-languageserver';
import { directivesOf } from '../lint/directives.js';
import type { LintOptions } from '../lint/lint.js';
import { rules } from '../lint/rules.js';
import { readExtra } from '../suppression/extra-line.js';
import { defaultNumCallers } from '../suppression/limits.js';
import { lineOf, type Entry, type Line } from '../suppression/tree.js';
import { newestVersion } from '../suppression/version.js';
import { loadedEntryAt } from './definition.js';
import { describeExtra, describeLocation } from './describe/body.js';
import type { Description } from './describe/description.js';
import { code, paragraphs, plainText } from './describe/markdown.js';
import { describeEntry } from './describe/entry.js';
import { describeHead } from './describe/head.js';
import { entryWith, lineWith, type EditorDocument } from './document.js';
import { kindsMeant } from './head.js';
import type { EditorSet } from './set.js';

/** About a part of a line. */
export interface Hover {
  readonly contents: MarkupContent;
  readonly range: Range;
}

/** What there is to say of the place where the pointer is, in Markdown; null for nothing. */
export function hoverAt(set: EditorSet, document: EditorDocument, position: Position): Hover | null {
  const offset = document.places.offsetAt(position);
  const line = lineWith(document, offset);
  const at = line ? offset - line.offset : -1;
  if (!line || at < 0 || at > line.text.length) return null;
  const found = describe(set, document, line, at);
  if (!found) return null;
  const range = document.places.rangeOf(line.offset + found.from, line.offset + found.to);
  return { contents: { kind: 'markdown', value: found.markdown }, range };
}

/** The same for an editor that cannot show Markdown. */
export function inPlainText({ contents: { value }, range }: Hover): Hover {
  return { contents: { kind: 'plaintext', value: plainText(value) }, range };
}

function describe(set: EditorSet, document: EditorDocument, line: Line, at: number): Description | undefined {
  switch (line.type) {
    case 'name': {
      const entry = loadedEntryAt(set, document, line.offset);
      return entry && { markdown: describeEntry(entry, set.entries()), from: 0, to: line.text.length };
    }
    case 'kind':
      return describeHead(line.text, at);
    case 'body': {
      const entry = entryWith(document, line.offset);
      return entry && describeBody(entry, line, at, set.options);
    }
    case 'comment':
      return describeRule(line, at);
    default:
      return undefined;
  }
}

function describeBody(
  entry: Entry,
  line: Line,
  at: number,
  { version = newestVersion, numCallers = defaultNumCallers }: LintOptions,
): Description | undefined {
  const body = entry.lines.filter(({ type }) => type === 'body');
  const [meant] = kindsMeant(lineOf(entry, 'kind')?.text ?? '', version);
  const read = meant && readExtra(meant.kind.extra, body[0]?.text, version);
  const hasExtra = read !== undefined && read.type !== 'absent';
  const place = body.findIndex(({ offset }) => offset === line.offset);
  if (hasExtra && place === 0) return describeExtra(line.text, at, meant!.kind.extra);
  return describeLocation(line.text, place - (hasExtra ? 1 : 0) >= numCallers);
}

/** In a comment that silences rules: about the rule. */
function describeRule(line: Line, at: number): Description | undefined {
  const [directive] = directivesOf({ type: 'file', items: [line] });
  const named = directive?.rules.find(({ id, from }) => at >= from && at <= from + id.length);
  const rule = rules.find(({ id }) => id === named?.id);
  if (!named || !rule) return undefined;
  const { id, description, why } = rule;
  const markdown = paragraphs([`${code(id)}: ${description}`, why]);
  return { markdown, from: named.from, to: named.from + id.length };
}
