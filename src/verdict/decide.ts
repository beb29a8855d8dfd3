import type { Finding } from '../finding/finding.js';
import { freeNames } from '../generate/free-names.js';
import { tellingName } from '../generate/name.js';
import { newlineOf } from '../rewrite/layout.js';
import { entriesIn, type SetFile } from '../set/read-set.js';
import type { SetEntry } from '../set/set-entry.js';
import type { Entry, Line } from '../suppression/tree.js';
import { formatSuppression, safeName } from '../suppression/write.js';
import { edited, ownLines } from './edit.js';
import { exactEntries, type Exact } from './exact.js';
import { readVerdictFile } from './read.js';
import { commentsBeside, commentsOf, recommented, type Values } from './recomment.js';
import { verdicts, type Decision, type Verdict, type VerdictFiles } from './verdict.js';

/**
 * The files after a decision. Each finding has its exact entry in the file of the verdict and in no other: one that is
 * there keeps its place, one of another file moves with its comments, and a new one gets a name that no other entry of the
 * file has. Values of the decision replace what the entry has of their keys, an empty value takes it away.
 *
 * Entries that match more than the finding, whoever wrote them, stay as they are (`inTheWay` in judge.ts tells which
 * contradict), and all other bytes do too. It works on the files as they are now, so that nothing is lost that was
 * written meanwhile; doing it twice is doing it once. Findings for which no entry can be written (`isDecidable`) are passed over.
 * A file that stays the same is the same object.
 */
export function decide(files: VerdictFiles, decision: Decision): VerdictFiles {
  return decideAlike(files, decision.verdict, [decision]);
}

/** The same for several decisions, one after the other: in one go where they are about different entries. */
export function decideAll(files: VerdictFiles, decisions: readonly Decision[]): VerdictFiles {
  const contents = decisions.flatMap(({ findings }) => [
    ...new Set(exactEntries(findings).flatMap((exact) => exact?.content ?? [])),
  ]);
  if (new Set(contents).size < contents.length) return decisions.reduce(decide, files);
  const alike = new Map<Verdict | undefined, Decision[]>();
  for (const decision of decisions) {
    const before = alike.get(decision.verdict);
    if (before) before.push(decision);
    else alike.set(decision.verdict, [decision]);
  }
  return [...alike].reduce((sofar, [verdict, some]) => decideAlike(sofar, verdict, some), files);
}

/** What an exact entry is to say. */
interface Wanted {
  readonly exact: Exact;
  readonly finding: Finding;
  readonly values: Values & Pick<Decision, 'comments'>;
}

function decideAlike(
  files: VerdictFiles,
  verdict: Verdict | undefined,
  decisions: readonly Decision[],
): VerdictFiles {
  const wanted = new Map<string, Wanted>();
  for (const { findings, ...values } of decisions)
    exactEntries(findings).forEach((exact, at) => {
      if (exact && !wanted.has(exact.content))
        wanted.set(exact.content, { exact, finding: findings[at]!, values });
    });
  if (wanted.size === 0) return files;
  const read = new Map(verdicts.map((each) => [each, readVerdictFile(files[each])]));
  const taken = new Map<string, Taken[]>();
  const result: Record<Verdict, VerdictFiles[Verdict]> = { ...files };
  for (const [each, file] of read) {
    if (each === verdict) continue;
    const removed = takenFrom(file, (content) => wanted.has(content), taken);
    if (removed.size > 0)
      result[each] = withBytes(files[each], edited(file, { removed, replaced: new Map(), added: [] }));
  }
  if (verdict !== undefined)
    result[verdict] = withBytes(files[verdict], written(read.get(verdict)!, wanted, taken));
  return result;
}

/** An exact entry of a file that it leaves. */
interface Taken {
  readonly entry: SetEntry;
  /** Those that are about it alone. */
  readonly lines: readonly Line[];
}

function takenFrom(
  file: SetFile,
  isWanted: (content: string) => boolean,
  taken: Map<string, Taken[]>,
): ReadonlySet<Entry> {
  const own = entriesIn([file]).filter(({ content }) => isWanted(content));
  const places = placesOf(file, own);
  for (const entry of own) {
    const one = { entry, lines: ownLines(file.tree, entry.source, places.get(entry.source)!) };
    const before = taken.get(entry.content);
    if (before) before.push(one);
    else taken.set(entry.content, [one]);
  }
  return new Set(own.map(({ source }) => source));
}

function placesOf({ tree }: SetFile, entries: readonly SetEntry[]): ReadonlyMap<Entry, number> {
  const wanted = new Set(entries.map(({ source }) => source));
  return new Map(
    tree.items.flatMap((item, at) =>
      item.type === 'entry' && wanted.has(item) ? [[item, at] as const] : [],
    ),
  );
}

/** The bytes of the file of the verdict. */
function written(
  file: SetFile,
  wanted: ReadonlyMap<string, Wanted>,
  taken: ReadonlyMap<string, readonly Taken[]>,
): string {
  const { tree } = file;
  const newline = newlineOf(tree);
  const there = new Set<string>();
  const replaced = new Map<Entry, string>();
  for (const entry of entriesIn([file])) {
    const values = wanted.get(entry.content)?.values;
    if (!values) continue;
    const more = there.has(entry.content)
      ? []
      : commentsBeside(entry, taken.get(entry.content) ?? [], values);
    there.add(entry.content);
    replaced.set(entry.source, recommented(entry, entry.source.lines, values, more, newline));
  }
  const names = tree.items.flatMap((item) =>
    item.type === 'entry' ? item.placesOf('name').map((at) => tree.lines.textAt(at)) : [],
  );
  const nameFor = freeNames(names);
  const added = [...wanted].flatMap(([content, { exact, finding, values }]) => {
    if (there.has(content)) return [];
    const [first, ...others] = taken.get(content) ?? [];
    if (first) return moved(first, others, values, nameFor, newline);
    const text = formatSuppression({ ...exact.entry, name: nameFor(safeName(tellingName(finding))) });
    return [...(values.comments ?? []), ...commentsOf(values), text].join('\n').replaceAll('\n', newline);
  });
  return edited(file, { removed: new Set(), replaced, added });
}

/** The bytes of an entry that comes from another file. */
function moved(
  { entry, lines }: Taken,
  others: readonly Taken[],
  values: Values,
  nameFor: (name: string) => string,
  newline: string,
): string {
  const name = nameFor(entry.name);
  const named = lines.map((line) => (line.type === 'name' ? { ...line, text: name } : line));
  const bytes = recommented(entry, named, values, commentsBeside(entry, others, values), newline);
  const whole = bytes.endsWith('\n') ? bytes : `${bytes}\n`;
  return whole.replace(/\r?\n/g, newline);
}

function withBytes(file: VerdictFiles[Verdict], bytes: string): VerdictFiles[Verdict] {
  return bytes === file.bytes ? file : { ...file, bytes };
}
