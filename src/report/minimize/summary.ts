import type { Minimized } from '../../minimize/minimize.js';
import { plural } from '../plural.js';
import { printedHead, printedStack } from '../stack.js';
import { displayText } from '../text.js';

/** For people: what stays reported and why, what could not be hidden, and the figures. */
export function minimizeSummary(result: Minimized): string {
  const { noise, real, suppressions, uncovered, bound, kept } = result;
  const lines: string[] = [];
  const hidden = kept.filter((each) => each.hiddenBy.length > 0);
  for (const { finding, hiddenBy } of hidden) {
    lines.push(
      `Hidden by a set in use, though it is real: ${printedHead(finding)}`,
      ...printedStack(finding, '    '),
    );
    for (const { name, file, line } of hiddenBy) lines.push(displayText(`    by ${file}:${line} ${name}`));
    lines.push('');
  }
  const reported = kept.filter((each) => each.hiddenBy.length === 0);
  if (reported.length > 0) lines.push('Stays reported:', '');
  for (const { finding, reason, contested } of reported) {
    lines.push(`  ${printedHead(finding)}`, ...printedStack(finding, '    '));
    lines.push(
      displayText(`    because ${reason}${contested ? '; a noise pattern matches it too, real wins' : ''}`),
      '',
    );
  }
  for (const { id, reason } of uncovered) lines.push(displayText(`Noise not hidden: ${id}: ${reason}`));
  if (uncovered.length > 0) lines.push('');
  const frames = suppressions.reduce((sum, each) => sum + each.frames.length, 0);
  const proof =
    bound === suppressions.length
      ? 'no smaller set exists over the candidates'
      : `at least ${bound} are needed`;
  lines.push(
    `${plural(suppressions.length, 'entry')} (${plural(frames, 'location line')}; ${proof}) ` +
      `hide ${noise.hidden} of ${plural(noise.distinct, 'noise finding')}; ` +
      `${real.distinct - real.hidden} of ${plural(real.distinct, 'real finding')} stay reported.`,
    '',
  );
  return lines.join('\n');
}
