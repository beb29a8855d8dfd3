import { quote, quoteWhole } from '../../suppression/explain.js';
import { looksLikeLocation } from '../../suppression/location.js';
import { nearestWord } from '../../suppression/near-words.js';
import type { Tool } from '../../suppression/suppression.js';
import { coreName, findKind, isListed } from '../../suppression/tools.js';
import { lineOf, type Entry, type Line } from '../../suppression/tree.js';
import { offerOf } from '../outcome.js';
import { ownersIn, toolsWithoutErrors, whyAbsent, type Owner } from '../owners.js';
import { atLine, replacing } from '../place.js';
import type { RuleProblem } from '../problem.js';
import type { LintFile, LintSet, Rule } from '../rule.js';

export const inertEntry: Rule = {
  id: 'inert-entry',
  level: 'error',
  description: 'Some tool of Valgrind reads each entry.',
  why:
    'A tool skips entries that do not list its exact name, without reading or checking them. So Valgrind says nothing ' +
    'of "memcheck:Leak", of "DRD:MutexErr" or of an entry whose line "Tool:Kind" is missing: it just never hides anything.',
  example: {
    wrong:
      '{\n   cache of the parser\n   memcheck:Leak\n   match-leak-kinds: reachable\n   fun:malloc\n   fun:parser_cache\n}\n',
    right:
      '{\n   cache of the parser\n   Memcheck:Leak\n   match-leak-kinds: reachable\n   fun:malloc\n   fun:parser_cache\n}\n',
  },
  *check(set) {
    const owners = ownersIn(set.version);
    const names = [...owners.map(({ name }) => name), coreName(set.version)];
    for (const file of set.files) {
      const loaded = new Set(file.entries.map(({ tree }) => tree));
      for (const entry of file.tree.items) {
        const head = entry.type === 'entry' && !loaded.has(entry) ? headOf(entry) : undefined;
        if (!head || names.some((name) => isListed(name, head.list))) continue;
        // That rule names the character which makes the name another one.
        if (/[^\t-\r\x20-\x7e]/.test(head.line.text) && set.active.has('invisible-character')) continue;
        yield judge(set, file, head, owners);
      }
    }
  },
};

interface Head {
  readonly entry: Entry;
  readonly line: Line;
  /** The text before the first colon, and after it. */
  readonly list: string;
  readonly kind: string;
}

/** Undefined where there is no `Tool:Kind` that Valgrind could skip: without a colon it refuses the file. */
function headOf(entry: Entry): Head | undefined {
  const line = lineOf(entry, 'kind');
  const colon = line?.text.indexOf(':') ?? -1;
  if (!line || colon < 0) return undefined;
  return { entry, line, list: line.text.slice(0, colon), kind: line.text.slice(colon + 1) };
}

function judge(set: LintSet, file: LintFile, head: Head, owners: readonly Owner[]): RuleProblem {
  const { line, list } = head;
  if (looksLikeLocation(line.text) || list === 'src' || list === 'match-leak-kinds')
    return withoutHead(set, file, head, owners);
  const place = { ...atLine(file.name, line, 0, list.length), tools: set.tools };
  const words = list.split(',').map((word) => word.trim());
  const meant = owners.filter(({ name }) => words.some((word) => word.toLowerCase() === name.toLowerCase()));
  if (meant.length > 0) return { ...place, ...misspelt(set, head, words, meant) };
  for (const word of words) {
    const reason = whyAbsent(word, set.version);
    if (reason !== undefined)
      return {
        ...place,
        severity: 'info',
        message: `${reason}: Valgrind ${set.version} skips this entry. Remove it unless other versions read this file.`,
      };
    if (toolsWithoutErrors.some((name) => name.toLowerCase() === word.toLowerCase()))
      return {
        ...place,
        message: `${word} reports no errors, so it reads no suppressions. Remove this entry.`,
      };
  }
  return { ...place, ...unknown(set, head, owners) };
}

/** The name of a tool in wrong case, with blanks, or where Valgrind does not look. */
function misspelt(
  set: LintSet,
  { entry, line, list, kind }: Head,
  words: readonly string[],
  meant: readonly Owner[],
): Pick<RuleProblem, 'message' | 'fix' | 'suggestions' | 'tools'> {
  const { version, tools } = set;
  const owner = meant[0]!;
  const what = list.split(',').includes(owner.name)
    ? `Valgrind looks no further than the first "${owner.name}" in ${quote(list)}, which is part of another name`
    : skipped(list);
  const found = meant.length === 1 ? kindMeant(owner, kind, version) : undefined;
  if (found === undefined) {
    const names = meant.map(({ name }) => `"${name}"`).join(' or ');
    return { message: `${what}. Write ${names}, and a kind that it has.`, tools };
  }
  const text = `${listing(owner.name, words)}:${found}`;
  const change = { description: `write ${quote(text)}`, edits: [replacing(line, text)] };
  return {
    message: `${what}. Write ${quoteWhole(text)}.`,
    tools: concerned(owner, tools),
    ...offerOf(entry, change, set),
  };
}

function skipped(list: string): string {
  return `No tool of Valgrind is called ${quote(list)}, so this entry is skipped`;
}

/** The list with a name spelled so that Valgrind finds it. */
function listing(name: string, words: readonly string[]): string {
  const inPlace = words.map((word) => (word.toLowerCase() === name.toLowerCase() ? name : word)).join(',');
  return isListed(name, inPlace) ? inPlace : [name, ...words.filter((word) => word !== name)].join(',');
}

function kindMeant({ kinds }: Owner, text: string, version: string): string | undefined {
  const word = text.trim();
  if (findKind(kinds, word, version)) return word;
  return kinds.find(({ name }) => name.toLowerCase() === word.toLowerCase() && findKind(kinds, name, version))
    ?.name;
}

function unknown(
  set: LintSet,
  { entry, line, list, kind }: Head,
  owners: readonly Owner[],
): Pick<RuleProblem, 'message' | 'suggestions'> {
  const names = owners.map(({ name }) => name);
  const near = nearestWord(list.trim(), names);
  const owner = owners.find(({ name }) => name === near);
  const found = owner && kindMeant(owner, kind, set.version);
  if (!owner || found === undefined) {
    return { message: `${skipped(list)}. Tools that read suppressions are ${names.join(', ')}.` };
  }
  const text = `${owner.name}:${found}`;
  const change = { description: `write "${text}"`, edits: [replacing(line, text)] };
  const { fix, suggestions = fix ? [fix] : [] } = offerOf(entry, change, set);
  return { message: `${skipped(list)}. Did you mean "${text}"?`, suggestions };
}

/** A location stands where `Tool:Kind` should. */
function withoutHead(
  { tools }: LintSet,
  file: LintFile,
  { entry, line }: Head,
  owners: readonly Owner[],
): RuleProblem {
  const name = lineOf(entry, 'name')!;
  const colon = name.text.indexOf(':');
  const owner = owners.find((each) => colon >= 0 && isListed(each.name, name.text.slice(0, colon)));
  if (!owner)
    return {
      ...atLine(file.name, line),
      message: `The line "Tool:Kind" is missing: Valgrind takes ${quote(line.text)} for it, and skips the entry.`,
      tools,
    };
  return {
    ...atLine(file.name, name),
    message: `The name of this entry is missing: Valgrind takes ${quote(name.text)} for it, and skips the entry. Add a line with a name above.`,
    tools: concerned(owner, tools),
  };
}

function concerned({ tool }: Owner, tools: readonly Tool[]): readonly Tool[] {
  return tool !== undefined && tools.includes(tool) ? [tool] : tools;
}
