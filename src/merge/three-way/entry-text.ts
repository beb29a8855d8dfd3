import { entriesIn, readSetFile } from '../../set/read-set.js';
import type { SetEntry } from '../../set/set-entry.js';
import type { Line } from '../../suppression/tree.js';
import { fitted, type Laid } from './fit.js';
import { joinLines, mergeLines, type Side, type Taken } from './merge-lines.js';
import { renamed } from './names.js';
import { headOf } from './outline.js';

interface Versions {
  readonly base: SetEntry;
  readonly ours: SetEntry;
  readonly theirs: SetEntry;
}

/**
 * The bytes of a merged entry: what it says from one side, the name as given, comments and layout merged.
 *
 * @param decides the side that changed what the entry says; ours where none did
 */
export function mergedText({ base, ours, theirs }: Versions, decides: Side, name: string): string {
  const lists = (part: (entry: SetEntry) => readonly Line[]) => {
    return { base: part(base), ours: part(ours), theirs: part(theirs) };
  };
  const head = mergeLines(lists(headLines), decides);
  const inside = mergeLines(lists(insideLines), decides);
  const laid = { base: base.source, ours: ours.source, theirs: theirs.source };
  return checked(head, inside, laid, { ours, theirs }[decides], decides, name);
}

/** The bytes of an entry that both sides added: ours, with the comments of both. */
export function joinedText(ours: SetEntry, theirs: SetEntry): string {
  const head = joinLines(headLines(ours), headLines(theirs), 'ours');
  const inside = joinLines(insideLines(ours), insideLines(theirs), 'ours');
  const laid = { base: undefined, ours: ours.source, theirs: theirs.source };
  return checked(head, inside, laid, ours, 'ours', ours.name);
}

function headLines({ source }: SetEntry): readonly Line[] {
  return headOf(source).map(terminated);
}

function insideLines({ source }: SetEntry): readonly Line[] {
  return source.lines.slice(headOf(source).length).map(terminated);
}

/** The last line of a file may lack its newline. */
function terminated(line: Line): Line {
  return line.end.endsWith('\n') ? line : { ...line, end: `${line.end}\n` };
}

/**
 * Lines that mean nothing by themselves may mean something together: where the sides wrote the same thing in different
 * words, the lines of one side stay together.
 */
function checked(
  head: readonly Taken[],
  inside: readonly Taken[],
  laid: Laid,
  decider: SetEntry,
  decides: Side,
  name: string,
): string {
  const text = renamed(fitted([...head, ...inside], laid), name);
  const [read, ...others] = entriesIn([readSetFile({ name: '', bytes: text })]);
  if (others.length === 0 && read?.content === decider.content) return text;
  const own = insideLines(decider).map((line): Taken => ({ line, side: decides }));
  const has = (line: Line) => own.some((each) => each.line.text === line.text);
  const comments = inside.filter(({ line }) => line.type === 'comment' && !has(line));
  return renamed(fitted([...head, ...own.slice(0, -1), ...comments, ...own.slice(-1)], laid), name);
}
