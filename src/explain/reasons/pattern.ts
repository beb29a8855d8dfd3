import type { FrameLine } from '../../match/overlay.js';

/** What a line compares names with. */
export function textOf(line: FrameLine): string {
  return line.type === 'src' ? line.file : line.pattern;
}

/** The same line with another pattern. */
export function withText(line: FrameLine, text: string): FrameLine {
  return line.type === 'src' ? { ...line, file: text } : { ...line, pattern: text };
}
