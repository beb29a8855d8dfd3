import { displayText } from '../text.js';

const bold = 1;
const red = 31;
const green = 32;
const cyan = 36;

/** A unified diff for a terminal, in colours. */
export function colouredDiff(diff: string): string {
  return diff.split('\n').map(coloured).join('\n');
}

/** A unified diff for a terminal without colours. */
export function plainDiff(diff: string): string {
  return diff.split('\n').map(shown).join('\n');
}

function shown(line: string): string {
  return displayText(line.replace(/\r$/, ''));
}

function coloured(line: string): string {
  const text = shown(line);
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
