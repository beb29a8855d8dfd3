import type { Pruned } from '../../prune/prune.js';
import type { Verdict } from '../../prune/verdict.js';
import { printedMetadata } from '../metadata.js';
import { plural } from '../plural.js';
import { displayText } from '../text.js';
import { bugsOf } from './bugs.js';
import { reasonOf } from './words.js';

const titles = {
  planned: { remove: 'Remove', repair: 'Repair', keep: 'Keep' },
  done: { remove: 'Removed', repair: 'Repaired', keep: 'Kept' },
} as const;

/**
 * For people: what goes, what is repaired, what stays though it hides nothing, each with the reason.
 *
 * @param isDone were the files written?
 */
export function prunePretty({ verdicts, entries }: Pruned, isDone = false): string {
  const lines: string[] = [];
  const those = (action: Verdict['action']) => verdicts.filter((verdict) => verdict.action === action);
  for (const action of ['remove', 'repair', 'keep'] as const) {
    const some = those(action);
    if (some.length > 0) lines.push(`${titles[isDone ? 'done' : 'planned'][action]}:`, '');
    for (const verdict of some) lines.push(...described(verdict), '');
  }
  const bugs = bugsOf(verdicts);
  if (bugs.length > 0) {
    lines.push('Bugs that the removed entries name; nobody has looked whether they are closed:', '');
    for (const { url, entries: named } of bugs)
      lines.push(displayText(`  ${url} (${named.map(({ name }) => name).join(', ')})`));
    lines.push('');
  }
  const [remove, repair, keep] = [those('remove'), those('repair'), those('keep')].map(
    ({ length }) => length,
  );
  const sums = [
    `${entries - verdicts.length} in use`,
    isDone ? `${remove} removed, ${repair} repaired` : `${remove} to remove, ${repair} to repair`,
    `${keep} kept`,
  ];
  lines.push(`${plural(entries, 'entry')}: ${sums.join(', ')}`, '');
  return lines.join('\n');
}

function described(verdict: Verdict): string[] {
  const { entry, cause } = verdict;
  return [
    displayText(`  ${entry.file}:${entry.line} “${entry.name}”`),
    displayText(`    ${reasonOf(verdict)}`),
    ...(cause.type === 'drifted' ? changed(cause.repair.edit.changes) : []),
    ...printedMetadata(entry.metadata, '    '),
  ];
}

type Changes = Extract<Verdict['cause'], { readonly type: 'drifted' }>['repair']['edit']['changes'];

function changed(changes: Changes): string[] {
  return changes.flatMap(({ was, now, before }) => [
    ...was.map((line) => displayText(`    - ${line}`)),
    ...now.map((line) => displayText(`    + ${line}`)),
    ...(before === undefined ? [] : [displayText(`      ${before}`)]),
  ]);
}
