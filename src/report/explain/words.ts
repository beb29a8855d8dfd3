import type { Edit, EditChange } from '../../explain/edit.js';
import type { ReadEntry } from '../../explain/entries.js';
import type { Verdict } from '../../explain/verdict.js';
import type { Why } from '../../explain/why.js';
import type { Suppression } from '../../suppression/suppression.js';
import { displayText } from '../text.js';

/** `my.supp:12 “name”`. */
export function printedEntry({ file, line, name }: Pick<ReadEntry, 'file' | 'line' | 'name'>): string {
  return `${displayText(`${file}:${line}`)} “${displayText(name)}”`;
}

/** What is to be said of an entry that is longer than Valgrind looks at; nothing of others. */
export function printedCut({ locations }: ReadEntry, { frames }: Suppression, numCallers: number): string[] {
  return locations > frames.length
    ? [`only the first ${frames.length} of its ${locations} locations count (--num-callers=${numCallers})`]
    : [];
}

/** Why, and what would help: ``frame 3: fun:g_malloc0 ≠ g_malloc: the name goes on; `fun:g_malloc*` would``. */
export function printedReason({ why, edit, answer }: Verdict): string {
  const reason = why.map(printedWhy).join('; ');
  if (!edit) return reason;
  return `${reason}; ${printedEdit(edit)} would${answer === 'unknown' ? ' match for sure' : ''}`;
}

function printedWhy({ frame, compared, because }: Why): string {
  return [
    ...(frame === undefined ? [] : [`frame ${frame + 1}`]),
    ...(compared ? [printedComparison(compared)] : []),
    ...(because === undefined ? [] : [displayText(because)]),
  ].join(': ');
}

function printedComparison({ is, wants, answer }: NonNullable<Why['compared']>): string {
  if (answer === 'unknown') return displayText(`${wants} may match ${is} or not`);
  const prefix = /^(?:fun|obj|src):/.exec(is)?.[0] ?? '';
  return displayText(`${is} ≠ ${wants.startsWith(prefix) ? wants.slice(prefix.length) : wants}`);
}

/** What would make the entry match, as the subject of a sentence. */
function printedEdit({ changes }: Edit): string {
  return changes.map(printedChange).join(' and ');
}

function printedChange({ type, was, now, before }: EditChange): string {
  if (type === 'insert') return `${code(now[0]!)} in front of ${code(before!)}`;
  if (type !== 'remove') return now.map(code).join(', ');
  return was.length === 1 ? `leaving out ${code(was[0]!)}` : `leaving out the last ${was.length} locations`;
}

function code(line: string): string {
  return `\`${displayText(line)}\``;
}
