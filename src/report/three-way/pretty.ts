import type { Conflict, Refusal, ThreeWayMerge } from '../../merge/three-way/merge-three-way.js';
import { quote } from '../../suppression/explain.js';
import { plural } from '../plural.js';
import { displayText } from '../text.js';

type Merged = Extract<ThreeWayMerge, { type: 'merged' }>;

/** What a person should know of a merge; empty where it went by itself. `file` is where the result stands. */
export function threeWayNotes({ conflicts, stillOpen, renamings }: Merged, file: string): string {
  const lines = [
    ...conflicts.map((conflict) => `${file}:${conflict.line}: ${told(conflict)}`),
    ...stillOpen.map(({ name, line }) => `${file}:${line}: ${toldOpen(name)}`),
    ...renamings.map(
      ({ from, to }) =>
        `${file}: both sides called an entry ${quote(from)}; that of theirs is ${quote(to)} now`,
    ),
    ...(conflicts.length === 0
      ? []
      : [
          `${plural(conflicts.length, 'conflict')}: choose from the versions in the comments, then delete the comments`,
        ]),
  ];
  return lines.map((line) => `${displayText(line)}\n`).join('');
}

/** Why nothing was merged. */
export function refusalNotes(refusals: readonly Refusal[]): string {
  return refusals
    .map(({ file, line, message }) => `${displayText(`${file}:${line}: ${message}`)}\n`)
    .join('');
}

const reasons: Readonly<Record<Conflict['reason'], string>> = {
  changed: 'both sides changed it, each in its own way',
  renamed: 'both sides gave it another name',
  added: 'both sides added it, each in its own way',
  'deleted-by-ours': 'ours deleted it, theirs changed it',
  'deleted-by-theirs': 'theirs deleted it, ours changed it',
};

function toldOpen(name: string | undefined): string {
  return `still open since an earlier merge${name === undefined ? '' : `: ${quote(name)}`}; Valgrind reads none of the versions in these comments`;
}

function told({ name, reason, isLive }: Conflict): string {
  const untilThen =
    reason === 'renamed' ? 'under its old name' : isLive ? 'as it was in the base' : 'not in force';
  return `conflict: ${quote(name)}: ${reasons[reason]}; until that is decided it is ${untilThen}`;
}
