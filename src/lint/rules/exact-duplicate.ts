import { quote } from '../../suppression/explain.js';
import { metadataOf, type MetadataKey } from '../../suppression/metadata.js';
import { lineOf, type Entry, type Line } from '../../suppression/tree.js';
import { directiveName } from '../directives.js';
import { copiesIn } from '../duplicates.js';
import { isPlaceholder } from '../placeholder.js';
import { atName, removing, replacing } from '../place.js';
import type { Edit, Fix } from '../problem.js';
import { removalOf, removingCommented } from '../removal.js';
import type { LintEntry, Rule } from '../rule.js';
import { surroundingsIn, type Surroundings } from '../../rewrite/surroundings.js';

export const exactDuplicate: Rule = {
  id: 'exact-duplicate',
  level: 'warning',
  description: 'No entry says what another one of the set says.',
  why:
    'Valgrind keeps both, tries both, and counts for one of them only, so that the other one seems unused. Whoever ' +
    'narrows or removes one of them wonders why nothing changes. Names do not count: they hide nothing.',
  example: {
    wrong:
      '{\n   cache of the parser\n   Memcheck:Leak\n   match-leak-kinds: reachable\n   fun:malloc\n   fun:parser_cache\n}\n\n' +
      '# seen in the nightly run\n{\n   leak in parser_cache\n   Memcheck:Leak\n   match-leak-kinds: reachable\n   fun:malloc\n   fun:parser_cache\n}\n',
    right:
      '# seen in the nightly run\n{\n   cache of the parser\n   Memcheck:Leak\n   match-leak-kinds: reachable\n   fun:malloc\n   fun:parser_cache\n}\n',
  },
  isRelative: true,
  options: {
    acrossFiles: {
      description:
        'whether --fix removes copies of entries of other files: only where the files are always used together',
      default: false,
    },
  },
  *check(set, { acrossFiles }) {
    const copies = copiesIn(set);
    const around = new Map<Entry, Surroundings>();
    for (const { tree } of new Set(copies.flatMap(({ entry, first }) => [entry.file, first.file])))
      for (const [entry, surroundings] of surroundingsIn(tree)) around.set(entry, surroundings);
    for (const { entry, first, above } of copies) {
      const stays = above ?? first;
      const isMeant = stays.file === entry.file || acrossFiles === true;
      const { isApart } = around.get(entry.tree)!;
      const fix = isApart && isMeant ? fixOf(entry, stays, around.get(stays.tree)!) : null;
      const where = first.file === entry.file ? `line ${first.name.line}` : 'another file';
      yield {
        ...atName(entry),
        message: `This entry says what ${quote(first.name.text)} (${where}) says. Remove it.`,
        tools: entry.tools,
        related: [{ ...atName(first), message: 'first said here' }],
        fix,
        suggestions: isApart && !fix ? [removalOf(entry)] : [],
      };
    }
  },
};

/**
 * The copy goes and what people have written at it stays, at the entry that stays; null where that needs somebody to
 * decide.
 */
function fixOf(copy: LintEntry, stays: LintEntry, { isApart, heading }: Surroundings): Fix | null {
  if (!isApart || !sameTerms(copy.tree, stays.tree)) return null;
  const { edit, comments: own } = removingCommented(copy.file, copy.tree);
  const comments = lackingIn([...heading, ...stays.tree.lines], own);
  if (comments.some(({ text }) => text.includes(directiveName))) return null;
  const edits = [...moving(comments, stays.tree), ...naming(stays.name, copy.name)];
  if (edits.length > 0 && stays.file !== copy.file) return null;
  return {
    description:
      comments.length > 0 ? 'remove this entry and keep its comments above the other' : 'remove this entry',
    edits: [...edits, edit],
  };
}

/** Of an entry that is wanted until a day, and one that is wanted for good, none stands for the other. */
const terms = ['added', 'expires', 'valgrind', 'library', 'max'] as const satisfies readonly MetadataKey[];

function sameTerms(a: Entry, b: Entry): boolean {
  const [one, other] = [metadataOf(a), metadataOf(b)].map((metadata) =>
    JSON.stringify(terms.map((key) => metadata[key].map(({ value }) => value))),
  );
  return one === other;
}

/** The comments that are none of the given lines, with empty ones between them. */
function lackingIn(lines: readonly Line[], comments: readonly Line[]): readonly Line[] {
  const known = new Set(lines.map(({ text }) => text));
  const isEmpty = ({ text }: Line) => !/[\w\x80-\xff]/.test(text);
  const saysMore = (line: Line) => !isEmpty(line) && !known.has(line.text);
  return comments.some(saysMore) ? comments.filter((line) => isEmpty(line) || saysMore(line)) : [];
}

function moving(comments: readonly Line[], to: Entry): Edit[] {
  const open = lineOf(to, 'open')!;
  const { start } = removing(open);
  if (comments.length === 0) return [];
  return [{ start, end: start, text: comments.map(({ text, end }) => open.indent + text + end).join('') }];
}

/** A name that somebody gave is worth more than the one that Valgrind prints. */
function naming(kept: Line, gone: Line): Edit[] {
  return isPlaceholder(kept.text) && !isPlaceholder(gone.text) ? [replacing(kept, gone.text)] : [];
}
