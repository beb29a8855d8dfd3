import { maxLine } from './bounds.js';

/**
 * The beginning of the next line when the line at `at` is output of the program for sure, as most of it is; -1 when
 * only a closer look tells, or the line has no end. It must not stand within a generated suppression.
 */
export function skimOutput(chunk: string, at: number): number {
  if (beginsMessage(chunk.charCodeAt(at))) return -1;
  const end = chunk.indexOf('\n', at);
  if (end < 0 || end - at > maxLine) return -1;
  return saysNothing(chunk.slice(at, end)) ? end + 1 : -1;
}

/** Would a line be skimmed, if it stood in a chunk? */
export function isOutput(line: string): boolean {
  return !beginsMessage(line.charCodeAt(0)) && saysNothing(line);
}

function beginsMessage(byte: number): boolean {
  switch (byte) {
    // A prefix, or `{`, with which a generated suppression begins; or a colour, before either.
    case 0x1b: /* ESC */
    case 0x2a: /* * */
    case 0x2d: /* - */
    case 0x3d: /* = */
    case 0x3e: /* > */
    case 0x7b:
      return true;
  }
  return false;
}

function saysNothing(line: string): boolean {
  return !mayBeCrash(line) && !line.includes('==');
}

/** All reports of a crash of the tool name its reporter, and a colon after it. */
function mayBeCrash(line: string): boolean {
  const colon = line.indexOf(':');
  return colon >= 0 && colon <= longestReporter;
}

const longestReporter = 'VALGRIND INTERNAL ERROR'.length;
