import type { Finding, Frame } from '../finding/finding.js';
import { shownName } from '../group/frames.js';

/** A name in a sentence: names are log text and as long as somebody likes. */
export function nameOf(frame: Frame): string {
  return shortened(shownName(frame), 80);
}

/** The beginning of a byte string, about `most` bytes of it, and `…` where that is not all; no UTF-8 character is cut in two. */
export function shortened(text: string, most: number): string {
  return text.length <= most ? text : `${text.slice(0, most).replace(/[\x80-\xff]{1,4}$/, '')}…`;
}

/** The innermost frames of a stack in a line. */
function stackLine(frames: readonly Frame[], most = 8): string {
  const shown = frames.slice(0, most).map(nameOf);
  return [...shown, ...(frames.length > most ? ['…'] : [])].join(' < ');
}

/** The first few stacks of findings. */
export function stackLines(findings: readonly Finding[], most = 3): string[] {
  return findings.slice(0, most).map(({ frames }) => stackLine(frames));
}

/** `1 stack`, `3 stacks`. */
export function count(number: number, one: string, many = `${one}s`): string {
  return `${number.toLocaleString('en-GB')} ${number === 1 ? one : many}`;
}

/** The most frequent first, then by name. */
export function mostSeen(names: Iterable<string>, most: number): (readonly [name: string, times: number])[] {
  const times = new Map<string, number>();
  for (const name of names) times.set(name, (times.get(name) ?? 0) + 1);
  return [...times].sort((a, b) => b[1] - a[1] || (a[0] < b[0] ? -1 : 1)).slice(0, most);
}
