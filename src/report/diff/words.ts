import { categories, narrowsSet, widensSet, type EntryChange, type SetDiff } from '../../diff/diff.js';
import type { Affected, Effect, Shift } from '../../diff/effect.js';
import { hidesReal } from '../../diff/fail-on.js';
import type { Gain } from '../../diff/gain.js';
import type { Frame } from '../../finding/finding.js';
import type { Example } from '../../match/covers.js';
import { plural } from '../plural.js';
import { printedStack } from '../stack.js';

/** Something that stands in a file under a name. */
interface Named {
  readonly file: string;
  readonly line: number;
  readonly name: string;
}

export function placeOf({ file, line }: Named): string {
  return `${file}:${line}`;
}

/** What a change does to a set, in a few words, byte strings: `widened; the set hides more`. */
export function consequences(change: EntryChange): string {
  const { gains, loses } = change;
  const words = change.categories.join(', ');
  const set = [
    ...(widensSet(change) ? [`the set ${sure(gains!)} more`] : []),
    ...(narrowsSet(change) ? [`the set ${sure(loses!)} less`] : []),
  ];
  return [words, ...set].join('; ');
}

/** Where the search for an example was given up there may be none. */
function sure({ example }: Gain): string {
  return example ? 'hides' : 'may hide';
}

/** Who hides what one entry does not. */
export interface Remark {
  /** What is to be said, without names. */
  readonly text: string;
  readonly by: readonly Named[];
  readonly example?: Example;
}

/** What else there is to say of a change. */
export function remarks({ gains, loses }: EntryChange): readonly Remark[] {
  return [
    ...(gains ? [remark(gains, 'newly hidden', 'all that it newly hides was hidden before by')] : []),
    ...(loses ? [remark(loses, 'no longer hidden', 'all that it no longer hides is still hidden by')] : []),
  ];
}

function remark({ coveredBy, example }: Gain, state: string, covered: string): Remark {
  if (coveredBy.length > 0) return { text: covered, by: coveredBy };
  if (example) return { text: `${state}, for example`, by: [], example };
  return { text: `${state}: perhaps something; it would take too long to tell`, by: [] };
}

/** The first line of an example. */
export function exampleHead({ kind, extra, leakKind }: Example): string {
  return `${kind}${leakKind ? ` (${leakKind})` : ''}${extra === undefined ? '' : ` ${extra}`}`;
}

/** Its stack. Objects that no entry asks for have names of our own making, and are left out. */
export function exampleStack({ frames }: Example): readonly string[] {
  return printedStack(frames.map(tellingFrame), '');
}

function tellingFrame(frame: Frame): Frame {
  const { obj, ...rest } = frame;
  return obj === undefined || /^(.)\1*$/s.test(obj) ? rest : frame;
}

/** `4 entries before, 5 after: 1 added, 1 widened. The set hides more.` */
export function summary({ changes, comments, broken, sizes }: SetDiff): string {
  const counts = categories.flatMap((category) => {
    const count = changes.filter((each) => each.categories.includes(category)).length;
    if (count === 0) return [];
    return [category === 'layout' ? `${count} with other white space` : `${count} ${category}`];
  });
  const paragraphs = comments.added.length + comments.removed.length;
  if (paragraphs > 0) counts.push(`${plural(paragraphs, 'paragraph')} of comments by themselves`);
  const pieces = broken.filter(({ isInBoth }) => !isInBoth).length;
  if (pieces > 0) counts.push(`${plural(pieces, 'broken piece')} in one of them only`);
  const size = `${plural(sizes.before, 'entry')} before, ${sizes.after} after`;
  return `${size}: ${counts.length === 0 ? 'no difference' : counts.join(', ')}. ${breadth(changes)}`;
}

function breadth(changes: readonly EntryChange[]): string {
  const [more, less] = [changes.some(widensSet), changes.some(narrowsSet)];
  if (more && less) return 'The set hides more in some places and less in others.';
  if (more) return 'The set hides more.';
  return less ? 'The set hides less.' : 'The set hides the same.';
}

/** What the change does to the findings of the logs, in one line. */
export function effectSummary(effect: Effect): string {
  const { newlyHidden, newlyReported, findings } = effect;
  const real = hidesReal(effect) ? ', a real one among them' : '';
  return (
    `Of ${plural(findings, 'distinct finding')} of the logs ${counted(newlyHidden)} newly hidden${real}, ` +
    `${counted(newlyReported)} newly reported.`
  );
}

function counted({ certain, possible }: Shift): string {
  return possible.length === 0 ? `${certain.length}` : `${certain.length} (perhaps ${possible.length} more)`;
}

/** Findings for which the same is to be said. */
export interface AffectedList {
  readonly title: string;
  /** What stands in front of the entries that do it. */
  readonly by: string;
  readonly found: readonly Affected[];
}

/** The lists of findings that are not empty: those newly hidden first, the real ones before the others. */
export function affectedLists({ newlyHidden, newlyReported }: Effect): readonly AffectedList[] {
  return [
    ...lists(newlyHidden, 'newly hidden', 'hidden by'),
    ...lists(newlyReported, 'newly reported', 'hidden before by'),
  ].filter(({ found }) => found.length > 0);
}

function lists({ certain, possible }: Shift, state: string, by: string): readonly AffectedList[] {
  const notTold = 'the logs do not tell enough';
  return [true, false].flatMap((isReal) => {
    const mark = isReal ? ', and marked real' : '';
    const of = (found: readonly Affected[]) => found.filter(({ real }) => real === isReal);
    return [
      { title: `${capital(state)}${mark}`, by, found: of(certain) },
      { title: `Perhaps ${state}${mark} (${notTold})`, by: `perhaps ${by}`, found: of(possible) },
    ];
  });
}

function capital(text: string): string {
  return text[0]!.toUpperCase() + text.slice(1);
}

/** Changes to be told one by one; of white space a sum is enough. */
export function toldChanges(changes: readonly EntryChange[]): readonly EntryChange[] {
  return changes.filter(({ categories: said }) => !said.includes('layout'));
}
