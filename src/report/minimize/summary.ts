import type { Minimized } from '../../minimize/minimize.js';
import { plural } from '../plural.js';
import type { Refusal } from '../../minimize/choose.js';
import { formatLocation } from '../../suppression/location.js';
import { printedFrame, printedHead, printedOrigins, printedStack } from '../stack.js';
import { displayText } from '../text.js';

/** The first ones show what the matter is. */
const mostRefusals = 5;

function refused({ kind, frames, pattern, stack }: Refusal): string[] {
  const entry = displayText(`  ${kind}: ${frames.map(formatLocation).join(' | ')}`);
  const reason = displayText(`    “${pattern.name}” (${pattern.file}:${pattern.line})`);
  if (!stack) return [entry, `${reason} and too many plausible stacks to rule one out`];
  const shown = stack.map((frame, at) => `      ${at === 0 ? 'at' : 'by'} ${printedFrame(frame)}`);
  return [entry, `${reason} would match, for example`, ...shown];
}

/** For people: what stays reported and why, what could not be hidden, and the figures. */
export function minimizeSummary(result: Minimized): string {
  const { noise, real, suppressions, uncovered, bound, kept, refusals } = result;
  const lines: string[] = [];
  const hidden = kept.filter((each) => each.hiddenBy.length > 0);
  for (const { finding, hiddenBy } of hidden) {
    lines.push(
      `Hidden by a set in use, though it is real: ${printedHead(finding)}`,
      ...printedStack(finding.frames, '    '),
    );
    for (const { name, file, line } of hiddenBy) lines.push(displayText(`    by ${file}:${line} ${name}`));
    lines.push('');
  }
  const reported = kept.filter((each) => each.hiddenBy.length === 0);
  if (reported.length > 0) lines.push('Stays reported:', '');
  for (const { finding, reason, contested } of reported) {
    lines.push(
      `  ${printedHead(finding)}`,
      ...printedStack(finding.frames, '    '),
      ...printedOrigins(finding, '    '),
    );
    lines.push(
      displayText(`    because ${reason}${contested ? '; a noise pattern matches it too, real wins' : ''}`),
      '',
    );
  }
  if (refusals.length > 0)
    lines.push(
      'Not written, since a stack that no log shows would be hidden with it, and is real by a pattern:',
      '',
    );
  for (const refusal of refusals.slice(0, mostRefusals)) lines.push(...refused(refusal), '');
  if (refusals.length > mostRefusals)
    lines.push(`  … and ${refusals.length - mostRefusals} more (see --json)`, '');
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
