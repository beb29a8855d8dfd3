import { isWrittenComment } from '../rewrite/comments.js';
import { headOf } from '../rewrite/lines.js';
import type { SetEntry } from '../set/set-entry.js';
import { directiveName } from '../suppression/directive-name.js';
import type { Metadata } from '../suppression/metadata.js';
import type { Line } from '../suppression/tree.js';
import type { Fold } from './folds.js';

/** Comment lines that an entry gets, without indentation. */
export interface Joined {
  /** Lint wants them above the entry. */
  readonly directives: readonly string[];
  readonly others: readonly string[];
}

/** An entry that goes, with those of its comments that do not stay where they are. */
export interface Gone {
  readonly fold: Fold;
  readonly comments: readonly Line[];
}

/**
 * What an entry is told of those that it stands for: their comments that it does not have, and a line
 * `# folded: NAME [WHAT ELSE WAS SAID]` where a name or something that holds for the one only would be lost:
 *
 *   - `expires`, `valgrind` and `max` are its own, and so is `added` where it has it
 *   - a directive for lint is about what it stands above, so it is joined only where both hide the same
 *
 * What chaff once counted for the other entry goes. With `provenance`, a line `# from: FILE:LINE` says where each was read.
 *
 * @param heading comments that are about the entry though they stand elsewhere
 */
export function joinComments(
  entry: SetEntry,
  heading: readonly Line[],
  gone: readonly Gone[],
  provenance: boolean,
): Joined {
  const own = entry.source.ofType('comment');
  const seen = new Set([...own, ...heading].map(({ text }) => text));
  const directives: string[] = [];
  const others: string[] = [];
  const add = (list: string[], text: string) => {
    if (!seen.has(text)) list.push(text);
    seen.add(text);
  };
  if (provenance && !own.some(isOrigin)) add(others, originOf(entry));
  let added = entry.metadata.added.length > 0;
  for (const { fold, comments } of gone) {
    const once = singleValues(fold.entry.metadata);
    const left: string[] = [];
    for (const run of runsOf(comments, once)) {
      const [first] = run;
      const { text, line } = first!;
      const key = once.get(line);
      if (key !== undefined) {
        const isNew = !isSaid(entry.metadata, fold.entry.metadata, line);
        if (key === 'added' && !added && isNew && isGood(fold.entry.metadata, line)) {
          added = true;
          add(others, text);
        } else if (isNew && !seen.has(text)) left.push(bare(text));
      } else if (isDirective(text)) {
        const isAbove = headOf(fold.entry.source).some((each) => each.line === line);
        if (isAbove && fold.how !== 'covered') add(directives, text);
        else if (!seen.has(text)) left.push(bare(text));
      } else if (!isWrittenComment(text) && !run.every((each) => seen.has(each.text)))
        for (const each of run) {
          others.push(each.text);
          seen.add(each.text);
        }
    }
    if (provenance && !fold.entry.source.ofType('comment').some(isOrigin)) add(others, originOf(fold.entry));
    const note = noteOf(fold, left);
    if (note !== undefined) add(others, note);
  }
  return { directives, others };
}

/** Keys of which one value counts, of lines by their number; also where no value is read from them. */
function singleValues(metadata: Metadata): ReadonlyMap<number, string> {
  const found = new Map<number, string>();
  for (const key of singles) for (const { line } of metadata[key]) found.set(line.line, key);
  for (const { line, key, fault } of metadata.malformed)
    if (fault !== 'key' && isSingle(key)) found.set(line.line, key);
  return found;
}

const singles = ['added', 'expires', 'valgrind', 'max'] as const;

function isSingle(key: string): boolean {
  return (singles as readonly string[]).includes(key);
}

function isGood(metadata: Metadata, line: number): boolean {
  return singles.some((key) => metadata[key].some((each) => each.line.line === line));
}

/** Does the entry that stays have the value that the other one has on a line? */
function isSaid(staying: Metadata, gone: Metadata, line: number): boolean {
  return singles.some((key) => {
    const value = gone[key].find((each) => each.line.line === line)?.value;
    return value !== undefined && JSON.stringify(value) === JSON.stringify(staying[key][0]?.value);
  });
}

/** Prose in runs of successive lines, since a sentence may go on; anything else line by line. */
function runsOf(comments: readonly Line[], once: ReadonlyMap<number, string>): Line[][] {
  const isProse = ({ text, line }: Line) =>
    !once.has(line) && !/^#+[ \t\f\v\r]*[\w-]+:/.test(text) && !isDirective(text) && !isWrittenComment(text);
  const runs: Line[][] = [];
  for (const line of comments) {
    const before = runs.at(-1)?.at(-1);
    if (before && before.line === line.line - 1 && isProse(before) && isProse(line)) runs.at(-1)!.push(line);
    else runs.push([line]);
  }
  return runs;
}

const directive = new RegExp(`^#\\s*${directiveName}(?![\\w-])`);

function isDirective(text: string): boolean {
  return directive.test(text);
}

/** Longer lines end Valgrind (limits.ts). */
const longest = 50_000;

function noteOf({ entry, into }: Fold, left: readonly string[]): string | undefined {
  const isNamed = unnumbered(entry.name) === unnumbered(into.name) || placeholder.test(entry.name);
  if (isNamed && left.length === 0) return undefined;
  const rest = left.length > 0 ? ` [${left.join('; ')}]` : '';
  return `# folded: ${entry.name}${rest}`.slice(0, longest);
}

/** What Valgrind writes where nobody has given a name. */
const placeholder = /^<?insert[ _]a[ _]suppression[ _]name[ _]here>?(?: \(\d+\))?$/i;

/** The name without the numbers that made it unique. */
function unnumbered(name: string): string {
  let end = name.length;
  while (name[end - 1] === ')') {
    const open = name.lastIndexOf(' (', end - 1);
    if (open < 0 || !/^\d+$/.test(name.slice(open + 2, end - 1))) break;
    end = open;
  }
  return name.slice(0, end);
}

function bare(text: string): string {
  return text.replace(/^#+[ \t\f\v\r]*/, '');
}

function isOrigin({ text }: Line): boolean {
  return text.startsWith('# from: ');
}

function originOf({ file, line }: SetEntry): string {
  const bytes = Buffer.from(file.replace(/[\n\0]/g, ' '), 'utf8').toString('latin1');
  return `# from: ${bytes}:${line}`;
}
