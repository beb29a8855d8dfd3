import type { Kind } from './kinds.js';
import { editDistance } from './near-words.js';
import { findKind, tools, type ToolInfo } from './tools.js';
import { xmlKinds, xmlLeakKinds } from './xml-kinds.js';

/** What is wrong with a line where an entry should begin, and what to do. */
export function stray(text: string, isLast: boolean): string {
  if (text.startsWith('\xEF\xBB\xBF')) {
    return 'The file begins with a byte order mark, which Valgrind reads as text. Save it without one.';
  }
  if (text.includes('\r')) {
    return 'The lines end in a carriage return alone, so Valgrind sees one long line. End them with a newline.';
  }
  if (text.startsWith('#') && isLast) {
    return 'A comment on the last line needs a newline after it, otherwise Valgrind reads it as text.';
  }
  if (text.startsWith('{'))
    return 'An entry begins with "{" alone on its line. Move the rest to the next line.';
  if (text === '}') return 'This "}" closes nothing. Remove it, or add the "{" that is missing above.';
  if (/^(?:==|--)\d{1,10}(?:==|--)(?: |$)/.test(text)) {
    return 'This is a line of a log, which Valgrind cannot load. Keep the entries alone, or let "chaff generate" make them of the log.';
  }
  return `An entry should begin here. Add a line "{" before it, or "#" to make it a comment: ${quote(text)}`;
}

/**
 * What is wrong with a line where a location should be.
 * @param above the line before it; a `}` there was taken for the parameter of a `Param` entry
 */
export function location(text: string, isLast: boolean, above: string | undefined): string {
  if (text === '{') {
    return above === '}'
      ? 'The entry before this one lacks its parameter line: Valgrind took the "}" for it. Add the parameter there.'
      : 'The entry before this one is not closed. Add a line "}" above.';
  }
  if (text.startsWith('}')) {
    return isLast && /^\}[ \t\f\v\r]+$/.test(text)
      ? 'The last line has white space after "}" and no newline. Add a newline at the end of the file.'
      : 'An entry ends with "}" alone on its line. Move the rest away.';
  }
  if (text.startsWith('#') && isLast) {
    return 'The entry is not closed: a comment stands where "}" should. Add a line "}", and a newline at the end.';
  }
  if (text.startsWith('src:')) return 'Locations with "src:" need Valgrind 3.14 or newer.';
  if (text.startsWith('match-leak-kinds:')) {
    return 'Only an entry of the kind "Leak" has a line "match-leak-kinds:", and only before its first location.';
  }
  const prefix = /^(fun|obj|src)\s*[:=]/i.exec(text)?.[1];
  if (prefix !== undefined) {
    return `Write "${prefix.toLowerCase()}:" in lower case and without a blank before the colon: ${quote(text)}`;
  }
  if (/^\.+$/.test(text)) return 'The wildcard for frames is "...", three dots.';
  return `Not a location. Write "fun:NAME", "obj:PATH", "src:FILE" or "...": ${quote(text)}`;
}

/** Why a tool does not know a kind, with the likely meant one. */
export function toolKind(name: string, owner: ToolInfo, version: string): string {
  const known = owner.kinds.find((kind) => kind.name === name);
  if (known) {
    const since =
      known.until === undefined ? `is known from Valgrind ${known.since} on` : 'is no longer known';
    return `${owner.displayName}:${name} ${since}; the target version is ${version}.`;
  }
  const meant = nearest(name, owner.kinds, version);
  if (meant !== undefined) return `${owner.displayName} has no kind ${quote(name)}. Did you mean "${meant}"?`;
  const other = tools.find((tool) => tool !== owner && findKind(tool.kinds, name, version));
  if (other) {
    return `"${name}" is a kind of ${other.displayName}, not of ${owner.displayName}. Write "${other.displayName}:${name}".`;
  }
  const all = owner.kinds.filter((kind) => findKind([kind], kind.name, version)).map((kind) => kind.name);
  return `${owner.displayName} has no kind ${quote(name)}. It has ${all.join(', ')}.`;
}

/** Why the core does not know a kind. */
export function coreKind(name: string, kinds: readonly Kind[], core: string, version: string): string {
  const known = kinds.find((kind) => kind.name === name);
  if (known && core === 'CoreError') {
    return `CoreError:${name} is known from Valgrind ${known.since} on; the target version is ${version}.`;
  }
  if (core === 'core') {
    return `Valgrind ${version} has no "core" errors left. Remove the entry, or take "core" off its tools.`;
  }
  return `The core has no kind ${quote(name)}. With CoreError among the tools it must be ${kinds.map((kind) => kind.name).join(', ')}.`;
}

/** What is wrong with a line `tool:kind` that has no colon. */
export function head(text: string): string {
  if (text === '}')
    return 'This entry has a name only. It needs a line "Tool:Kind" and at least one location.';
  if (text === '{')
    return 'A second "{" stands where "Tool:Kind" should. Remove it, or close the entry above.';
  return `After the name comes a line "Tool:Kind", e.g. "Memcheck:Cond", not ${quote(text)}`;
}

/** Why an entry whose locations are all `...` is refused. */
export function onlyWildcards(count: number, numCallers: number): string {
  const ground =
    count === numCallers ? `Only the first ${numCallers} locations count (--num-callers), and ` : '';
  const rest = count === 1 ? 'the only one is "..."' : 'all of them are "..."';
  return `The entry would match every stack. ${ground || 'Of its locations, '}${rest}. Add one with "fun:" or "obj:".`;
}

/** What is to be written, in quotes: whole, for a part of it means something else. */
export function quoteWhole(text: string): string {
  return `"${text}"`;
}

/** The text in quotes, cut if it is long, though not within a UTF-8 character. */
export function quote(text: string): string {
  if (text.length <= 60) return `"${text}"`;
  return `"${text.slice(0, 60).replace(/[\x80-\xff]{1,4}$/, '')}..."`;
}

function nearest(name: string, kinds: readonly Kind[], version: string): string | undefined {
  const other = kindInXml(name) ?? withoutSize.get(name);
  if (other !== undefined && findKind(kinds, other, version)) return other;
  if (name.length > 40) return undefined;
  const tidy = name.trim().toLowerCase();
  const scored = kinds
    .filter((kind) => findKind([kind], kind.name, version))
    .map((kind) => ({ name: kind.name, edits: editDistance(tidy, kind.name.toLowerCase()) }))
    .sort((a, b) => a.edits - b.edits);
  return scored[0] && scored[0].edits <= 2 && scored[0].edits < name.length ? scored[0].name : undefined;
}

/** Names, those of XML logs among them, that leave out the number of bytes: mostly they are those of a pointer. */
const withoutSize: ReadonlyMap<string, string> = new Map([
  ['Value', 'Value8'],
  ['UninitValue', 'Value8'],
  ['Addr', 'Addr8'],
  ['InvalidRead', 'Addr8'],
  ['InvalidWrite', 'Addr8'],
]);

/** XML logs have their own names for some kinds. */
function kindInXml(name: string): string | undefined {
  if (Object.hasOwn(xmlLeakKinds, name)) return 'Leak';
  if (name === 'SyscallParam') return 'Param';
  return Object.hasOwn(xmlKinds, name) ? xmlKinds[name] : undefined;
}
