/** What the page works out itself, at once, for each key: which rows there are, and what they say. No DOM here. */
import { owners, type TriageState } from '../report/triage/wire.js';

/** What is shown; an empty text or -1 shows all. */
export interface Filter {
  /** Anywhere in names of functions and objects, the error's text, the kind, the id, the title of the group. */
  readonly text: string;
  /** A name. */
  readonly kind: number;
  /** A name: some frame is in that object. */
  readonly object: number;
  /** Anywhere in the name of some frame. */
  readonly function: string;
  /** `open` is what has no verdict, `hidden` what the sets in use hide. */
  readonly verdict: '' | 'open' | 'f' | 'a' | 's' | 'hidden';
  /** A run. */
  readonly run: number;
}

export const everything: Filter = { text: '', kind: -1, object: -1, function: '', verdict: '', run: -1 };

/** A group, or one finding of a group that is open. */
export interface Row {
  readonly group: number;
  /** -1 for the group itself. */
  readonly finding: number;
  /** The findings that it stands for and that the filter shows. */
  readonly findings: readonly number[];
  /** 1-based, and of how many: among groups, or within the group. */
  readonly place: number;
  readonly of: number;
}

/** Two rows are the same when this is. */
export function rowKey({ group, finding }: Pick<Row, 'group' | 'finding'>): string {
  return finding < 0 ? `g${group}` : `f${finding}`;
}

/** The letter of each finding: `f`, `a`, `s`, or `-`. */
export type Verdicts = readonly string[];

/** Which findings a filter shows, all but its verdict: 1 or 0 for each. Takes time in proportion to the state. */
export function shownBy(filter: Filter, state: TriageState): Uint8Array {
  const { findings, names, frames, stacks, groups } = state;
  const shown = new Uint8Array(findings.id.length).fill(1);
  const keep = (test: (at: number) => boolean) => {
    for (let at = 0; at < shown.length; at += 1) if (shown[at] === 1 && !test(at)) shown[at] = 0;
  };
  if (filter.kind >= 0) keep((at) => findings.kind[at] === filter.kind);
  if (filter.run >= 0) keep((at) => findings.runs[at]!.includes(filter.run));
  const stacksWith = (isWanted: (frame: number) => boolean): Uint8Array => {
    const wanted = Uint8Array.from({ length: frames.length / 3 }, (_, frame) => (isWanted(frame) ? 1 : 0));
    return Uint8Array.from(stacks, (stack) => (stack.some((frame) => wanted[frame] === 1) ? 1 : 0));
  };
  if (filter.object >= 0) {
    const has = stacksWith((frame) => frames[frame * 3 + 1] === filter.object);
    keep((at) => has[findings.stack[at]!] === 1);
  }
  if (filter.function !== '') {
    const named = containing(filter.function, names);
    const has = stacksWith((frame) => named[frames[frame * 3]!] === 1);
    keep((at) => has[findings.stack[at]!] === 1);
  }
  if (filter.text !== '') {
    const named = containing(filter.text, names);
    const wanted = filter.text.toLowerCase();
    const has = stacksWith((frame) => {
      const object = frames[frame * 3 + 1]!;
      return named[frames[frame * 3]!] === 1 || (object >= 0 && named[object] === 1);
    });
    const titled = new Uint8Array(shown.length);
    for (const group of groups)
      if (group.title.toLowerCase().includes(wanted)) for (const at of group.findings) titled[at] = 1;
    keep(
      (at) =>
        titled[at] === 1 ||
        has[findings.stack[at]!] === 1 ||
        named[findings.kind[at]!] === 1 ||
        named[findings.what[at]!] === 1 ||
        findings.id[at]!.startsWith(wanted),
    );
  }
  return shown;
}

function containing(text: string, names: readonly string[]): Uint8Array {
  const wanted = text.toLowerCase();
  return Uint8Array.from(names, (name) => (name.toLowerCase().includes(wanted) ? 1 : 0));
}

/** The rows in order: groups that have a finding to show, with the findings of those that are open. */
export function rowsOf(
  state: TriageState,
  shown: Uint8Array,
  { verdict }: Filter,
  verdicts: Verdicts,
  open: ReadonlySet<number>,
): readonly Row[] {
  const { hidden } = state.findings;
  const isShown = (at: number): boolean => {
    if (shown[at] === 0) return false;
    if (verdict === '') return true;
    if (verdict === 'hidden') return hidden[at] === 1;
    return verdicts[at] === (verdict === 'open' ? '-' : verdict);
  };
  const groups = state.groups
    .map(({ findings }, group) => ({ group, findings: findings.filter(isShown) }))
    .filter(({ findings }) => findings.length > 0);
  return groups.flatMap(({ group, findings }, at): Row[] => [
    { group, finding: -1, findings, place: at + 1, of: groups.length },
    ...(open.has(group)
      ? findings.map((finding, place) => ({
          ...{ group, finding, findings: [finding] },
          ...{ place: place + 1, of: findings.length },
        }))
      : []),
  ]);
}

