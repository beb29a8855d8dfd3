import { bytesOf } from '../rewrite/lines.js';
import { metadataOf, type MetadataKey } from '../suppression/metadata.js';
import type { Line } from '../suppression/tree.js';
import type { SetEntry } from '../set/set-entry.js';
import { commentLine } from '../suppression/write.js';
import type { Decision } from './verdict.js';

export type Values = Pick<Decision, 'reason' | 'bug' | 'owner' | 'added'>;

const keys = ['reason', 'bug', 'owner', 'added'] as const;

/** The comment lines that say them, without their ends, in the order in which they are written. */
export function commentsOf(values: Values): readonly string[] {
  return keys.flatMap((key) => (values[key] === undefined ? [] : (lineFor(key, values[key]) ?? [])));
}

/**
 * The bytes of lines of an entry with other comments: a value takes the place of all that the entry has of its key, an
 * empty one takes them away. What is new stands directly above the `{`.
 *
 * @param lines of the entry, from a comment above it or from its `{` on
 * @param more comment lines, without their ends, that it gets as well
 */
export function recommented(
  { source }: SetEntry,
  lines: readonly Line[],
  values: Values,
  more: readonly string[],
  newline: string,
): string {
  const held = keysByLine(source);
  const said = new Set<MetadataKey>();
  const texts = lines.map((line): string | undefined => {
    const key = keys.find((each) => each === held.get(line.line));
    const value = key && values[key];
    if (key === undefined || value === undefined) return bytesOf(line);
    const text = said.has(key) ? undefined : lineFor(key, value);
    said.add(key);
    if (text === undefined) return '';
    return says(line, key, value) ? bytesOf(line) : line.indent + text + line.end;
  });
  const open = lines.findIndex(({ type }) => type === 'open');
  const fresh = keys.flatMap((key) => {
    const value = values[key];
    return value === undefined || said.has(key) ? [] : (lineFor(key, value) ?? []);
  });
  const added = [...more, ...fresh].map((text) => text + newline);
  return [...texts.slice(0, open), ...added, ...texts.slice(open)].join('');
}

/** Comment lines of entries that another one stands for, but for keys that it has itself or is about to get. */
export function commentsBeside(
  own: SetEntry,
  others: readonly { readonly entry: SetEntry; readonly lines: readonly Line[] }[],
  values: Values,
): readonly string[] {
  const texts = new Set(own.source.ofType('comment').map(({ text }) => text));
  const taken = new Set<MetadataKey>(keysByLine(own.source).values());
  for (const key of keys) if (values[key] !== undefined) taken.add(key);
  const found: string[] = [];
  for (const { entry, lines } of others) {
    const held = keysByLine(entry.source);
    const comments = lines.filter(({ type }) => type === 'comment');
    for (const { line, text } of comments) {
      const key = held.get(line);
      if (texts.has(text) || (key !== undefined && taken.has(key))) continue;
      texts.add(text);
      found.push(text);
    }
    for (const key of held.values()) taken.add(key);
  }
  return found;
}

/** The keys of the metadata lines of an entry, by line number; values that the key does not take count. */
function keysByLine(source: SetEntry['source']): ReadonlyMap<number, MetadataKey> {
  const { malformed, ...values } = metadataOf(source);
  const held = new Map<number, MetadataKey>();
  for (const [key, found] of Object.entries(values))
    for (const { line } of found) held.set(line.line, key as MetadataKey);
  for (const { line, key, fault } of malformed) if (fault !== 'key') held.set(line.line, key);
  return held;
}

function lineFor(key: keyof Values, value: string): string | undefined {
  const text = commentLine(`${key}: ${value}`);
  return text === `# ${key}:` ? undefined : text;
}

function says({ text }: Line, key: keyof Values, value: string): boolean {
  return (
    text.replace(/^#+[ \t\f\v\r]*[a-z]+[ \t\f\v\r]*:[ \t\f\v\r]*/i, '') ===
    lineFor(key, value)!.slice(key.length + 4)
  );
}
