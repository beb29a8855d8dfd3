import type { Finding, Frame } from '../finding/finding.js';
import { matches } from '../match/matches.js';
import type { FramePattern } from '../suppression/suppression.js';
import { asSuppression } from './noise.js';

/**
 * The frames of a finding that the lines meet one by one, without those that `...` skips: what an entry should be
 * called after. Lines are laid as far inside as they go. Empty when they do not match.
 */
export function framesMet(finding: Finding, lines: readonly FramePattern[]): readonly Frame[] {
  const { frames } = finding;
  const failed = new Set<string>();
  const lay = (line: number, frame: number): Frame[] | undefined => {
    if (line === lines.length) return [];
    const key = `${line} ${frame}`;
    if (failed.has(key)) return undefined;
    let found: Frame[] | undefined;
    if (lines[line]!.type === '...') {
      for (let next = frame; next <= frames.length && !found; next++) found = lay(line + 1, next);
    } else if (frame < frames.length && meets(finding, lines[line]!, frames[frame]!)) {
      const rest = lay(line + 1, frame + 1);
      found = rest && [told(lines[line]!, frames[frame]!), ...rest];
    }
    if (!found) failed.add(key);
    return found;
  };
  return lay(0, 0) ?? [];
}

/** What the line itself says of the frame: an `obj:` line says nothing about the function. */
function told(line: FramePattern, frame: Frame): Frame {
  return line.type === 'obj' && frame.obj !== undefined ? { obj: frame.obj } : frame;
}

function meets(finding: Finding, line: FramePattern, frame: Frame): boolean {
  const alone = { ...finding, frames: [frame], variants: [], hidesBelowMain: false };
  return matches(asSuppression(finding, [line]), alone) === 'yes';
}
