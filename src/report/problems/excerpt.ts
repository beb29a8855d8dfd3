import { characterStart, displayText } from '../text.js';
import { displayWidth } from './width.js';

/** A line with a mark under a part of it. */
export interface Excerpt {
  readonly text: string;
  readonly mark: string;
}

/** How many bytes of a long line are shown, and how many of them before the marked part. */
const room = 120;
const before = 50;

/**
 * A line as a terminal may show it, cut around the marked bytes when it is long.
 * @param column first marked byte, from 1
 * @param endColumn the byte after the last; at least one place is marked
 */
export function excerpt(line: string, column: number, endColumn: number): Excerpt {
  const whole = line.replace(/\r$/, '');
  const isLong = whole.length > room;
  const start = isLong ? characterStart(whole, Math.max(0, column - 1 - before)) : 0;
  const end = isLong ? characterStart(whole, Math.min(whole.length, start + room)) : whole.length;
  const show = (from: number, to: number) => displayText(whole.slice(from, to).replaceAll('\t', ' '));
  const first = characterStart(whole, Math.min(column - 1, end));
  const last = characterStart(whole, Math.min(Math.max(endColumn - 1, first), end));
  const lead = (start > 0 ? '...' : '') + show(start, first);
  const marked = show(first, last);
  return {
    text: lead + marked + show(last, end) + (end < whole.length ? '...' : ''),
    mark: ' '.repeat(displayWidth(lead)) + '^'.repeat(Math.max(1, displayWidth(marked))),
  };
}
