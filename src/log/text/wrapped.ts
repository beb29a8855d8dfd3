import type { Frame } from '../../finding/finding.js';

/** Longer lines are not put together: of names without end each piece would be copied again with the next. */
const longest = 1 << 12;

/**
 * May the end of a stack line stand on the next one, as mail programs and terminals wrap lines? Valgrind closes each
 * bracket that it opens, and mostly says last where the frame is.
 */
export function mayBeWrapped(call: string, { obj, line }: Frame): boolean {
  return isUnclosed(call) || (obj === undefined && line === undefined);
}

/** A stack line that was wrapped and what stands on the next line; undefined where that is something else. */
export function rejoined(text: string, next: string): string | undefined {
  const rest = next.trim();
  if (rest === '' || text.length + rest.length >= longest) return undefined;
  if (isUnclosed(text)) return text + (isCutInWord(text, rest) ? '' : ' ') + rest;
  return place.test(rest) ? `${text} ${rest}` : undefined;
}

function isUnclosed(text: string): boolean {
  let depth = 0;
  for (let at = text.indexOf('('); at >= 0 && at < text.length; at++) {
    const code = text.charCodeAt(at);
    if (code === 0x28) depth++;
    else if (code === 0x29) depth--;
  }
  return depth > 0;
}

/** Mail programs put the newline in the place of a blank, terminals anywhere: within a path, or before what never follows a blank. */
function isCutInWord(text: string, rest: string): boolean {
  return /\(in \/\S*$/.test(text) || /^[),:]/.test(rest);
}

/** An object, of which the end may be missing again, or a source file. */
const place = /^\((?:in \/|[^()]*:\d{1,10}\)$)/;
