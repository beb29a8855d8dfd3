import { elementOf, isAt, readTag, skip, type Cursor } from './cursor.js';
import type { Element, Unit } from './element.js';
import type { Piece, Pieces } from './pieces.js';
import { wanted } from './unit-names.js';

/** Reads what stands in a log exactly as Valgrind prints it. */
export interface Scanner {
  /**
   * Reads whole units from `start` on, where a line begins and nothing is open but the root, and delivers those that
   * matter. Stops before the first one that is not whole, or not as Valgrind prints it.
   */
  scan(text: string, start: number, line: number): Scanned;
}

export interface Scanned {
  /** Where it stopped, which is where a line begins, and the number of that line. */
  readonly at: number;
  readonly line: number;
  /** Can what follows be a unit once the text goes on? */
  readonly unfinished: boolean;
}

/** Longer units are left to the parser. */
const maxUnit = 1 << 20;
/** What is looked at in one step is not longer, but for stacks and suppressions. */
const maxStep = 1 << 13;

const wrappers = [
  ...['acquired_at', 'first_observed_at', 'allocation_context', 'confl_wait_call'],
  ...['other_segment_start', 'other_segment_end'],
];
/** What a unit can be that holds elements. */
const units: readonly string[] = [
  ...['preamble', 'args', 'status', 'error', 'errorcounts', 'suppcounts', 'error_summary', 'fatal_signal'],
  ...['announcethread', 'clientmsg', 'stack', 'suppression'],
];
type Holder = readonly [name: string, inside: readonly string[]];
/** The elements that hold elements, each with those inside of it that do as well. */
const holders = new Map<string, readonly string[]>([
  ...units.map((name): Holder => [name, []]),
  ['args', ['vargv', 'argv']],
  ['error', ['xwhat', 'xauxwhat', 'stack', 'suppression', ...wrappers]],
  ...['errorcounts', 'suppcounts'].map((name): Holder => [name, ['pair']]),
  ...['fatal_signal', 'announcethread', 'clientmsg', ...wrappers].map((name): Holder => [name, ['stack']]),
  ...['vargv', 'argv', 'xwhat', 'xauxwhat', 'pair'].map((name): Holder => [name, []]),
]);

const stackStart = '  <stack>\n';
const suppressionStart = '  <suppression>\n';
/** The suppression as text: whatever follows is not looked at if it holds no markup. */
const rawStart = '    <rawtext>\n<![CDATA[\n{\n   <insert_a_suppression_name_here>\n';
const rawEnd = ']]>\n    </rawtext>\n  </suppression>\n';
const rawEndTag = rawEnd.indexOf('<');

/**
 * The fast way through a log. What it reads, the parser would read alike; of anything else it keeps its hands off. Equal
 * stacks, frames and suppressions are given as one and the same element, so that what is made of them can be kept.
 */
export function createScanner(deliver: (unit: Unit) => void, pieces: Pieces): Scanner {
  const { readStack, suppression, readLeafOf } = pieces;
  const nextRawStart = createFinder(rawStart);

  function readSuppression(cursor: Cursor): Element | undefined {
    const { text } = cursor;
    const start = cursor.at + suppressionStart.length;
    const raw = nextRawStart(text, start);
    if (raw - start > maxUnit) return stop(cursor, raw);
    const tag = text.indexOf('<', raw + rawStart.length);
    const end = tag - rawEndTag;
    if (tag < 0 || !text.startsWith(rawEnd, end)) return stop(cursor, tag < 0 ? Infinity : tag);
    const piece = suppression(text, start, raw);
    if (piece) cursor.lines += 1 + linesBetween(text, raw, end + rawEnd.length);
    return pass(cursor, piece, end + rawEnd.length);
  }

  /** Reads an element, where those of `inside` can hold others, or an end tag, of which it gives `/name`. */
  function readElement(
    cursor: Cursor,
    inside: readonly string[],
    inError: boolean,
  ): Element | string | undefined {
    const { text, at } = cursor;
    if (text.charCodeAt(at + 3) === 0x73 /* s */) {
      if (skip(cursor, stackStart)) return inside.includes('stack') ? readStack(cursor) : undefined;
      if (isAt(text, at, suppressionStart))
        return inside.includes('suppression') ? readSuppression(cursor) : undefined;
    }
    const name = readTag(cursor);
    if (name === undefined) return undefined;
    if (!skip(cursor, '\n')) return readLeafOf(cursor, name, inError);
    if (name.startsWith('/')) return name;
    return inside.includes(name) ? readHolder(cursor, name, inError || name === 'error') : undefined;
  }

  function readHolder(cursor: Cursor, name: string, inError: boolean): Element | undefined {
    const inside = holders.get(name)!;
    const children: Element[] = [];
    const start = cursor.at;
    while (cursor.at - start < maxUnit) {
      const child = readElement(cursor, inside, inError);
      if (child === undefined) return undefined;
      if (typeof child !== 'string') children.push(child);
      else return child === `/${name}` ? elementOf(name, '', children) : undefined;
    }
    return undefined;
  }

  return {
    scan(text, start, line) {
      const cursor = { text, at: start, lines: line };
      for (;;) {
        if (skip(cursor, '\n')) continue;
        const { at, lines } = cursor;
        const element = readElement(cursor, units, false);
        if (element === undefined || typeof element === 'string') {
          const unfinished = text.length - cursor.at < maxStep && text.length - at < maxUnit;
          return { at, line: lines, unfinished };
        }
        if (wanted.has(element.name))
          deliver({ name: element.name, line: lines, text: element.text, children: element.children });
      }
    },
  };
}

/** Says that there is nothing to read, as shows only at `at`. */
function stop(cursor: Cursor, at: number): undefined {
  cursor.at = at;
}

/** Steps over a piece, to `end`. */
function pass(cursor: Cursor, piece: Piece | undefined, end: number): Element | undefined {
  if (!piece) return undefined;
  cursor.at = end;
  cursor.lines += piece.lines;
  return piece.element;
}

function linesBetween(text: string, start: number, end: number): number {
  let lines = 0;
  for (let at = text.indexOf('\n', start); at >= 0 && at < end; at = text.indexOf('\n', at + 1)) lines++;
  return lines;
}

/**
 * Finds the next `marker` at or behind a place; Infinity for none. What it found it does not look for again, so that
 * reading on through one text takes time in proportion to it, whatever the text holds.
 */
function createFinder(marker: string): (text: string, from: number) => number {
  let known = '';
  let start = 0;
  let found = -1;
  return (text, from) => {
    if (text !== known || from < start || from > found) {
      const at = text.indexOf(marker, from);
      [known, start, found] = [text, from, at < 0 ? Infinity : at];
    }
    return found;
  };
}
