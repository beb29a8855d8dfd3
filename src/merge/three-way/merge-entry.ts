import type { SetEntry } from '../../set/set-entry.js';
import { blockOf, withoutBlock } from './contested.js';
import { mergedText, joinedText } from './entry-text.js';
import { hidesAll } from './hides-all.js';
import type { EntryNode } from './outline.js';

/** What a person has to decide. */
export interface Undecided {
  readonly name: string;
  /**
   * - `changed`: both sides changed what it says, each in its own way
   * - `renamed`: both sides gave it another name
   * - `added`: both sides added it under one name
   * - `deleted-by-ours`, `deleted-by-theirs`: and the other side changed it
   */
  readonly reason: 'changed' | 'renamed' | 'added' | 'deleted-by-ours' | 'deleted-by-theirs';
  /** Does Valgrind load an entry there until that is decided? */
  readonly isLive: boolean;
}

/** What becomes of a node. */
export interface Merged {
  /** Bytes that end in a newline. */
  readonly text: string;
  /** What Valgrind is to load of it, as `SetEntry.content`; undefined where nothing. */
  readonly content: string | undefined;
  readonly name: string;
  readonly undecided?: Undecided;
}

export interface EntryTrio {
  readonly base: EntryNode | undefined;
  readonly ours: EntryNode | undefined;
  readonly theirs: EntryNode | undefined;
}

/**
 * Merges what two sides made of an entry. What it says, its name, its comments and its layout are merged apart from each
 * other. Undefined where it goes.
 *
 * @param newline for lines that are new
 */
export function mergeEntry({ base, ours, theirs }: EntryTrio, newline: string): Merged | undefined {
  if (!ours && !theirs) return undefined;
  if (!ours || !theirs) return mergeOneSided(base, ours, theirs, newline);
  if (ours.text === theirs.text || base?.text === theirs.text) return whole(ours);
  if (base?.text === ours.text) return whole(theirs);
  const settled = base?.contested ? mergeContested(base, ours, theirs) : undefined;
  if (settled) return settled;
  // What was open in the base is decided by both sides, so neither may go back to a version of it without the other.
  const start = base?.contested ? undefined : base;
  const reason = base ? 'changed' : 'added';
  if (ours.contested || theirs.contested) return mergeWhole({ base: start, ours, theirs }, reason, newline);
  if (!start) {
    if (ours.content !== theirs.content) return undecided({ base, ours, theirs }, reason, newline);
    return { ...whole(ours), text: joinedText(ours.live!, theirs.live!) };
  }
  return mergePlain({ base: start, ours, theirs }, newline);
}

function whole({ text, live, name }: EntryNode): Merged {
  return { text, content: live?.content, name };
}

function mergeOneSided(
  base: EntryNode | undefined,
  ours: EntryNode | undefined,
  theirs: EntryNode | undefined,
  newline: string,
): Merged | undefined {
  const left = (ours ?? theirs)!;
  if (!base) return whole(left);
  if (!base.contested && !isTouched(base, left)) return undefined;
  if (base.contested && base.content === left.content) return undefined;
  return undecided({ base, ours, theirs }, ours ? 'deleted-by-theirs' : 'deleted-by-ours', newline);
}

/** Did somebody work on the entry? Its place and its layout do not count. */
function isTouched(base: EntryNode, now: EntryNode): boolean {
  return base.content !== now.content || base.name !== now.name || wordsOf(base) !== wordsOf(now);
}

function wordsOf({ live }: EntryNode): string {
  const comments = live?.source.ofType('comment') ?? [];
  return comments.map(({ text }) => text).join('\n');
}

/** An entry that was open in the base, where a side left it so. */
function mergeContested(base: EntryNode, ours: EntryNode, theirs: EntryNode): Merged | undefined {
  if (base.content === ours.content) return whole(theirs);
  return base.content === theirs.content ? whole(ours) : undefined;
}

/** Where a side has left something open nothing is merged within the entry. */
function mergeWhole(trio: Required<EntryTrio>, reason: Undecided['reason'], newline: string): Merged {
  const [ours, theirs] = [trio.ours!, trio.theirs!];
  const { base } = trio;
  if (base && !isTouched(base, theirs)) return whole(ours);
  if (base && !isTouched(base, ours)) return whole(theirs);
  return isTouched(ours, theirs) ? undecided(trio, reason, newline) : whole(ours);
}

interface PlainTrio {
  readonly base: EntryNode;
  readonly ours: EntryNode;
  readonly theirs: EntryNode;
}

function mergePlain(trio: PlainTrio, newline: string): Merged {
  const { base, ours, theirs } = trio;
  const decides = base.content === ours.content ? 'theirs' : 'ours';
  if (decides === 'ours' && base.content !== theirs.content && ours.content !== theirs.content)
    return undecided(trio, 'changed', newline);
  const isRenamedTwice = base.name !== ours.name && base.name !== theirs.name && ours.name !== theirs.name;
  const name = isRenamedTwice ? base.name : base.name === ours.name ? theirs.name : ours.name;
  const versions = { base: base.live!, ours: ours.live!, theirs: theirs.live! };
  const text = mergedText(versions, decides, name);
  const { content } = trio[decides];
  if (!isRenamedTwice) return { text, content, name };
  const open: Undecided = { name, reason: 'renamed', isLive: true };
  return { text: blockFor(trio, newline) + text, content, name, undecided: open };
}

/** Both sides in comments; the base version stays in force where both still hide all that it hides. */
function undecided(trio: EntryTrio, reason: Undecided['reason'], newline: string): Merged {
  const { base, ours, theirs } = trio;
  const name = (base ?? ours ?? theirs)!.name;
  const live = base?.live;
  const isLive = live !== undefined && hides(ours, live) && hides(theirs, live);
  const text = blockFor(trio, newline) + (isLive ? withoutBlock(base!.text) : '');
  return { text, content: isLive ? live.content : undefined, name, undecided: { name, reason, isLive } };
}

function hides(side: EntryNode | undefined, base: SetEntry): boolean {
  return side?.live !== undefined && hidesAll(side.live, base);
}

function blockFor({ base, ours, theirs }: EntryTrio, newline: string): string {
  const start = base?.contested ? base.contested.base : base?.text;
  return blockOf({ base: start, ours: ours?.text, theirs: theirs?.text }, newline);
}
