import type { Conflict } from '../../merge/folds.js';
import type { Harm } from '../../merge/harm.js';
import type { Merged, MergedEntry } from '../../merge/merge.js';
import type { SetEntry } from '../../set/set-entry.js';
import { plural } from '../plural.js';
import { printedHead, printedStack } from '../stack.js';
import { displayText } from '../text.js';

/** The first ones show what was done; `--json` has all. */
const mostFolds = 20;

/** For people: the conflicts with the finding that decided, what was folded, and the figures. */
export function mergeSummary({ entries, conflicts }: Merged): string {
  const folds = entries.flatMap((each) => each.folds);
  const covered = folds.filter(({ how }) => how !== 'same');
  const lines = conflicts.flatMap(printedConflict);
  for (const { entry, into, how } of covered.slice(0, mostFolds))
    lines.push(`${place(entry)} folded into ${place(into)}, which hides ${hides[how]}`);
  if (covered.length > mostFolds) lines.push(`… and ${covered.length - mostFolds} more (see --json)`);
  for (const { entry, name } of entries.filter(isRenamed))
    lines.push(`${place(entry)} is called “${displayText(name)}” now: an earlier entry has that name`);
  const same = folds.length - covered.length;
  lines.push(
    `${plural(entries.length + folds.length, 'entry')}: ${entries.length} stay, ` +
      `${plural(same, 'duplicate')} and ${covered.length} covered folded; ${plural(conflicts.length, 'conflict')}`,
    '',
  );
  return lines.join('\n');
}

const hides = { same: 'the same', equivalent: 'the same', covered: 'all that it hides' } as const;

function isRenamed({ entry, name }: MergedEntry): boolean {
  return entry.name !== name;
}

function printedConflict({ broad, narrow, harm }: Conflict): string[] {
  return [
    `conflict: ${place(broad)} covers ${place(narrow)}, but both stay:`,
    `  ${place(broad)} ${verbs[harm.how]}`,
    ...printedHarm(harm),
    `    real by ${place(harm.by)}${printedMetadata(harm.by)}`,
    '',
  ];
}

const verbs = {
  finding: 'hides, or may hide, a real finding of the logs:',
  pattern: 'hides, or may hide, a finding that is marked real:',
  plausible:
    'would hide a finding that no log shows, made of calls that they do show, and that is marked real:',
  undecided: 'may hide one: there are too many plausible stacks to rule it out',
} as const;

function printedHarm({ how, finding, kind, extra, leakKind, frames }: Harm): string[] {
  if (how === 'undecided') return [];
  const head = finding
    ? printedHead(finding)
    : displayText(`${kind}${leakKind ? ` (${leakKind})` : ''}${extra === undefined ? '' : ` ${extra}`}`);
  return [`    ${head}`, ...printedStack(frames, '      ')];
}

/** Who marked it, and why, as far as the comments of the pattern say. */
function printedMetadata({ metadata: { owner, bug, reason } }: SetEntry): string {
  const said = [...owner, ...bug, ...reason].map(({ value }) => displayText(value));
  return said.length > 0 ? ` (${said.join('; ')})` : '';
}

function place({ file, line, name }: SetEntry): string {
  return `${displayText(`${file}:${line}`)} “${displayText(name)}”`;
}
