import { FILE_HEADERS_ONLY, formatPatch, structuredPatch, type StructuredPatch } from 'diff';
import { displayText } from '../text.js';

/** The time that a diff takes grows with the square of the lines that changed. */
const maxEditLength = 2000;

/**
 * The unified diff of two versions of a file as a byte string, which `patch` takes; empty where they are equal. Where
 * thousands of lines changed it replaces the whole file.
 */
export function unifiedDiff(file: string, before: string, after: string): string {
  if (before === after) return '';
  const options = { context: 3, maxEditLength };
  const patch =
    structuredPatch(file, file, before, after, undefined, undefined, options) ??
    replacement(file, before, after);
  return formatPatch(patch, FILE_HEADERS_ONLY);
}

/** Every line out, every line in: each half has nothing to compare. */
function replacement(file: string, before: string, after: string): StructuredPatch {
  const removal = structuredPatch(file, file, before, '');
  const addition = structuredPatch(file, file, '', after);
  const [out] = removal.hunks;
  const [into] = addition.hunks;
  if (!out) return addition;
  if (!into) return removal;
  const hunk = { ...out, newLines: into.newLines, lines: [...out.lines, ...into.lines] };
  return { ...removal, hunks: [hunk] };
}

const bold = 1;
const red = 31;
const green = 32;
const cyan = 36;

/** The same for a terminal, in colours. */
export function colouredDiff(diff: string): string {
  return diff.split('\n').map(coloured).join('\n');
}

function coloured(line: string): string {
  const text = displayText(line.replace(/\r$/, ''));
  const code = colourOf(line);
  return code === undefined ? text : `\x1b[${code}m${text}\x1b[0m`;
}

function colourOf(line: string): number | undefined {
  if (/^(?:---|\+\+\+) /.test(line)) return bold;
  switch (line[0]) {
    case '-':
      return red;
    case '+':
      return green;
    case '@':
      return cyan;
    default:
      return undefined;
  }
}
