import { formatLeakSet } from './leak-set.js';
import { formatLocation } from './location.js';
import type { FramePattern, LeakKind } from './suppression.js';

/** A suppression to be written. All texts are byte strings. */
export interface NewEntry {
  readonly name: string;
  /** Tool and kind, e.g. `Memcheck:Cond`, `CoreError:FdBadClose`. */
  readonly kind: string;
  readonly extra?: string;
  /** Gives a `match-leak-kinds:` line; an empty list is written as `none`. */
  readonly leakKinds?: readonly LeakKind[];
  readonly frames: readonly FramePattern[];
  /** Lines to stand above the entry; the `# ` is added. */
  readonly comments?: readonly string[];
}

/** Valgrind aborts at longer lines; leaves room for indentation and the keyword. */
const longest = 50_000;

/**
 * An entry in the layout of `--gen-suppressions`, comment lines first, ending with a newline. Names and comments
 * are changed where Valgrind could not read them back; a byte that a pattern cannot hold becomes `?`, which
 * matches that byte.
 */
export function formatSuppression(entry: NewEntry): string {
  const inside = [
    safeName(entry.name),
    entry.kind,
    ...(entry.extra === undefined ? [] : [oneLine(entry.extra)]),
    ...(entry.leakKinds === undefined ? [] : [`match-leak-kinds: ${formatLeakSet(entry.leakKinds)}`]),
    ...entry.frames.map((frame) => formatLocation(safeFrame(frame))),
  ];
  const comments = (entry.comments ?? []).flatMap((comment) => comment.split('\n'));
  return [...comments.map(commentLine), '{', ...inside.map((line) => `   ${line}`), '}\n'].join('\n');
}

/** A comment line as Valgrind can read over it, without its end; of a text of several lines it makes one. */
export function commentLine(comment: string): string {
  return trim(`# ${oneLine(comment)}`);
}

/** The name as Valgrind can read it back: one line, not empty, no `}` and no comment. */
export function safeName(name: string): string {
  const line = oneLine(name);
  if (line === '') return 'unnamed';
  return line === '}' || line.startsWith('#') ? `_${line}` : line;
}

function oneLine(text: string): string {
  return trim(text.replace(/[\n\0]+/g, ' ').slice(0, longest));
}

/** A run of blanks is tried once, from its first one. */
const blanksAtEnd = /(?<![ \t\f\v\r])[ \t\f\v\r]+$/;

function trim(text: string): string {
  return text.replace(/^[ \t\f\v\r]+/, '').replace(blanksAtEnd, '');
}

function safeFrame(frame: FramePattern): FramePattern {
  if (frame.type === '...') return frame;
  if (frame.type === 'src') {
    return { ...frame, file: safePattern(frame.file.replaceAll(':', '?'), frame.line === 0) };
  }
  return { ...frame, pattern: safePattern(frame.pattern, true) };
}

/** A pattern loses white space at the end of its line. */
function safePattern(pattern: string, endsLine: boolean): string {
  if (pattern.length > longest) return `${safePattern(pattern.slice(0, longest), false)}*`;
  const safe = pattern.replace(/[\n\0]/g, '?');
  return endsLine ? safe.replace(blanksAtEnd, (blanks) => '?'.repeat(blanks.length)) : safe;
}
