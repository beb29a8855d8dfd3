import { areSame } from '../stack-sharing.js';
import { elementOf, skip, type Cursor } from './cursor.js';
import type { Element } from './element.js';
import { createFrameFinder, full } from './find-frames.js';

/** Reads what stands at a cursor; undefined for what is not as Valgrind prints it, where it stops anywhere. */
export type ReadElement = (cursor: Cursor) => Element | undefined;

interface KnownFrame {
  readonly element: Element;
  /** How many line ends it has. */
  readonly lines: number;
  /** No other one that is remembered has it. */
  readonly number: number;
}

interface KnownStack {
  readonly frames: readonly KnownFrame[];
  readonly element: Element;
}

const stackEnd = '  </stack>\n';
/** So many frames are remembered before starting afresh, and so many in all stacks. */
const mostFrames = 1 << 15;
const mostInStacks = 1 << 18;
/** The hashes of so many stacks that came once. */
const places = 1 << 15;
/** Stacks with more bytes are left to the parser. */
const longest = 1 << 20;

/**
 * Reads stacks behind their start tags, and gives the same elements for equal frames and stacks, as far as they are remembered.
 * `readFrame` reads what is new. A stack is remembered when it comes for the second time: most of a log that is read for the
 * first time do not come again.
 */
export function createKnownStacks(readFrame: ReadElement): ReadElement {
  const finder = createFrameFinder();
  let known: KnownFrame[] = [];
  let isFull = false;
  /** By a hash over the numbers of the frames; of two stacks with one hash, the later one. */
  const stacks = new Map<number, KnownStack>();
  let size = 0;
  const once = new Int32Array(places);
  /** The frames of the stack that is being read. */
  let frames: KnownFrame[] = [];

  function forget(): void {
    finder?.forget();
    known = [];
    isFull = false;
    stacks.clear();
    size = 0;
    once.fill(0);
  }

  /** Reads a frame that is not remembered. */
  function learn(cursor: Cursor): KnownFrame | undefined {
    const before = cursor.lines;
    const element = readFrame(cursor);
    if (!element) return undefined;
    const frame = { element, lines: cursor.lines - before, number: known.length };
    const kept = finder!.keep(frame.number);
    isFull ||= kept === full || known.length >= mostFrames;
    known.push(frame);
    return frame;
  }

  /** Reads all frames, which end where `cursor` then is. */
  function readFrames(cursor: Cursor): boolean {
    frames = [];
    const numbers = finder!.numbers();
    for (;;) {
      const count = finder!.find(cursor.at);
      for (let i = 0; i < count; i++) {
        const frame = known[numbers[i]!]!;
        cursor.lines += frame.lines;
        frames.push(frame);
      }
      cursor.at = finder!.stop();
      if (finder!.end() > 0) {
        const frame = learn(cursor);
        if (!frame) return false;
        frames.push(frame);
      } else if (count < numbers.length) return true;
    }
  }

  function elementOfFrames(): Element {
    const hash = hashOf(frames);
    const same = stacks.get(hash);
    if (same && areSame(same.frames, frames)) return same.element;
    const element = elementOf(
      'stack',
      '',
      frames.map((frame) => frame.element),
    );
    if (once[hash & (places - 1)] === hash) {
      if (size >= mostInStacks) {
        stacks.clear();
        size = 0;
      }
      size += frames.length + 1;
      stacks.set(hash, { frames, element });
    } else once[hash & (places - 1)] = hash;
    return element;
  }

  /** Without remembering anything. */
  function readNew(cursor: Cursor): Element | undefined {
    const children: Element[] = [];
    for (const start = cursor.at; cursor.at - start < longest;) {
      if (skip(cursor, stackEnd)) return elementOf('stack', '', children);
      const frame = readFrame(cursor);
      if (!frame) return undefined;
      children.push(frame);
    }
    return undefined;
  }

  return (cursor) => {
    if (!finder?.put(cursor.text)) return readNew(cursor);
    if (isFull) forget();
    return readFrames(cursor) && skip(cursor, stackEnd) ? elementOfFrames() : undefined;
  };
}

export function hashOf(frames: readonly Pick<KnownFrame, 'number'>[]): number {
  let hash = frames.length;
  for (const { number } of frames) hash = (Math.imul(hash, 0x01000193) ^ number) | 0;
  return hash;
}
