import { FILE_HEADERS_ONLY, createTwoFilesPatch } from 'diff';
import { displayText } from '../text.js';

/** The unified diff of two versions of a file as a byte string, which `patch` takes; empty where they are equal. */
export function unifiedDiff(file: string, before: string, after: string): string {
  if (before === after) return '';
  return createTwoFilesPatch(file, file, before, after, undefined, undefined, {
    context: 3,
    headerOptions: FILE_HEADERS_ONLY,
  });
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
