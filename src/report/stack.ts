import type { Finding, Frame } from '../finding/finding.js';
import { displayText } from './text.js';

/** A frame as Valgrind prints it, without its address: `g_malloc (gmem.c:130)`, `??? (in /usr/lib/libglib.so)`. */
export function printedFrame(frame: Frame): string {
  let text = printed.get(frame);
  if (text === undefined) printed.set(frame, (text = printFrame(frame)));
  return text;
}

/** Equal frames of a log are one object, which many stacks share. */
const printed = new WeakMap<Frame, string>();

function printFrame(frame: Frame): string {
  return printedName(frame) + printedPlace(frame);
}

/** What stands of a frame before its place. */
export function printedName(frame: Frame): string {
  return displayText(frame.demangled ?? frame.fun ?? '???');
}

/** ` (gmem.c:130)`, ` (in /usr/lib/libglib.so)`, or nothing. */
export function printedPlace({ file, line, obj }: Frame): string {
  if (file) return displayText(` (${file}${line === undefined ? '' : `:${line}`})`);
  return obj && obj !== '???' ? displayText(` (in ${obj})`) : '';
}

/** A stack, one line a frame, `at` and `by` as in a log; the middle of a long one is left out. */
export function printedStack(frames: readonly Frame[], indent: string, most = 16): string[] {
  const lines = frames.map(
    (frame, position) => `${indent}${position === 0 ? 'at' : 'by'} ${printedFrame(frame)}`,
  );
  if (lines.length <= most) return lines;
  const left = lines.length - most + 1;
  return [...lines.slice(0, most - 4), `${indent}   … ${left} frames`, ...lines.slice(-3)];
}

/** The origins of a value, where there are several; nothing else, since one is in the log to read. */
export function printedOrigins(finding: Finding, indent: string): string[] {
  if (finding.origins.length < 2) return [];
  return finding.origins.flatMap(({ caption, frames }) => [
    displayText(`${indent}${caption.trim()}`),
    ...printedStack(frames, `${indent}  `, 8),
  ]);
}

/** What went wrong, how often, and where the first record stands. */
export function printedHead(finding: Finding): string {
  const place = finding.places[0];
  const often = finding.count > 1 ? `, ${finding.count} times` : '';
  return displayText(
    `${finding.kind}${finding.leakKind ? ` (${finding.leakKind})` : ''} ${finding.id}: ${finding.what}${often}` +
      (place ? ` [${place.log}:${place.line}]` : ''),
  );
}
