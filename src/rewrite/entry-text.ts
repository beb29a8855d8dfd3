import { diffArrays } from 'diff';
import { parse } from '../suppression/parse.js';
import type { Entry, Line } from '../suppression/tree.js';
import { formatSuppression, type NewEntry } from '../suppression/write.js';
import { isWrittenComment } from './comments.js';
import { bytesOf } from './lines.js';

/**
 * The bytes of an entry that takes the place of others, given their lines: name, kind and layout of the first, the comments of all, and of
 * the lines that say what it hides those that stay as they were.
 */
export function replacedText(
  sources: readonly (readonly Line[])[],
  entry: NewEntry,
  newline: string,
): string {
  const [lines = [], ...others] = sources;
  const comments = commentsOf(sources, entry, newline);
  const open = lines.findIndex(({ type }) => type === 'open');
  const kind = lines.findIndex(({ type }) => type === 'kind');
  const inner = others.flatMap((other) => other.slice(linesAbove(other).length).filter(isComment));
  return [
    ...comments,
    ...lines.slice(open, kind + 1).map(bytesOf),
    ...inner.map(bytesOf),
    ...mergedBody(lines.slice(kind + 1), bodyOf(entry)),
  ].join('');
}

/** The lines above the entry that people wrote; those that chaff wrote are made anew, where there are some. */
function commentsOf(sources: readonly (readonly Line[])[], entry: NewEntry, newline: string): string[] {
  const all = sources.flatMap(linesAbove);
  const kept = all.filter(({ text }) => !isWrittenComment(text));
  const own = kept.length < all.length ? (entry.comments ?? []).map((text) => `# ${text}${newline}`) : [];
  return [...new Map(kept.map((line) => [line.text, bytesOf(line)])).values(), ...own];
}

function linesAbove(lines: readonly Line[]): readonly Line[] {
  return lines.slice(
    0,
    lines.findIndex(({ type }) => type === 'open'),
  );
}

/** Extra line and locations as chaff writes them, without indentation. */
function bodyOf(entry: NewEntry): string[] {
  const [written] = parse(formatSuppression({ ...entry, comments: [] })).items;
  return (written as Entry).lines.filter(({ type }) => type === 'body').map(({ text }) => text);
}

/** The lines behind the kind with new body lines; comments between them stay where they are. */
function mergedBody(old: readonly Line[], wanted: readonly string[]): string[] {
  const body = old.filter(({ type }) => type === 'body');
  const { indent, end } = body[0]!;
  const result: string[] = [];
  const left = [...old];
  const passOthers = () => {
    while (left[0] && left[0].type !== 'body' && left[0].type !== 'close')
      result.push(bytesOf(left.shift()!));
  };
  for (const { value, added, removed } of diffArrays(
    body.map(({ text }) => text),
    [...wanted],
  ))
    for (const text of value) {
      if (added) {
        result.push(indent + text + end);
        continue;
      }
      passOthers();
      const line = left.shift()!;
      if (!removed) result.push(bytesOf(line));
    }
  return [...result, ...left.map(bytesOf)];
}

function isComment({ type }: Line): boolean {
  return type === 'comment';
}
