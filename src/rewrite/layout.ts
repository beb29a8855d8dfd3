import { print } from '../suppression/print.js';
import { linesOf, type Entry, type Line, type Tree } from '../suppression/tree.js';
import { formatSuppression } from '../suppression/write.js';
import { replacedText } from './entry-text.js';
import { bytesOf, headOf } from './lines.js';
import { headingIn } from './heading.js';
import type { Removal, Slot } from './slot.js';
import { isClosed } from './surroundings.js';

/** What is told of a set for its bytes: what changed of it, and what went. */
export interface Changed {
  readonly slots: readonly Slot[];
  readonly removals: readonly { readonly known: Pick<Removal['known'], 'entry'> }[];
}

/** The bytes of the file with the set as it is now. What is not changed, broken pieces included, keeps its bytes. */
export function laidOut(tree: Tree, { slots, removals }: Changed): string {
  const newline = newlineOf(tree);
  const replaced = new Map<Entry, Slot>();
  const behind = new Map<Entry | undefined, Slot[]>();
  const gone = new Set(removals.map(({ known }) => known.entry));
  for (const slot of slots) {
    const [first, ...others] = slot.from;
    if (!slot.change) continue;
    if (first) replaced.set(first.entry, slot);
    else {
      const before = slot.change.behind?.entry;
      behind.set(before, [...(behind.get(before) ?? []), slot]);
    }
    for (const { entry } of others) gone.add(entry);
  }
  const page = new Page(newline);
  const place = placeOfNew(tree);
  const added = behind.get(undefined) ?? [];
  const headings = headingsIn(tree);
  for (const [position, item] of tree.items.entries()) {
    if (position === place) page.add(added, true);
    if (item.type !== 'entry') {
      page.line(item);
      continue;
    }
    const slot = replaced.get(item);
    if (gone.has(item)) page.leaveOut(headings.get(item)!);
    else if (slot?.change) {
      const others = slot.from.slice(1).map(({ entry }) => withoutHeading(entry, headings.get(entry)!));
      page.entry(replacedText([item.lines, ...others], slot.change.entry, newline));
    } else page.entry(print({ type: 'file', items: [item] }));
    page.add(behind.get(item) ?? []);
  }
  if (place === tree.items.length) page.add(added);
  return page.bytes();
}

interface Heading {
  /** What stays of the comments above an entry when it goes. */
  readonly lines: readonly Line[];
  /** The row of entries goes on behind this one. */
  readonly goesOn: boolean;
}

function headingsIn({ items }: Tree): ReadonlyMap<Entry, Heading> {
  const headings = new Map<Entry, Heading>();
  for (const [position, item] of items.entries()) {
    if (item.type !== 'entry') continue;
    const next = items[position + 1];
    const goesOn = next?.type === 'entry' && headOf(next).length === 0;
    headings.set(item, { lines: headingIn(headOf(item), goesOn), goesOn });
  }
  return headings;
}

function withoutHeading(entry: Entry, { lines }: Heading): readonly Line[] {
  return entry.lines.slice(lines.length);
}

/** Text as it grows, with as many blank lines as there were, and no two where an entry was left out. */
class Page {
  readonly #pieces: string[] = [];
  readonly #newline: string;
  #isAfterGap = false;
  /** Of a row of entries whose first ones went. */
  #heading: readonly Line[] = [];

  constructor(newline: string) {
    this.#newline = newline;
  }

  text(bytes: string): void {
    this.#push(bytes);
    this.#isAfterGap = false;
  }

  line(line: Line): void {
    if (line.type === 'blank' && this.#isAfterGap && this.#endsBlank()) return;
    this.text(bytesOf(line));
  }

  entry(bytes: string): void {
    this.text(this.#heading.map(bytesOf).join('') + bytes);
    this.#heading = [];
  }

  /** An entry that goes leaves its heading to the next one, but for the head of the file, which is about none. */
  leaveOut({ lines, goesOn }: Heading): void {
    const isHeadOfFile = lines[0]?.line === 1;
    if (isHeadOfFile) {
      this.#push(lines.map(bytesOf).join(''));
      this.#push(this.#newline);
    } else this.#heading = goesOn ? [...this.#heading, ...lines] : [];
    this.#isAfterGap = true;
  }

  /** New entries, set off by blank lines; also from what comes next, where they are not the last. */
  add(slots: readonly Slot[], setOff = false): void {
    for (const { change } of slots) {
      if (!this.#endsBlank()) this.#push(this.#newline);
      this.text(formatSuppression(change!.entry).replaceAll('\n', this.#newline));
    }
    if (setOff && slots.length > 0) this.#push(this.#newline);
  }

  bytes(): string {
    if (this.#isAfterGap) while (this.#pieces.length > 0 && this.#endsBlank()) this.#pieces.pop();
    return this.#pieces.join('');
  }

  #push(bytes: string): void {
    const last = this.#pieces.at(-1);
    if (last !== undefined && !last.endsWith('\n')) this.#pieces.push(this.#pieces.pop()! + this.#newline);
    if (bytes !== '') this.#pieces.push(bytes);
  }

  #endsBlank(): boolean {
    const last = this.#pieces.at(-1);
    return last === undefined || /^[ \t\f\v\r]*\n$/.test(last);
  }
}

/** Where new entries go: at the end, or behind the head of a file that ends in a broken piece, which would swallow them. */
export function placeOfNew(tree: Tree): number {
  const { items } = tree;
  const last = items.findLast((item) => item.type === 'entry');
  const end = lastLine(items.at(-1));
  const isSound =
    (last?.type !== 'entry' || isClosed(last)) &&
    (end === undefined || end.type === 'blank' || end.end.endsWith('\n') || end.text + end.end === '}');
  if (isSound) return items.length;
  return Math.max(
    0,
    items.findIndex(({ type }) => type !== 'blank' && type !== 'comment'),
  );
}

function lastLine(item: Entry | Line | undefined): Line | undefined {
  return item?.type === 'entry' ? item.lines.at(-1) : item;
}

/** How the file ends its lines. */
export function newlineOf(tree: Tree): string {
  for (const line of linesOf(tree))
    if (line.type === 'open') return line.end.endsWith('\r\n') ? '\r\n' : '\n';
  return '\n';
}
