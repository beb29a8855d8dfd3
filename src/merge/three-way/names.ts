import { freeNames } from '../../generate/free-names.js';
import { parse } from '../../suppression/parse.js';
import { print } from '../../suppression/print.js';
import { linesOf, type Line } from '../../suppression/tree.js';

/** Is it the name that Valgrind prints for somebody to replace? */
export function saysNothing(name: string): boolean {
  return /^<?insert_an?_suppression_name_here>?/i.test(name);
}

/** Names that several have. */
export function repeatedNames(named: readonly { readonly name: string }[]): string[] {
  const seen = new Set<string>();
  return named.flatMap(({ name }) => (seen.has(name) || !seen.add(name) ? [name] : []));
}

/** The bytes of an entry under another name. */
export function renamed(text: string, name: string): string {
  const lines = [...linesOf(parse(text))].map((line): Line =>
    line.type === 'name' ? { ...line, text: name } : line,
  );
  return print({ type: 'file', items: lines });
}

/**
 * Which entries of a merge need another name, since the sides gave one name to two of them: those that do not have it from
 * ours. What one side named alike stays so.
 *
 * @param entries those of the result, in its order
 * @param ours, theirs all entries of these files
 * @returns for each entry its name
 */
export function distinctNames(
  entries: readonly { readonly name: string; readonly isOurs: boolean }[],
  ours: readonly { readonly name: string }[],
  theirs: readonly { readonly name: string }[],
): string[] {
  const repeated = new Set(repeatedNames(entries));
  for (const name of [...repeatedNames(ours), ...repeatedNames(theirs)]) repeated.delete(name);
  const free = freeNames([...entries, ...ours, ...theirs].map(({ name }) => name));
  const keepers = new Map<string, (typeof entries)[number]>();
  for (const entry of [...entries.filter(({ isOurs }) => isOurs), ...entries])
    if (!keepers.has(entry.name)) keepers.set(entry.name, entry);
  return entries.map((entry) => {
    const { name } = entry;
    return repeated.has(name) && !saysNothing(name) && keepers.get(name) !== entry ? free(name) : name;
  });
}
