import { displayText } from '../text.js';
import { boundedHtml, escapeHtml } from './escape.js';

/** No name needs more to be recognised, and an end beyond it is not looked at. */
const mostBytes = 4_000;

/** What people read of a byte string of a log or set: bounded, and nothing in it acts on what shows it. */
export function shownBytes(bytes: string): string {
  return displayText(bytes.length > mostBytes ? `${bytes.slice(0, mostBytes)}…` : bytes);
}

/** The same as HTML; what is longer than `most` characters (default: 120) is short, with its tooltip. */
export function htmlBytes(bytes: string, most?: number): string {
  return boundedHtml(shownBytes(bytes), most);
}

/** As code. */
export function codeHtml(bytes: string, most?: number): string {
  return `<code>${htmlBytes(bytes, most)}</code>`;
}

/** Several lines as they are, bounded. */
export function linesHtml(bytes: string): string {
  return `<pre tabindex="0">${escapeHtml(bytes.slice(0, mostBytes).split('\n').map(displayText).join('\n'))}</pre>`;
}
