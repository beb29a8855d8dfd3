import { leakKinds, type FramePattern, type Suppression } from '../suppression/suppression.js';
import { namesOfLines, type Key, type Name } from './coverer-keys.js';
import { headsOf } from './covers.js';
import { comparedExtra } from './kind.js';
import type { FrameLine } from './laying.js';
import { overlay } from './overlay.js';
import { plainStack } from './plain-stack.js';
import type { Stack } from './stack.js';

/**
 * For one question, so many entries are looked at in vain, or a twentieth of them compared with the stack. Sets that people
 * have need some dozens; this keeps the time down where every entry says almost the same as thousands of others.
 */
const mostEffort = 20_000;

/** An entry of the set. */
interface Member {
  readonly entry: Suppression;
  readonly index: number;
  readonly said: Said;
  readonly head: number;
  readonly leaks: number;
  /** What a plain stack must have besides the key, in bits. */
  readonly needs: number;
  /** The next one that is found by the same key. */
  readonly next: Member | undefined;
}

/** What lines say; undefined for `...`. */
type Said = readonly (Name<Member> | undefined)[];

/**
 * Prepares a set for the question which of its entries may cover another one. The answer has all that do (up to a limit,
 * see `mostEffort`) and few that do not, in the order of the set, and is found while it is read.
 *
 * What covers an entry matches its plain stack (plain-stack.ts). So the names that it spells are names of that stack,
 * and the pieces of names that it spells between wildcards are inside of names there. Each entry is found by one key:
 *
 *   - where all its lines spell a name, by these names in a row, for the stack begins with them;
 *   - otherwise by that one of its names and pieces which the fewest lines of the set have;
 *   - where it spells nothing, by every stack.
 */
export function candidatesIn(set: readonly Suppression[]): (b: Suppression) => Iterable<Suppression> {
  const names = namesOfLines<Member>();
  const heads = new Map<string, number>();
  // By the key, the first of the entries.
  const rows = new Map<number, Member>();
  let onEveryStack: Member | undefined;
  const members = new Map<Suppression, Member>();

  const said = set.map(({ frames }) => frames.map(ofFrameLine(names.use)));
  const spelt = set.map(({ frames }, index) =>
    isRow(said[index]!)
      ? undefined
      : frames.flatMap((line) => (line.type === '...' ? [] : names.spelt(line))),
  );
  names.searchPieces();
  // From the last one on, so that each chain begins with its first.
  for (let index = set.length - 1; index >= 0; index--) enter(index);
  return candidatesFor;

  function* candidatesFor(b: Suppression): Generator<Suppression> {
    const known = members.get(b);
    const leaks = known?.leaks ?? leaksOf(b);
    if (leaks === 0) {
      yield* set; // it matches nothing, which all cover
      return;
    }
    const head = known?.head ?? headOf(b);
    const { firsts, bits } = lookUp(known?.said ?? b.frames.map(ofFrameLine(names.find)), head);
    let stack: Stack | undefined;
    let effort = 0;
    for (const a of merged(firsts)) {
      if (a.entry === b) continue;
      const isAlike = a.head === head && (leaks & ~a.leaks) === 0 && (a.needs & ~bits) === 0;
      if (isAlike) stack ??= { frames: plainStack(b.frames), hidden: 0 };
      if (stack && isAlike && overlay(a.entry.frames, stack) === 'yes') yield a.entry;
      else if ((effort += isAlike ? 20 : 1) > mostEffort) return;
    }
  }

  /** By each key that a stack has, the first of the entries; and the bits of all its keys. */
  function lookUp(stack: Said, head: number): { firsts: Member[]; bits: number } {
    const firsts: Member[] = [];
    let bits = 0;
    let row: number | undefined = head;
    const add = (first: Member | undefined) => {
      if (first !== undefined && !firsts.includes(first)) firsts.push(first);
    };
    add(onEveryStack);
    for (const name of stack) {
      if (name === undefined) {
        row = undefined;
        continue;
      }
      bits |= name.bits;
      add(name.first);
      for (const piece of name.pieces) add(piece.first);
      if (row === undefined) continue;
      row = withName(row, name);
      if (name.endsRow) add(rows.get(row));
    }
    return { firsts, bits };
  }

  function enter(index: number): void {
    const entry = set[index]!;
    const ofLines = said[index]!;
    const keys = spelt[index];
    const key = keys && rarest(keys);
    const head = headOf(entry);
    const row = keys ? undefined : rowOf(ofLines, head);
    const member: Member = {
      entry,
      index,
      said: ofLines,
      head,
      leaks: leaksOf(entry),
      needs: keys ? keys.reduce((bits, { bit }) => bits | bit, 0) : 0,
      next: row !== undefined ? rows.get(row) : key ? key.first : onEveryStack,
    };
    if (row !== undefined) rows.set(row, member);
    else if (key) key.first = member;
    else onEveryStack = member;
    members.set(entry, member);
  }

  /** Stands for the kind and the extra line. */
  function headOf(entry: Suppression): number {
    const extra = comparedExtra(entry);
    const text = extra === undefined ? entry.kind : `${entry.kind}\n${extra}`;
    const known = heads.get(text);
    if (known !== undefined) return known;
    heads.set(text, heads.size);
    return heads.size - 1;
  }
}

/** A bit for each kind of leak that an entry matches, and one for all that is no leak; 0 where it matches nothing. */
function leaksOf(entry: Suppression): number {
  if (entry.kind !== 'Memcheck:Leak') return headsOf(entry).length > 0 ? noLeak : 0;
  let bits = 0;
  for (const leakKind of entry.leakKinds ?? leakKinds) bits |= 1 << leakKinds.indexOf(leakKind);
  return bits;
}

const noLeak = 1 << leakKinds.length;

/** What `find` gives for a line, and nothing for `...`. */
function ofFrameLine<T>(find: (line: FrameLine) => T): (line: FramePattern) => T | undefined {
  return (line) => (line.type === '...' ? undefined : find(line));
}

/** Stands for a head and names in a row, the last of which is marked; seldom also for others. */
function rowOf(said: Said, head: number): number {
  let row = head;
  let last: Name<Member> | undefined;
  for (const name of said) if (name !== undefined) row = withName(row, (last = name));
  if (last !== undefined) last.endsRow = true;
  return row;
}

/** Does every line spell a name? What comes behind the last one and means nothing does not count. */
function isRow(said: Said): boolean {
  let end = said.length;
  while (end > 0 && said[end - 1] === undefined) end--;
  for (let at = 0; at < end; at++) if (!said[at]?.isPlain) return false;
  return end > 0;
}

/** Stands for names in a row with one more; seldom also for others. */
function withName(row: number, { id }: Name<Member>): number {
  return (Math.imul(row, 0x01000193) + id + 1) | 0;
}

function rarest(keys: readonly Key<Member>[]): Key<Member> | undefined {
  let best = keys[0];
  for (const key of keys) if (key.uses < best!.uses) best = key;
  return best;
}

/** The members that are found by several keys, in the order of the set; given the first of each. */
function* merged(firsts: readonly Member[]): Generator<Member> {
  const left = [...firsts];
  while (left.length > 0) {
    let least = 0;
    for (let k = 1; k < left.length; k++) if (left[k]!.index < left[least]!.index) least = k;
    const member = left[least]!;
    yield member;
    if (member.next) left[least] = member.next;
    else left.splice(least, 1);
  }
}
