import type { Frame } from '../finding/finding.js';
import type { FramePattern } from '../suppression/suppression.js';
import { hasWildcard } from './glob.js';
import type { FrameLine } from './laying.js';

/** A byte that no line of a file can spell, since it ends the line. */
export const unspelt = '\n';

/**
 * A stack that the lines fit and that few others do: where they leave something open, stands a byte that no line spells.
 */
export function plainStack(lines: readonly FramePattern[]): readonly Frame[] {
  return lines.map((line) => {
    switch (line.type) {
      case '...':
        return open;
      case 'src':
        return { ...open, file: plainName(line.file), line: line.line || unaskedLine };
      default:
        return { ...open, [line.type]: plainName(line.pattern) };
    }
  });
}

/** The name that fits a glob there. */
export function plainName(glob: string): string {
  return hasWildcard(glob) ? glob.replace(/[*?]/g, unspelt) : glob;
}

/** The glob of a line. */
export function textOf(line: FrameLine): string {
  return line.type === 'src' ? line.file : line.pattern;
}

const open: Frame = { fun: unspelt, obj: unspelt, file: null };

/** Lines of files have numbers of 32 bits. */
const unaskedLine = 2 ** 32;
