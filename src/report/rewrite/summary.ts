import type { Rewritten } from '../../rewrite/rewrite.js';
import { plural } from '../plural.js';
import { displayText } from '../text.js';

export interface RewriteFiles {
  /** The file that is rewritten, and the one that the result goes to. */
  readonly from: string;
  readonly to: string;
}

/** For people: one line for each change with its reason, what could not be done, and the figures. */
export function rewriteSummary(result: Rewritten, { from, to }: RewriteFiles): string {
  const { changes, entries, noise, real, uncovered, unused, unmended } = result;
  const lines = changes.map(
    ({ action, name, line, reason }) =>
      `${at(action === 'add' ? to : from, line)}: ${action} ${quoted(name)}: ${displayText(reason)}`,
  );
  for (const { name, line } of unused)
    lines.push(
      `${at(from, line)}: warning: ${quoted(name)} hides nothing here and stays: the logs do not show all that it is for`,
    );
  for (const each of unmended)
    lines.push(
      `${at(from, each.line)}: warning: ${quoted(each.name)} hides what is real and cannot be changed, ` +
        `since something around it is broken (chaff lint): ${each.real.join(', ')}`,
    );
  for (const { id, reason } of uncovered) lines.push(displayText(`Noise not hidden: ${id}: ${reason}`));
  const was = (now: number, before: number) => (now === before ? '' : ` (before: ${before})`);
  lines.push(
    `${plural(entries.after, 'entry')}${was(entries.after, entries.before)}, ${plural(changes.length, 'change')}; ` +
      `${noise.hidden.after}${was(noise.hidden.after, noise.hidden.before)} of ${plural(noise.distinct, 'noise finding')} ` +
      `and ${real.hidden.after}${was(real.hidden.after, real.hidden.before)} of ${plural(real.distinct, 'real finding')} hidden.`,
    '',
  );
  return lines.join('\n');
}

function at(file: string, line: number): string {
  return displayText(`${file}:${line}`);
}

function quoted(name: string): string {
  return `“${displayText(name)}”`;
}
