import type { FrameLine } from '../../match/overlay.js';

/** The same line with another pattern. */
export function withText(line: FrameLine, text: string): FrameLine {
  return line.type === 'src' ? { ...line, file: text } : { ...line, pattern: text };
}
