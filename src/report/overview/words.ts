import type { Advice } from '../../advice/advice.js';
import type { Finding, Frame } from '../../finding/finding.js';
import { shownName } from '../../group/frames.js';
import type { Cause, Owner } from '../../group/group.js';
import { ownerOf } from '../../group/owner.js';
import type { OwnCode } from '../../minimize/own.js';
import type { Growth } from '../../overview/changes.js';
import type { Rank, ToldFinding } from '../../overview/groups.js';
import type { Incident } from '../../overview/incidents.js';
import type { Runs } from '../../overview/overview.js';
import type { Tally } from '../../overview/totals.js';
import { plural } from '../plural.js';

/** What holds a group together: our words, and names of the log (byte strings), the innermost first. */
export interface CauseInWords {
  readonly words: string;
  readonly names: readonly string[];
}

/** More names of a stack than these do not help to recognise it. */
const mostNames = 3;

export function causeInWords(cause: Cause): CauseInWords {
  switch (cause.type) {
    case 'allocation':
      return { words: 'Allocated for', names: [shownName(cause.frame)] };
    case 'variable':
      return { words: 'Races on', names: [cause.name] };
    case 'origin':
      return { words: 'Undefined values from', names: [shownName(cause.frame)] };
    case 'argument':
      return {
        words: 'System call argument',
        names: [cause.extra, ...(cause.frame ? [shownName(cause.frame)] : [])],
      };
    case 'stack':
      return { words: 'Stacks through', names: cause.frames.slice(0, mostNames).map(shownName) };
  }
}

/** The frame that people know a finding by: the innermost of own code, else of a library, else the first with a name. */
export function tellingFrame({ frames }: Finding, own: OwnCode): Frame | undefined {
  const of = (owner: Owner) => frames.find((frame) => ownerOf(frame, own) === owner);
  return of('own') ?? of('library') ?? frames.find((frame) => shownName(frame) !== '???') ?? frames[0];
}

/** What became of a finding. */
export const rankWords: Readonly<Record<Rank, string>> = {
  alarm: 'real, but hidden',
  real: 'real',
  reported: 'reported',
  uncertain: 'uncertain',
  hidden: 'hidden',
};

export function rankOfFinding({ real, state }: Pick<ToldFinding, 'real' | 'state'>): Rank {
  if (real) return state === 'hidden' ? 'alarm' : 'real';
  return state;
}

export const actionWords: Readonly<Record<Advice['action'], string>> = {
  fix: 'fix',
  annotate: 'annotate',
  suppress: 'suppress',
  log: 'better logs',
};

/** `3 findings, 12 times`; of leaks also how much. */
export function amount({
  findings,
  count,
  bytes,
}: Pick<Tally, 'findings' | 'count'> & { readonly bytes?: number | undefined }): string {
  const often = count === 1 ? 'once' : `${number(count)} times`;
  return [
    plural(findings, 'finding').replace(/^\d+/, (digits) => number(Number(digits))),
    often,
    ...(bytes === undefined ? [] : [`${number(bytes)} bytes`]),
  ].join(', ');
}

/** `1,234`, whatever the language of the machine. */
export function number(value: number): string {
  return value.toLocaleString('en');
}

/** `2 reported, 1 hidden`: the states there are. */
export function states(tally: Tally): string {
  return (['reported', 'uncertain', 'hidden'] as const)
    .filter((state) => tally[state] > 0)
    .map((state) => `${number(tally[state])} ${state}`)
    .join(', ');
}

/** `twice as often` would be a claim for two runs; the numbers let people judge. */
export function growth({ before, now, factor }: Growth): string {
  return `${number(before)} → ${number(now)} (× ${factor < 10 ? factor.toFixed(1) : number(Math.round(factor))} in each process)`;
}

/** Where the first record stands. */
export function placeOf({ places: [place] }: Finding): string {
  return place ? `${place.log}:${place.line}` : '';
}

/** One line that says what matters most. */
export function headline({ findings, reported, uncertain, hidden, real, realHidden }: Tally): string {
  if (findings === 0) return 'No findings';
  const parts = [
    ...(realHidden > 0 ? [`${number(realHidden)} real but hidden`] : []),
    `${number(reported)} reported`,
    ...(uncertain > 0 ? [`${number(uncertain)} uncertain`] : []),
    `${number(hidden)} hidden`,
  ];
  const marked = real > 0 ? `; ${number(real)} marked real` : '';
  return `${plural(findings, 'finding').replace(/^\d+/, number(findings))}: ${parts.join(', ')}${marked}`;
}

/** What the logs cannot show; nothing where they were recorded without suppressions. */
export function gaps({ processes, suppressed }: Runs): string | undefined {
  if (suppressed === 0) return undefined;
  const some =
    processes === 1
      ? 'The process was'
      : `${number(suppressed)} of ${number(processes)} processes ${suppressed === 1 ? 'was' : 'were'}`;
  return `${some} recorded under suppressions, so findings are missing.`;
}

export const incidentWords: Readonly<Record<Incident['type'], string>> = {
  'tool-crash': 'Valgrind itself crashed',
  'fatal-signal': 'ended by a signal',
  'cut-off': 'findings are missing',
  'refused-suppressions': 'a suppression file was refused',
  unreadable: 'could not be read',
  'switching-stacks': 'switched stacks',
  unhandled: 'not known to Valgrind',
};
