import type { LeakKind } from '../suppression/suppression.js';
import { canonicalKind } from './headers/index.js';

/** A suppression that `--gen-suppressions` printed into a log (coregrind/m_errormgr.c): a location line for each printed frame. */
export interface SuppressionBlock {
  /** Line of its `{`. */
  readonly line: number;
  readonly kind: string;
  readonly extra?: string;
  readonly leakKind?: LeakKind;
  /** `fun:NAME`, `obj:PATH` or `obj:*`, innermost first. */
  readonly frames: readonly string[];
}

export interface BlockReader {
  /**
   * Takes one line without `==PID==` prefix, after the line with `{`.
   * `more`: part of the block or program output between; `none`: it was no generated suppression after all;
   * `broken`: it was one, but it is damaged; else the complete block.
   */
  line(text: string): 'more' | 'none' | 'broken' | SuppressionBlock;
}

/** A block as Valgrind prints it, with all line ends. */
export function printBlock({ kind, extra, leakKind, frames }: SuppressionBlock): string {
  const second = leakKind ? `match-leak-kinds: ${leakKind}` : extra;
  const inner = [
    '<insert_a_suppression_name_here>',
    kind,
    ...(second === undefined ? [] : [second]),
    ...frames,
  ];
  return `{\n${inner.map((each) => `   ${each}\n`).join('')}}\n`;
}

/** Bounds of what is kept and looked at for one block; 500 frames are Valgrind's own limit without inlined ones. */
const maxFrames = 4000;
const maxForeignLines = 200;

const nameLine = /^ {3}<insert[_ ]a[_ ]suppression[_ ]name[_ ]here>$/;
const kindLine = /^ {3}([A-Za-z-]{1,40}:[A-Za-z0-9]{1,60})$/;
const leakLine = /^match-leak-kinds: (reachable|possible|indirect|definite)$/;

/**
 * Reads one block. A `{` can as well be the program's (JSON, say), so the placeholder must follow directly; after that
 * lines which are not indented are the program's output on the same stream. `share` gives a text that can be kept.
 */
export function readBlock(line: number, share: (text: string) => string): BlockReader {
  let state: 'name' | 'kind' | 'frames' = 'name';
  let kind = '';
  let extra: string | undefined;
  let foreign = 0;
  const frames: string[] = [];

  return {
    line(text) {
      if (state === 'name') {
        if (!nameLine.test(text)) return 'none';
        state = 'kind';
        return 'more';
      }
      if (text === '}') {
        if (frames.length === 0) return 'broken';
        const leak = extra === undefined ? null : leakLine.exec(extra);
        const tail = leak ? { leakKind: leak[1] as LeakKind } : extra === undefined ? {} : { extra };
        return { line, kind, ...tail, frames };
      }
      if (!text.startsWith('   ')) return ++foreign > maxForeignLines ? 'broken' : 'more';
      if (state === 'kind') {
        const match = kindLine.exec(text);
        if (!match) return 'broken';
        kind = canonicalKind(share(match[1]!));
        state = 'frames';
        return 'more';
      }
      const content = text.slice(3);
      if (content.startsWith('fun:') || content.startsWith('obj:')) {
        if (frames.push(share(content)) > maxFrames) return 'broken';
      } else if (extra === undefined && frames.length === 0) {
        extra = share(content);
      } else if (++foreign > maxForeignLines) return 'broken';
      return 'more';
    },
  };
}
