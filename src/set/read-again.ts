import { linesIn } from '../suppression/lines.js';
import type { SourceFile } from '../suppression/load-set.js';
import { metadataOf } from '../suppression/metadata.js';
import { moved } from '../suppression/parse.js';
import type { Suppression, Tool } from '../suppression/suppression.js';
import type { Entry, Line } from '../suppression/tree.js';
import { readSetFile, type Piece, type SetFile } from './read-set.js';
import type { SetEntry } from './set-entry.js';

/**
 * Reads a file of which most was read before: the same as `readSetFile`, in much less time where few of many entries
 * differ. Only what is between the last entry that the beginnings of both share and the first one that their ends share is
 * read. That means the same by itself, for Valgrind comes out of an entry that it takes as it went in. Where it refuses
 * something, all is read.
 *
 * @param before as it was read for the same version
 */
export function readAgain(before: SetFile, { name, bytes }: SourceFile, version: string): SetFile {
  const whole = () => readSetFile({ name, bytes }, version);
  if (isBroken(before)) return whole();
  const { from, to, end } = differing(before, bytes);
  const between = readSetFile(
    { name, bytes: copied(bytes.slice(before.tree.lines.startAt(from), end)) },
    version,
  );
  if (isBroken(between) || (to !== undefined && !isOver(between))) return whole();

  const lines = linesIn(bytes);
  const behind = to ?? Infinity;
  const by = to === undefined ? 0 : from + between.tree.lines.letters.length - to;
  const parts = [
    { file: before, isWanted: (line: number) => line < from, by: 0 },
    { file: between, isWanted: () => true, by: from },
    { file: before, isWanted: (line: number) => line >= behind, by },
  ];
  const items: (Entry | Line)[] = [];
  const pieces: Piece[] = [];
  for (const { file, isWanted, by: down } of parts) {
    const sources = new Map<Entry, Entry>();
    for (const item of file.tree.items) {
      if (!isWanted(item.type === 'entry' ? item.from : item.line - 1)) continue;
      const there = moved(item, lines, down);
      if (item.type === 'entry') sources.set(item, there as Entry);
      items.push(there);
    }
    for (const piece of file.pieces) {
      if (piece.type === 'entry') {
        const source = sources.get(piece.entry.source);
        if (source) pieces.push({ type: 'entry', entry: entryAt(piece.entry, source, name, down) });
      } else if (piece.type === 'comments' && isWanted(piece.lines[0]!.line - 1))
        pieces.push({ type: 'comments', lines: piece.lines.map((line) => moved(line, lines, down) as Line) });
    }
  }
  return { name, bytes, tree: { type: 'file', items, lines }, pieces };
}

/**
 * What of a file is to be read: from one line of the file before, up to `end` in its bytes, where the line `to` of the one before
 * begins; undefined where nothing of that is left.
 */
function differing(
  { tree: { items, lines }, bytes: old }: SetFile,
  bytes: string,
): { readonly from: number; readonly to: number | undefined; readonly end: number } {
  const same = sameAtBeginning(old, bytes);
  const sameAtEnd = sameAtEnds(old, bytes, Math.min(old.length, bytes.length) - same);
  let from = 0;
  for (const item of items) {
    if (item.type !== 'entry' || !lines.isTerminated(item.to - 1)) continue;
    const end = lines.startAt(item.to);
    if (end <= same) from = item.to;
    if (end >= Math.max(old.length - sameAtEnd, lines.startAt(from)))
      return { from, to: item.to, end: bytes.length - (old.length - end) };
  }
  return { from, to: undefined, end: bytes.length };
}

/** How many bytes two texts share at their beginnings. Large pieces are compared at once. */
function sameAtBeginning(one: string, other: string): number {
  const most = Math.min(one.length, other.length);
  let at = 0;
  for (let step = 1 << 16; step >= 1; step >>= 4)
    while (at + step <= most && one.slice(at, at + step) === other.slice(at, at + step)) at += step;
  return at;
}

/** The same for their ends. */
function sameAtEnds(one: string, other: string, most: number): number {
  const tail = (text: string, length: number, step: number) =>
    text.slice(text.length - length - step, text.length - length);
  let length = 0;
  for (let step = 1 << 16; step >= 1; step >>= 4)
    while (length + step <= most && tail(one, length, step) === tail(other, length, step)) length += step;
  return length;
}

/** A part of a text that does not keep the whole of it in memory: of a thousand versions of a file each would be kept. */
function copied(part: string): string {
  return Buffer.from(part, 'latin1').toString('latin1');
}

function isBroken({ pieces }: SetFile): boolean {
  return pieces.some(({ type }) => type === 'broken');
}

/** Is what comes behind it about nothing in it? */
function isOver({ tree: { items }, bytes }: SetFile): boolean {
  const last = items.at(-1);
  return last === undefined || (last.type !== 'comment' && bytes.endsWith('\n'));
}

function entryAt(entry: SetEntry, source: Entry, file: string, by: number): SetEntry {
  const { line, name, content, loaded } = entry;
  return {
    ...{ file, name, source, content },
    line: line + by,
    loaded: by === 0 && entry.file === file ? loaded : loadedAt(loaded, file, by),
    get metadata() {
      return metadataOf(source);
    },
  };
}

function loadedAt(loaded: SetEntry['loaded'], file: string, by: number): ReadonlyMap<Tool, Suppression> {
  return new Map(
    Array.from(loaded, ([tool, each]): [Tool, Suppression] => [
      tool,
      { ...each, file, line: each.line + by },
    ]),
  );
}
