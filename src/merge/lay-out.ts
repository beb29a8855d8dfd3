import { bytesOf, headOf } from '../rewrite/lines.js';
import { headingIn } from '../rewrite/heading.js';
import type { Piece, SetFile } from '../set/read-set.js';
import type { SetEntry } from '../set/set-entry.js';
import type { Entry, Line } from '../suppression/tree.js';
import { asComments } from './broken-comments.js';
import { createPage, type Page } from './page.js';
import { stayingHeading, type Row } from './rows.js';

/** What becomes of the entries of the files. */
export interface Plan {
  readonly stays: (entry: SetEntry) => boolean;
  /** The bytes of one that stays. */
  readonly bytesOf: (entry: SetEntry) => string;
  readonly rowOf: (entry: SetEntry) => Row;
}

/**
 * The merged file: the files one after the other, each byte for byte but for what the plan says, and a blank line between
 * them. A paragraph of comments that an earlier file has as well is left out when no entry of its section stays.
 */
export function laidOut(files: readonly SetFile[], plan: Plan): string {
  const page = createPage();
  const known = new Set<string>();
  for (const file of files) {
    page.nextFile();
    for (const paragraph of writeFile(file, plan, page, known)) known.add(paragraph);
  }
  return page.bytes();
}

/**
 * @param known the paragraphs of comments of earlier files
 * @returns those of this one
 */
function writeFile(
  { name, tree, pieces }: SetFile,
  plan: Plan,
  page: Page,
  known: ReadonlySet<string>,
): readonly string[] {
  const pieceOf = piecesByItem(pieces);
  const needed = neededIn(pieces, plan);
  const written: string[] = [];
  let heading: readonly Line[] = [];
  let done: Piece | undefined;
  for (const item of tree.items) {
    const piece = pieceOf.get(item);
    if (!piece) {
      page.blank(bytesOf(item as Line));
      continue;
    }
    if (piece === done) continue;
    done = piece;
    if (piece.type === 'entry') writeEntry(piece.entry, piece);
    else if (piece.type === 'comments') writeParagraph(piece.lines, piece);
    else {
      page.setOff();
      page.text(asComments(piece, name));
      page.setOff();
    }
  }
  return written;

  function writeEntry(entry: SetEntry, piece: Piece): void {
    // Of an entry that goes they are joined to another one, so they are written as well.
    const head = headOf(entry.source);
    written.push(textOf(head), textOf(headingIn(head, true)));
    if (plan.stays(entry)) {
      page.text(heading.map(bytesOf).join('') + plan.bytesOf(entry));
      written.push(textOf(heading));
      heading = [];
      return;
    }
    const staying = stayingHeading(entry, plan.rowOf(entry), plan.stays);
    if (staying[0]?.line === 1) {
      writeParagraph(staying, piece);
    } else if (staying.length > 0) heading = staying;
    page.gap();
  }

  function writeParagraph(lines: readonly Line[], piece: Piece): void {
    if (known.has(textOf(lines)) && !needed.has(piece)) {
      page.gap();
      return;
    }
    page.text(lines.map(bytesOf).join(''));
    page.setOff();
    written.push(textOf(lines));
  }
}

function piecesByItem(pieces: readonly Piece[]): ReadonlyMap<Entry | Line, Piece> {
  const found = new Map<Entry | Line, Piece>();
  for (const piece of pieces) {
    if (piece.type === 'entry') found.set(piece.entry.source, piece);
    else for (const item of piece.type === 'comments' ? piece.lines : piece.items) found.set(item, piece);
  }
  return found;
}

/** The pieces with which a section begins of which something stays: up to the next paragraph of comments. */
function neededIn(pieces: readonly Piece[], { stays }: Plan): ReadonlySet<Piece> {
  const needed = new Set<Piece>();
  let isNeeded = false;
  for (const piece of [...pieces].reverse()) {
    if (piece.type !== 'comments') isNeeded ||= piece.type === 'broken' || stays(piece.entry);
    if (isNeeded) needed.add(piece);
    if (piece.type === 'comments') isNeeded = false;
  }
  return needed;
}

/** Texts tell comments apart, not the white space around them. */
function textOf(lines: readonly Line[]): string {
  return lines.map(({ text }) => text).join('\n');
}
