import { ownCopy } from '../own-copy.js';
import { elementOf, readContent, readTag, skip, type Cursor } from './cursor.js';
import type { Element } from './element.js';
import { createKnownStacks } from './known-stacks.js';
import { createMemory } from './memory.js';
import { createStackReader, type StackReader } from './stacks.js';
import { neverInside } from './unit-names.js';

/** An element, and how many line ends it had. */
export interface Piece {
  readonly element: Element;
  readonly lines: number;
}

/**
 * Reads what comes again and again in logs of one program, and gives the same element for what it read before, as far as that
 * is remembered. All of it is bounded.
 */
export interface Pieces {
  /** Reads the rest of a stack, behind its start tag. Undefined for what is not as Valgrind prints it. */
  readonly readStack: (cursor: Cursor) => Element | undefined;
  /** Of what stands within `<suppression>` before its raw text. Undefined as well. */
  readonly suppression: (text: string, start: number, end: number) => Piece | undefined;
  /** The rest of an element that holds text, behind its start tag. With `asPart` the text is a part of the log, else a copy. */
  readonly readLeafOf: (cursor: Cursor, name: string, asPart?: boolean) => Element | undefined;
  /** What is made of those stacks. */
  readonly stacks: StackReader;
}

/** No element inside of a unit, or one with rules of its own. */
const noLeaves: ReadonlySet<string> = new Set([...neverInside, 'valgrindoutput', 'rawtext']);
const [frameStart, frameEnd] = ['    <frame>\n', '    </frame>\n'];
/** Shorter parts of a string are no part of it but copies already. */
const minSlice = 13;

/** A reader that remembers nothing yet; one for all logs of a thread. */
export function createPieces(): Pieces {
  const share = createMemory<string>(1 << 19, ownCopy);

  function readFrame(cursor: Cursor): Element | undefined {
    if (!skip(cursor, frameStart)) return undefined;
    const children: Element[] = [];
    while (!skip(cursor, frameEnd)) {
      const leaf = readLeaf(cursor);
      if (!leaf) return undefined;
      children.push(leaf);
    }
    return elementOf('frame', '', children);
  }

  const suppression = createMemory<Piece>(1 << 21, (text) => {
    const cursor = { text, at: 0, lines: 0 };
    const children: Element[] = [];
    while (cursor.at < text.length) {
      const child = readSuppressionFrame(cursor) ?? readLeaf(cursor);
      if (!child) return undefined;
      children.push(child);
    }
    return { element: elementOf('suppression', '', children), lines: cursor.lines };
  });

  function owned(text: string): string {
    return text.length < minSlice ? text : share(text, 0, text.length)!;
  }

  /** A line, or more if its text has line ends, that is one element with a text. */
  function readLeaf(cursor: Cursor): Element | undefined {
    const name = readTag(cursor);
    return name === undefined ? undefined : readLeafOf(cursor, name);
  }

  function readLeafOf(cursor: Cursor, name: string, asPart = false): Element | undefined {
    if (noLeaves.has(name)) return undefined;
    const content = readContent(cursor, name);
    if (content === undefined || !skip(cursor, '\n')) return undefined;
    return elementOf(name, asPart ? content : owned(content));
  }

  /** `<sframe> <fun>NAME</fun> </sframe>`: the only line with two elements. */
  function readSuppressionFrame(cursor: Cursor): Element | undefined {
    if (!skip(cursor, '    <sframe>')) return undefined;
    const name = readTag(cursor);
    if (name !== 'fun' && name !== 'obj') return undefined;
    const content = readContent(cursor, name);
    if (content === undefined || !skip(cursor, ' </sframe>\n')) return undefined;
    return elementOf('sframe', '', [elementOf(name, owned(content))]);
  }

  return { readStack: createKnownStacks(readFrame), suppression, readLeafOf, stacks: createStackReader() };
}