export interface Tally {
  readonly f: number;
  readonly a: number;
  readonly s: number;
  readonly open: number;
}

/** How many findings have which verdict. */
export function tally(verdicts: Verdicts, findings?: readonly number[]): Tally {
  const counts = { f: 0, a: 0, s: 0, open: 0 };
  const add = (letter: string | undefined) => {
    counts[letter === 'f' || letter === 'a' || letter === 's' ? letter : 'open'] += 1;
  };
  if (findings) for (const at of findings) add(verdicts[at]);
  else verdicts.forEach(add);
  return counts;
}

const words = { f: 'fix', a: 'annotate', s: 'suppress' } as const;
export type Letter = keyof typeof words;

export function verdictOf(letter: string): 'fix' | 'annotate' | 'suppress' | undefined {
  return letter === 'f' || letter === 'a' || letter === 's' ? words[letter] : undefined;
}

/** In words: `fix`, `no verdict`, `3 fix, 2 open`. */
export function tallyText(counts: Tally): string {
  const parts = (['f', 'a', 's'] as const).filter((each) => counts[each] > 0);
  if (parts.length === 0) return 'no verdict';
  if (parts.length === 1 && counts.open === 0) return words[parts[0]!];
  const said = parts.map((each) => `${counts[each]} ${words[each]}`);
  return [...said, ...(counts.open > 0 ? [`${counts.open} open`] : [])].join(', ');
}

/** The frames that tell a finding, innermost first: in a group of several the first that not all of them have, and those after it. */
export function findingTitle(state: TriageState, at: number, group: number): string {
  const { frames, stacks, names, findings } = state;
  const stack = stacks[findings.stack[at]!]!;
  const shared = sharedIn(state, group);
  const telling = stack
    .slice(shared)
    .filter((frame) => frames[frame * 3 + 2] !== allocator && !names[frames[frame * 3]!]!.startsWith('???'));
  const shown = (telling.length > 0 ? telling : stack).slice(0, 4);
  if (shown.length === 0) return names[findings.what[at]!]!;
  return (shared > 0 ? '… < ' : '') + shown.map((frame) => names[frames[frame * 3]!]!).join(' < ');
}

const allocator = owners.indexOf('allocator');

const shared = new WeakMap<TriageState['groups'][number], number>();

/** How many innermost frames all findings of a group have; none where there is no such group. */
function sharedIn({ groups, stacks, findings }: TriageState, at: number): number {
  const group = groups[at];
  if (!group) return 0;
  const known = shared.get(group);
  if (known !== undefined) return known;
  const some = [...new Set(group.findings.map((each) => findings.stack[each]!))].map((each) => stacks[each]!);
  const first = some[0] ?? [];
  const most =
    some.length < 2 ? 0 : some.reduce((least, stack) => Math.min(least, stack.length - 1), first.length);
  let count = 0;
  while (count < most && some.every((stack) => stack[count] === first[count])) count += 1;
  shared.set(group, count);
  return count;
}

/** The objects of the stacks, by how many stacks go through them. */
export function objectsIn({ frames, stacks }: TriageState): readonly number[] {
  const counts = new Map<number, number>();
  for (const stack of stacks)
    for (const object of new Set(stack.map((frame) => frames[frame * 3 + 1]!)))
      if (object >= 0) counts.set(object, (counts.get(object) ?? 0) + 1);
  return [...counts].sort((a, b) => b[1] - a[1] || a[0] - b[0]).map(([object]) => object);
}

/** The kinds of the findings, by how many findings are of them. */
export function kindsIn({ findings }: TriageState): readonly number[] {
  const counts = new Map<number, number>();
  for (const kind of findings.kind) counts.set(kind, (counts.get(kind) ?? 0) + 1);
  return [...counts].sort((a, b) => b[1] - a[1] || a[0] - b[0]).map(([kind]) => kind);
}

/**
 * Objects as they are told apart in a short list: by their names, and those of equal names by as many folders above as it
 * takes.
 */
export function shortNames(paths: readonly string[]): readonly string[] {
  const parts = paths.map((path) => path.split('/'));
  const short = parts.map((each) => each.at(-1)!);
  let alike = paths.map((_, at) => at);
  for (let count = 2; alike.length > 1; count += 1) {
    const times = new Map<string, number>();
    for (const at of alike) times.set(short[at]!, (times.get(short[at]!) ?? 0) + 1);
    alike = alike.filter((at) => times.get(short[at]!)! > 1 && parts[at]!.length >= count);
    for (const at of alike) short[at] = parts[at]!.slice(-count).join('/');
  }
  return short;
}
