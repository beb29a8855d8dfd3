import { isWrittenComment } from '../../rewrite/comments.js';
import type { Line } from '../../suppression/tree.js';
import { alignment, diff3, type Span } from './diff3.js';

export type Side = 'ours' | 'theirs';

/** A line of a merged text, and where it is from. */
export interface Taken {
  readonly line: Line;
  readonly side: Side;
}

export interface ThreeLists {
  readonly base: readonly Line[];
  readonly ours: readonly Line[];
  readonly theirs: readonly Line[];
}

/**
 * Merges lines that two sides made of a third text. Where both changed the same stretch, the comments of both stay, and of
 * the other lines those of one side.
 *
 * @param decides that side; comments that chaff wrote about what an entry hides are taken from it alone, too
 */
export function mergeLines(texts: ThreeLists, decides: Side): Taken[] {
  const { base, ours, theirs } = texts;
  const known = new Set(base.map(keyOf));
  const inOurs = new Set(ours.map(keyOf));
  const isRepeat = (line: Line) => isProse(line) && inOurs.has(keyOf(line)) && !known.has(keyOf(line));
  const chunks = diff3(base.map(keyOf), ours.map(keyOf), theirs.map(keyOf));
  return chunks.flatMap((chunk) => {
    const [was, our, their] = [cut(base, chunk.base), cut(ours, chunk.ours), cut(theirs, chunk.theirs)];
    if (chunk.same) return [sameLine(was[0]!, our[0]!, their[0]!)];
    if (areEqual(was, their) || areEqual(our, their)) return from('ours', our);
    const news = their.filter((line) => !isRepeat(line));
    return areEqual(was, our) ? from('theirs', news) : both(was, our, news, decides);
  });
}

/** Merges lines that two sides wrote without a text to start from: what they have in common stands for one. */
export function joinLines(ours: readonly Line[], theirs: readonly Line[], decides: Side): Taken[] {
  const common = [...alignment(ours.map(keyOf), theirs.map(keyOf)).keys()].map((at) => ours[at]!);
  return mergeLines({ base: common, ours, theirs }, decides);
}

/** Names are merged apart from the lines, so all are one. */
function keyOf({ type, text }: Line): string {
  return type === 'name' ? 'name' : `${type} ${text}`;
}

/** A line that all have; theirs where only they laid it out anew. */
function sameLine(was: Line, our: Line, their: Line): Taken {
  const isOld = our.indent === was.indent && our.end === was.end;
  return isOld ? { line: their, side: 'theirs' } : { line: our, side: 'ours' };
}

function both(was: readonly Line[], our: readonly Line[], their: readonly Line[], decides: Side): Taken[] {
  const [chosen, other] = decides === 'ours' ? [our, their] : [their, our];
  const otherSide = decides === 'ours' ? 'theirs' : 'ours';
  const has = (lines: readonly Line[], line: Line) => lines.some((each) => keyOf(each) === keyOf(line));
  const added = other.filter(
    (line) => isComment(line) && !has(was, line) && !has(chosen, line) && !isWrittenComment(line.text),
  );
  const removed = (line: Line) => isComment(line) && has(was, line) && !has(other, line);
  const kept = chosen.filter((line) => !removed(line));
  const place = kept.findIndex((line) => !isComment(line));
  const comments = from(decides, place < 0 ? kept : kept.slice(0, place));
  const rest = from(decides, place < 0 ? [] : kept.slice(place));
  const more = from(otherSide, added);
  return decides === 'ours' ? [...comments, ...more, ...rest] : [...more, ...comments, ...rest];
}

function from(side: Side, lines: readonly Line[]): Taken[] {
  return lines.map((line) => ({ line, side }));
}

function cut(lines: readonly Line[], { from: first, to }: Span): readonly Line[] {
  return lines.slice(first, to);
}

function areEqual(a: readonly Line[], b: readonly Line[]): boolean {
  return a.length === b.length && a.every((line, at) => keyOf(line) === keyOf(b[at]!));
}

function isComment({ type }: Line): boolean {
  return type === 'comment';
}

/** A comment with words in it; others, such as a rule of dashes, may well stand twice. */
function isProse({ type, text }: Line): boolean {
  return type === 'comment' && /[a-z\d\x80-\xff]/i.test(text);
}
