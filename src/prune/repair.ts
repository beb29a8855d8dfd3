import type { Edit } from '../explain/edit.js';
import { akin } from '../explain/head.js';
import { caseOf, changesFor, verdictOf, type Judging } from '../explain/verdict.js';
import type { Finding } from '../finding/finding.js';
import { matches } from '../match/matches.js';
import { isBlunt } from '../minimize/anchors.js';
import { ownFrameReason, type OwnCode } from '../minimize/own.js';
import { replacedText } from '../rewrite/entry-text.js';
import { bytesOf } from '../rewrite/lines.js';
import { lineOf, type Entry } from '../suppression/tree.js';
import { readPruneSet, type PruneEntry } from './entries.js';
import type { Facts } from './judge.js';
import { mayBeNear } from './seen.js';

/** An entry as it would match a finding that it misses now, by the smallest change. */
export interface Repair {
  readonly finding: Finding;
  readonly edit: Edit;
  /** With its comments, as it would stand in the file. */
  readonly bytes: string;
  /** What that is to each tool; place and metadata are those of the entry. */
  readonly entry: PruneEntry;
  /** Reported findings that it would hide; the one above among them. */
  readonly hides: readonly Finding[];
}

/**
 * The repair of an entry that hides nothing, where a reported finding is what it was meant for. Of several the smallest
 * change; none that would hide a real finding, perhaps or for sure.
 */
export function repairOf(
  entry: PruneEntry,
  { reported, real, own, isSeen, judging }: Pick<Facts, 'reported' | 'real' | 'own' | 'isSeen' | 'judging'>,
): Repair | undefined {
  if (isCut(entry)) return undefined;
  const { loaded, meant } = entry.explained;
  const read = [...loaded, ...[...meant].map(([tool, { suppression }]) => [tool, suppression] as const)];
  const kinds = new Map(
    read.flatMap(([tool, each]) => (mayBeNear(each, tool, isSeen) ? [[tool, each.kind] as const] : [])),
  );
  const near = reported
    .filter(({ tool, kind }) => isOfSort(kinds.get(tool), kind))
    .flatMap((finding) => {
      const edit = editFor(entry, finding, judging);
      return edit && !isNewMistake(edit, finding, own) ? [{ finding, edit }] : [];
    })
    .sort((a, b) => a.edit.cost - b.edit.cost || (a.finding.id < b.finding.id ? -1 : 1));
  const tried = new Set<string>();
  for (const { finding, edit } of near) {
    const bytes = repairedText(entry.source, edit);
    if (tried.has(bytes)) continue;
    tried.add(bytes);
    const repaired = reread(entry, bytes, judging);
    const answer = (each: Finding) => {
      const suppression = repaired?.cut.get(each.tool);
      return suppression ? matches(suppression, each, judging) : 'no';
    };
    if (!repaired || answer(finding) !== 'yes' || real.some((each) => answer(each) !== 'no')) continue;
    return {
      finding,
      edit,
      bytes,
      entry: repaired,
      hides: reported.filter((each) => answer(each) === 'yes'),
    };
  }
  return undefined;
}

/** An error of another sort is another error. */
function isOfSort(kind: string | undefined, other: string): boolean {
  return kind !== undefined && (kind === other || akin(kind, other) !== undefined);
}

/** Locations behind the cut would come into play when those before them go. */
function isCut({ cut, loaded }: PruneEntry): boolean {
  return [...cut].some(([tool, { frames }]) => frames.length < loaded.get(tool)!.frames.length);
}

function editFor({ explained }: PruneEntry, finding: Finding, judging: Judging): Edit | undefined {
  const one = caseOf(explained, finding, judging);
  const lines = one && changesFor(one, judging);
  const edit = lines && verdictOf(one, judging, lines).edit;
  return edit && !hidesLoss(edit, finding) && !opensUp(edit) ? edit : undefined;
}

/** Does an entry that rests on one name get room for any callers, or callees? That is drift no more. */
function opensUp({ changes, suppression }: Edit): boolean {
  const isRoom = changes.some(
    ({ type, now }) => type === 'insert' || type === 'remove' || now.includes('...'),
  );
  return isRoom && isBlunt(suppression.frames);
}

/** Own code grows functions with names like those of others, and what a guess takes for drift may be a mistake in one of them. */
function isNewMistake({ changes }: Edit, finding: Finding, own: OwnCode): boolean {
  return changes.some(({ isGuess }) => isGuess) && ownFrameReason(finding, own) !== undefined;
}

/** A block that is lost now and was not before is no drift but a new mistake. */
function hidesLoss({ changes }: Edit, { leakKind }: Finding): boolean {
  const isLost = leakKind === 'definite' || leakKind === 'indirect';
  return isLost && changes.some(({ type }) => type === 'leak kinds');
}

/** The bytes of the entry with the change; all other lines, and its comments, stay. */
function repairedText(source: Entry, { changes, suppression }: Edit): string {
  const head = changes.find(({ type }) => type === 'tool' || type === 'kind');
  const text = head && (head.type === 'kind' ? suppression.kind : head.now[0]!);
  const lines = source.lines.map((line) =>
    line.type === 'kind' && text !== undefined ? { ...line, text } : line,
  );
  const newline = lineOf(source, 'open')!.end.endsWith('\r\n') ? '\r\n' : '\n';
  const end = bytesOf(source.lines.at(-1)!).endsWith('\n');
  const bytes = replacedText([lines], suppression, newline);
  return end ? bytes : bytes.replace(/\r?\n$/, '');
}

/** The entry as it is with other bytes; undefined where tools would refuse them, or that is not one entry. */
function reread(old: PruneEntry, bytes: string, judging: Judging): PruneEntry | undefined {
  const { entries, broken } = readPruneSet([{ name: old.file, bytes }], [], judging);
  const [entry] = entries;
  if (entries.length !== 1 || broken.length > 0 || entry!.kindUnknown !== undefined) return undefined;
  if ([...old.cut.keys()].some((tool) => !entry!.cut.has(tool))) return undefined;
  const { line, source, metadata, isBeside } = old;
  return { ...entry!, line, source, metadata, isBeside };
}
